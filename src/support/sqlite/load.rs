//! Eager loading: what a query's `with` takes, and the tuples that come of it.

use std::collections::HashMap;

use rusqlite::Connection;

use super::array::{json_array, push_json};
use super::fixed;
use super::select::Select;
use super::statement::all;
use super::{Error, Link, Model, Result, Row, Value};

/// A relationship that can be loaded for rows of `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relationship of `{M}`",
    label = "expected one of the relationships of `{M}`, such as `{M}::…`"
)]
pub trait Load<M: Model> {
    /// What belongs to one row: a `Vec` of rows, a row, or an `Option` of one.
    type Output: Clone;

    /// What belongs to each of the rows, in their order, by one statement.
    ///
    /// # Errors
    /// [`Error::NoParent`] and [`Error::SeveralRows`] where the database is not as the
    /// schema says, and those of a query.
    fn load(&self, db: &Connection, rows: &[M]) -> Result<Vec<Self::Output>>;
}

/// The relationships that a query loads: a tuple of up to eight.
pub trait Loads<M: Model> {
    /// A row with what belongs to it: `M`, or a flat tuple that begins with it.
    type Row: Clone;

    /// Puts to every row what belongs to it, by one statement for each relationship.
    ///
    /// # Errors
    /// Those of [`Load::load`].
    fn attach(&self, db: &Connection, rows: Vec<M>) -> Result<Vec<Self::Row>>;

    /// The rows of a query, each with what belongs to it.
    ///
    /// # Errors
    /// Those of [`Load::load`].
    fn all(&self, db: &Connection, select: Select) -> Result<Vec<Self::Row>> {
        let mut rows: Vec<M::Columns> = Vec::new();
        select.read(db, M::TABLE, &mut rows)?;
        self.attach(db, M::complete(db, rows)?)
    }
}

/// A tuple of relationships that can take one more.
#[diagnostic::on_unimplemented(
    message = "a query loads at most eight relationships",
    label = "this is the ninth; load it for the rows afterwards, with `load`",
    note = "a query that joins loads none"
)]
pub trait Append<R> {
    /// The longer tuple.
    type Tuple;

    /// The tuple with one more.
    fn append(self, relationship: R) -> Self::Tuple;
}

impl<M: Model> Loads<M> for () {
    type Row = M;

    fn attach(&self, _: &Connection, rows: Vec<M>) -> Result<Vec<M>> {
        Ok(rows)
    }
}

macro_rules! tuple {
    ($($part:ident $number:tt)*) => {
        impl<M: Model, $($part: Load<M>),*> Loads<M> for ($($part,)*) {
            type Row = (M, $($part::Output),*);

            fn attach(&self, db: &Connection, rows: Vec<M>) -> Result<Vec<Self::Row>> {
                let mut parts = ($(self.$number.load(db, &rows)?.into_iter(),)*);
                let attach = |row| Some((row, $(parts.$number.next()?),*));
                Ok(rows.into_iter().map_while(attach).collect())
            }
        }
    };
}

