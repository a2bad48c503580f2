//! Many-to-many relationships: rows that a table between two others links.

use std::marker::PhantomData;

use rusqlite::Connection;

use super::array::{json_array, push_json};
use super::by_key::savepoint;
use super::filter::{Condition, Related};
use super::load::Keys;
use super::statement::execute;
use super::{Append, Cells, Compared, Filter, FromRow, Load, Loads};
use super::{Model, Query, Result, Table, Value};

/// How a table stands between two others; columns by number.
#[derive(Debug)]
pub struct LinkTable {
    /// The table between the two, and its columns of both keys.
    pub table: &'static Table,
    /// Columns of the model that has the relationship.
    pub local: &'static [usize],
    /// The link table's columns that point to them.
    pub to_local: &'static [usize],
    /// Columns of the target.
    pub remote: &'static [usize],
    /// The link table's columns that point to them.
    pub to_remote: &'static [usize],
    /// The order of the target's rows: columns, and whether they descend.
    pub order: &'static [(usize, bool)],
    /// The statement that loads the target's rows for a JSON array of keys, each row behind
    /// the number of its key in the array, as [`json_each`] counts.
    ///
    /// [`json_each`]: https://sqlite.org/json1.html#jeach
    pub load: &'static str,
}

/// A many-to-many relationship: a `P` is linked to any number of `C`, and a `C` to any
/// number of `P`. With it come the relationships of `C` that are loaded along, `L`.
#[must_use]
pub struct ManyToMany<P, C, L = ()> {
    link: &'static LinkTable,
    loads: L,
    marker: PhantomData<fn() -> (P, C)>,
}

impl LinkTable {
    /// Refuses two rows that differ in a column that both keys share: one link row cannot
    /// point to both.
    fn check<P: Model, C: Model>(&self, row: &P, other: &C) -> Result<()> {
        for (&column, &remote) in self.to_remote.iter().zip(self.remote) {
            let mut keys = self.to_local.iter().zip(self.local);
            let Some((_, &local)) = keys.find(|(shared, _)| **shared == column) else {
                continue;
            };
            if row.value(local) != other.value(remote) {
                let expected = "one value for both of the rows that are linked";
                return Err(self.table.misfit(column, expected, "two".to_owned()));
            }
        }
        Ok(())
    }
}

impl<P: Model, C: Model> ManyToMany<P, C> {
    /// The relationship of that link table.
    pub const fn new(link: &'static LinkTable) -> Self {
        Self {
            link,
            loads: (),
            marker: PhantomData,
        }
    }

    /// Rows to which at least one row is linked that matches: `key IN (SELECT … FROM link
    /// table WHERE key IN (SELECT key FROM … WHERE …))`.
    pub fn any(self, filter: Filter<C>) -> Filter<P> {
        self.related(Some(filter.into_condition()))
    }

    /// Rows to which at least one row is linked.
    pub fn exists(self) -> Filter<P> {
        self.related(None)
    }

    /// The rows linked to this one, to be refined.
    pub fn of(self, row: &P) -> Query<C> {
        let LinkTable {
            table,
            remote,
            to_remote,
            ..
        } = *self.link;
        let keys = self.link.to_local.iter().zip(self.link.local);
        let equal = keys.map(|(&column, &local)| Condition::Compare {
            column,
            operator: "=",
            other: Compared::Value(row.value(local).into_owned()),
        });
        let both = |left, right| Condition::Both(Box::new(left), Box::new(right));
        let linked = Filter::new(Condition::Related(Box::new(Related {
            local: remote,
            table,
            remote: to_remote,
            condition: equal.reduce(both),
        })));
        Query::new().ordered(self.link.order).filter(linked)
    }

    fn related(self, condition: Option<Condition>) -> Filter<P> {
        let link = self.link;
        let target = Related {
            local: link.to_remote,
            table: C::TABLE,
            remote: link.remote,
            condition,
        };
        Filter::new(Condition::Related(Box::new(Related {
            local: link.local,
            table: link.table,
            remote: link.to_local,
            condition: Some(Condition::Related(Box::new(target))),
        })))
    }
}

