//! INSERT of any number of rows: one constant text where all columns of one row are given,
//! and texts of constant pieces where there are several or some are left to the database.

use rusqlite::Connection;

use super::statement::{self, ReadRows};
use super::stored::Source;
use super::{Error, Given, Insert, Known, Result, Row, Table, Value};

/// The most rows that one statement inserts; more make it no faster.
const MOST_ROWS: usize = 32;

/// The most values that one statement binds; SQLite takes 32,766.
const MOST_VALUES: usize = 30_000;

/// The values of a key, in the order of its columns.
pub(super) type Key = Vec<Value<'static>>;

/// The keys of parents, which take the place of what rows give for these columns.
pub(super) struct Keys {
    pub(super) columns: &'static [usize],
    /// One for each row.
    pub(super) values: Vec<Key>,
}

impl Keys {
    /// None: the rows give their keys themselves.
    pub(super) fn given() -> Self {
        Self {
            columns: &[],
            values: Vec::new(),
        }
    }

    /// Puts the key of a row's parent in the place of what the row gives for it.
    pub(super) fn put<'a>(&'a self, row: usize, given: &mut [Given<'a>]) {
        let key = self.values.get(row).map(Vec::as_slice).unwrap_or_default();
        for (&column, value) in self.columns.iter().zip(key) {
            if let Some(place) = given.get_mut(column) {
                *place = Given::Value(value.clone());
            }
        }
    }
}

/// What becomes of a row whose key is taken.
pub(super) struct OnConflict {
    /// `ON CONFLICT … DO UPDATE SET …`, of names from the schema and `?`s, or nothing.
    pub(super) sql: String,
    /// What it binds.
    pub(super) values: Vec<Value<'static>>,
}

impl OnConflict {
    /// The statement fails.
    pub(super) fn fails() -> Self {
        Self {
            sql: String::new(),
            values: Vec::new(),
        }
    }
}

/// Where new rows of a model go. What inserts them is compiled once, whatever the model.
pub(super) struct Target {
    pub(super) table: &'static Table,
    /// The statement of one row that gives every column.
    sql: &'static str,
    known: Known,
}

impl Target {
    pub(super) fn of<N: Insert>() -> Self {
        Self {
            table: <N::Row as Row>::TABLE,
            sql: N::SQL,
            known: N::KNOWN,
        }
    }

    /// How many rows one statement inserts at most.
    pub(super) fn most_rows(&self) -> usize {
        most_rows(self.table)
    }