macro_rules! append {
    ($($part:ident $number:tt)*) => {
        impl<$($part,)* R> Append<R> for ($($part,)*) {
            type Tuple = ($($part,)* R,);

            fn append(self, relationship: R) -> Self::Tuple {
                ($(self.$number,)* relationship,)
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0 B 1);
tuple!(A 0 B 1 C 2);
tuple!(A 0 B 1 C 2 D 3);
tuple!(A 0 B 1 C 2 D 3 E 4);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);

append!();
append!(A 0);
append!(A 0 B 1);
append!(A 0 B 1 C 2);
append!(A 0 B 1 C 2 D 3);
append!(A 0 B 1 C 2 D 3 E 4);
append!(A 0 B 1 C 2 D 3 E 4 F 5);
append!(A 0 B 1 C 2 D 3 E 4 F 5 G 6);

/// The keys of the rows that something is loaded for. Rows with the same key share a group,
/// and the statement is given each key once.
#[derive(Default)]
pub(super) struct Keys<'a> {
    groups: HashMap<Value<'a>, usize>,
    /// How many rows share each group.
    sharers: Vec<usize>,
    /// The group of each row; none for a key that is NULL.
    of_rows: Vec<Option<usize>>,
    /// The keys, as the beginning of a JSON array.
    json: String,
}

impl<'a> Keys<'a> {
    /// The values of these columns in the rows.
    pub(super) fn of<R: Row>(rows: &'a [R], columns: &[usize]) -> Self {
        let mut keys = Keys::default();
        for row in rows {
            keys.add(key(row, columns));
        }
        keys
    }

    /// The keys by which a relationship leads on; a row from which it does not has none.
    fn along<R: Row>(link: &'static Link, rows: &'a [R]) -> Self {
        let mut keys = Keys::default();
        for row in rows {
            keys.add(match fixed::leads_from(link.fixed, row) {
                true => key(row, link.local),
                false => Value::Null,
            });
        }
        keys
    }

    /// A group for each key, empty as yet.
    pub(super) fn groups<R>(&self) -> Vec<Vec<R>> {
        let mut groups = Vec::with_capacity(self.sharers.len());
        groups.resize_with(self.sharers.len(), Vec::new);
        groups
    }

    /// The group of each row by these columns of it. Rows with one key often come together.
    fn owners<R: Row>(&self, rows: &[R], columns: &[usize]) -> Vec<Option<usize>> {
        let mut owners = Vec::with_capacity(rows.len());
        let mut last = (Value::Null, None);
        for row in rows {
            let key = key(row, columns);
            if key != last.0 {
                let owner = self.groups.get(&key).copied();
                last = (key, owner);
            }
            owners.push(last.1);
        }
        owners
    }

    /// Takes the keys, as a JSON array.
    pub(super) fn take_json(&mut self) -> Value<'static> {
        let json = std::mem::take(&mut self.json) + "]";
        Value::Text(json.into())
    }

    fn add(&mut self, key: Value<'a>) {
        if key.is_null() {
            return self.of_rows.push(None);
        }
        let next = self.sharers.len();
        let group = match self.groups.get(&key) {
            Some(group) => *group,
            None => {
                self.json.push(if next == 0 { '[' } else { ',' });
                push_json(&mut self.json, &key);
                self.groups.insert(key, next);
                next
            }
        };
        match self.sharers.get_mut(group) {
            Some(sharers) => *sharers += 1,
            None => self.sharers.push(1),
        }
        self.of_rows.push(Some(group));
    }

    /// Hands each row its group, which is copied for all but the last that share it.
    pub(super) fn deal<R: Clone>(mut self, mut groups: Vec<Vec<R>>) -> Vec<Vec<R>> {
        let mut dealt = Vec::with_capacity(self.of_rows.len());
        for number in self.of_rows {
            let group = number.and_then(|number| groups.get_mut(number));
            let sharers = number.and_then(|number| self.sharers.get_mut(number));
            dealt.push(match (group, sharers) {
                (Some(group), Some(1)) => std::mem::take(group),
                (Some(group), Some(sharers)) => {
                    *sharers -= 1;
                    group.clone()
                }
                _ => Vec::new(),
            });
        }
        dealt
    }
}

/// The value of a key; one of several columns as a JSON array, which is NULL where one of
/// them is.
fn key<'a, R: Row>(row: &'a R, columns: &[usize]) -> Value<'a> {
    if let [column] = columns {
        return row.value(*column);
    }
    let mut parts = Vec::with_capacity(columns.len());
    for &column in columns {
        parts.push(row.value(column));
    }
    if parts.iter().any(Value::is_null) {
        return Value::Null;
    }
    Value::Text(json_array(parts).into())
}

/// The rows of `B` that belong to each of the rows of `A`, by one statement.
pub(super) fn belonging<A: Row, B: Model, L: Loads<B>>(
    db: &Connection,
    link: &'static Link,
    select: &Select,
    loads: &L,
    rows: &[A],
) -> Result<Vec<Vec<L::Row>>> {
    let mut keys = Keys::along(link, rows);
    let mut groups = keys.groups();
    if groups.is_empty() {
        return Ok(keys.deal(groups));
    }
    let statement = link.statement(B::TABLE, select, keys.take_json())?;
    let related: Vec<B> = all(db, &statement.sql, &statement.values)?;
    let owners = keys.owners(&related, link.remote);
    for (row, owner) in loads.attach(db, related)?.into_iter().zip(owners) {
        if let Some(group) = owner.and_then(|number| groups.get_mut(number)) {
            group.push(row);
        }
    }
    Ok(keys.deal(groups))
}

/// The only row of a group, if there is one.
pub(super) fn at_most_one<M: Model, R>(mut group: Vec<R>) -> Result<Option<R>> {
    match group.len() {
        0 | 1 => Ok(group.pop()),
        _ => Err(Error::SeveralRows {
            table: M::TABLE.name,
        }),
    }
}