impl<P, C: Model, L> ManyToMany<P, C, L> {
    /// Loads a relationship of the loaded rows with them.
    pub fn with<R: Load<C>>(self, relationship: R) -> ManyToMany<P, C, L::Tuple>
    where
        L: Append<R>,
    {
        ManyToMany {
            link: self.link,
            loads: self.loads.append(relationship),
            marker: PhantomData,
        }
    }
}

impl<P: Model, C: Model, L: Loads<C>> Load<P> for ManyToMany<P, C, L> {
    type Output = Vec<L::Row>;

    fn load(&self, db: &Connection, rows: &[P]) -> Result<Vec<Self::Output>> {
        let mut keys = Keys::of(rows, self.link.local);
        let mut groups = keys.groups();
        if groups.is_empty() {
            return Ok(keys.deal(groups));
        }
        let (owners, linked) = all_numbered(db, self.link.load, keys.take_json())?;
        let linked = self.loads.attach(db, linked)?;
        for (row, owner) in linked.into_iter().zip(owners) {
            if let Some(group) = groups.get_mut(owner) {
                group.push(row);
            }
        }
        Ok(keys.deal(groups))
    }
}

/// All rows, and the number that stands before the columns of each.
fn all_numbered<M: Model>(
    db: &Connection,
    sql: &str,
    keys: Value<'_>,
) -> Result<(Vec<usize>, Vec<M>)> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([keys])?;
    let (mut numbers, mut all) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        numbers.push(usize::try_from(number).unwrap_or(usize::MAX));
        all.push(M::Columns::read(&Cells::of(row, M::TABLE).behind(1))?);
    }
    drop(rows);
    Ok((numbers, M::complete(db, all)?))
}

/// Links two rows.
pub(crate) fn add_link<P: Model, C: Model>(
    db: &Connection,
    sql: &str,
    relationship: ManyToMany<P, C>,
    row: &P,
    other: &C,
) -> Result<()> {
    relationship.link.check(row, other)?;
    remove_link(db, sql, relationship, row, other)
}

/// Runs a statement with the keys of two rows.
pub(crate) fn remove_link<P: Model, C: Model>(
    db: &Connection,
    sql: &str,
    relationship: ManyToMany<P, C>,
    row: &P,
    other: &C,
) -> Result<()> {
    let link = relationship.link;
    let mut values = values(row, link.local);
    values.extend(self::values(other, link.remote));
    execute(db, sql, &values)?;
    Ok(())
}

/// Links a row to these and to no others, by a statement that parts it from the others and
/// one that links what is not linked yet.
pub(crate) fn set_links<P: Model, C: Model>(
    db: &Connection,
    [part, link]: [&str; 2],
    relationship: ManyToMany<P, C>,
    row: &P,
    others: &[&C],
) -> Result<()> {
    for other in others {
        relationship.link.check(row, *other)?;
    }
    let remote = relationship.link.remote;
    let keys = match remote {
        [column] => json_array(others.iter().map(|other| other.value(*column))),
        _ => json_arrays(others.iter().map(|other| values(*other, remote))),
    };
    let mut values = values(row, relationship.link.local);
    values.push(Value::Text(keys.into()));
    let savepoint = savepoint(db)?;
    execute(db, part, &values)?;
    execute(db, link, &values)?;
    savepoint.commit()
}

fn values<'a, M: Model>(row: &'a M, columns: &[usize]) -> Vec<Value<'a>> {
    columns.iter().map(|&column| row.value(column)).collect()
}

/// Keys of several columns: an array of arrays.
fn json_arrays<'a>(keys: impl Iterator<Item = Vec<Value<'a>>>) -> String {
    let mut json = String::from("[");
    for key in keys {
        for (position, value) in key.iter().enumerate() {
            json.push_str(match position {
                0 if json.len() > 1 => ",[",
                0 => "[",
                _ => ",",
            });
            push_json(&mut json, value);
        }
        json.push(']');
    }
    json.push(']');
    json
}