    /// Inserts rows in their order, with one statement for each batch of rows that give the
    /// same columns, and hands out those that come back.
    pub(super) fn insert(
        &self,
        db: &Connection,
        rows: &[Vec<Given<'_>>],
        conflict: &OnConflict,
        inserted: &mut dyn ReadRows,
    ) -> Result<()> {
        for same in rows.chunk_by(|left, right| are_alike(left, right)) {
            let fails = conflict.sql.is_empty();
            let most = match self.known {
                Known::Alone if fails && numbers(self.table, same).are_made() => 1,
                _ => same.len(),
            };
            for batch in same.chunks(most).flat_map(batches) {
                self.insert_batch(db, batch, conflict, inserted)?;
            }
        }
        Ok(())
    }

    /// Inserts rows that give the same columns with one statement.
    fn insert_batch(
        &self,
        db: &Connection,
        rows: &[Vec<Given<'_>>],
        conflict: &OnConflict,
        inserted: &mut dyn ReadRows,
    ) -> Result<()> {
        let mut values = bound(self.table, rows)?;
        let whole = values.len() == rows.len() * self.table.writable();
        if whole && conflict.sql.is_empty() {
            match (self.known, numbers(self.table, rows)) {
                (Known::Never, _) if rows.len() == 1 => {
                    return statement::read(usize::MAX, db, self.sql, &values, inserted);
                }
                (Known::Never, _) | (_, Numbers::Mixed) => {}
                (Known::Alone | Known::Together, numbers) => {
                    return self.insert_known(db, rows, &values, numbers, inserted);
                }
            }
        }
        values.extend(conflict.values.iter().cloned());
        let mut sql = text(self.table, rows, &conflict.sql);
        sql.push_str(" RETURNING ");
        sql.push_str(self.table.all_columns());
        statement::read(usize::MAX, db, &sql, &values, inserted)
    }

    /// Inserts rows of which the database changes nothing but makes those numbers.
    fn insert_known(
        &self,
        db: &Connection,
        rows: &[Vec<Given<'_>>],
        values: &[Value<'_>],
        numbers: Numbers,
        inserted: &mut dyn ReadRows,
    ) -> Result<()> {
        let changed = match rows {
            [_] => statement::execute(db, self.sql, values)?,
            _ => statement::execute(db, &text(self.table, rows, ""), values)?,
        };
        if changed != rows.len() {
            let table = self.table.name;
            return Err(Error::NotFound { table });
        }
        let last = db.last_insert_rowid();
        let before = i64::try_from(rows.len() - 1).unwrap_or_default();
        for (number, values) in (last.saturating_sub(before)..=last).zip(rows) {
            let number = match numbers {
                Numbers::Made(column) => Some((column, number)),
                _ => None,
            };
            inserted.read(Source::Given { values, number })?;
        }
        Ok(())
    }
}

/// Whence rows have the numbers that are their keys.
#[derive(Clone, Copy)]
enum Numbers {
    /// They are given, or the key is no number of the database's.
    Given,
    /// The database makes them, for that column.
    Made(usize),
    /// Some are given.
    Mixed,
}

impl Numbers {
    fn are_made(self) -> bool {
        matches!(self, Numbers::Made(_))
    }
}

fn numbers(table: &Table, rows: &[Vec<Given<'_>>]) -> Numbers {
    let [key] = *table.primary_key else {
        return Numbers::Given;
    };
    let given = rows.iter().map(|row| row.get(key));
    let made = given.filter(|key| matches!(key, Some(Given::Value(Value::Null))));
    match made.count() {
        0 => Numbers::Given,
        made if made == rows.len() => Numbers::Made(key),
        _ => Numbers::Mixed,
    }
}

/// How many rows of a table one statement inserts at most: a power of two.
pub(super) fn most_rows(table: &Table) -> usize {
    let most = (MOST_VALUES / table.columns.len().max(1)).clamp(1, MOST_ROWS);
    1 << most.ilog2()
}

/// Rows in batches whose lengths are powers of two: a text for every length would fill the
/// cache of statements.
pub(super) fn batches<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let (batch, others) = rows.split_at(1 << rows.len().checked_ilog2()?);
        rows = others;
        Some(batch)
    })
}

/// The values to bind, after a look at each.
fn bound<'a>(table: &Table, rows: &[Vec<Given<'a>>]) -> Result<Vec<Value<'a>>> {
    let mut values = Vec::with_capacity(rows.len() * table.columns.len());
    for row in rows {
        for (column, given) in row.iter().enumerate() {
            if let Given::Parent(relationship) = *given {
                return Err(Error::NoParent { relationship });
            }
            if let Given::Value(value) = given {
                table.check(column, value)?;
                values.push(value.clone());
            }
        }
    }
    Ok(values)
}

/// Whether one statement can insert both rows. Rows that leave everything to the database
/// have none: `DEFAULT VALUES` is one row.
fn are_alike(left: &[Given<'_>], right: &[Given<'_>]) -> bool {
    let database = |given: &Given<'_>| matches!(given, Given::Database);
    let same = |(left, right): (&Given<'_>, &Given<'_>)| match (left, right) {
        (Given::Sql(left), Given::Sql(right)) => left == right,
        _ => std::mem::discriminant(left) == std::mem::discriminant(right),
    };
    !left.iter().all(database) && left.iter().zip(right).all(same)
}

/// `INSERT INTO t (a, c) VALUES (?, ?), …`, of names from the schema and `?`s, and what
/// becomes of those whose key is taken.
fn text(table: &Table, rows: &[Vec<Given<'_>>], conflict: &str) -> String {
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    let mut columns = Vec::new();
    let mut places = Vec::new();
    for (column, given) in table.columns.iter().zip(first) {
        match given {
            Given::Database => continue,
            Given::Value(_) | Given::Parent(_) => places.push("?"),
            Given::Sql(sql) => places.push(sql),
        }
        columns.push(column.sql);
    }
    let mut sql = format!("INSERT INTO {}", table.sql);
    if columns.is_empty() {
        sql.push_str(" DEFAULT VALUES");
    } else {
        let row = format!("({})", places.join(", "));
        sql.push_str(&format!(" ({}) VALUES ", columns.join(", ")));
        sql.push_str(&vec![row; rows.len()].join(", "));
        sql.push_str(conflict);
    }
    sql
}
