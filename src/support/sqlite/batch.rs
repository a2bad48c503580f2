//! INSERT of any number of rows: one constant text where all columns of one row are given,
//! and texts of constant pieces where there are several or some are left to the database.

use rusqlite::Connection;

use super::rows::Rows;
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
        rows: Rows<'_, '_>,
        conflict: &OnConflict,
        inserted: &mut dyn ReadRows,
    ) -> Result<()> {
        check(self.table, rows)?;
        for same in rows.alike() {
            let fails = conflict.sql.is_empty();
            let most = match self.known {
                Known::Alone if fails && numbers(self.table, same).are_made() => 1,
                _ => same.len(),
            };
            for batch in same.batches(most) {
                self.insert_batch(db, batch, conflict, inserted)?;
            }
        }
        Ok(())
    }

    /// Inserts rows that give the same columns with one statement.
    fn insert_batch(
        &self,
        db: &Connection,
        rows: Rows<'_, '_>,
        conflict: &OnConflict,
        inserted: &mut dyn ReadRows,
    ) -> Result<()> {
        let whole = rows.values().count() == rows.len() * self.table.writable();
        if whole && conflict.sql.is_empty() {
            match (self.known, numbers(self.table, rows)) {
                (Known::Never, _) if rows.len() == 1 => {
                    let values = rusqlite::params_from_iter(rows.values());
                    return statement::read_all(db, self.sql, values, inserted);
                }
                (Known::Never, _) | (_, Numbers::Mixed) => {}
                (Known::Alone | Known::Together, numbers) => {
                    return self.insert_known(db, rows, numbers, inserted);
                }
            }
        }
        let mut sql = text(self.table, rows, &conflict.sql);
        sql.push_str(" RETURNING ");
        sql.push_str(self.table.all_columns());
        let values = rows.values().chain(&conflict.values);
        statement::read_all(db, &sql, rusqlite::params_from_iter(values), inserted)
    }

    /// Inserts rows of which the database changes nothing but makes those numbers.
    fn insert_known(
        &self,
        db: &Connection,
        rows: Rows<'_, '_>,
        numbers: Numbers,
        inserted: &mut dyn ReadRows,
    ) -> Result<()> {
        let mut statement = match rows.len() {
            1 => db.prepare_cached(self.sql)?,
            _ => db.prepare_cached(&text(self.table, rows, ""))?,
        };
        if statement.execute(rusqlite::params_from_iter(rows.values()))? != rows.len() {
            let table = self.table.name;
            return Err(Error::NotFound { table });
        }
        let last = db.last_insert_rowid();
        let before = i64::try_from(rows.len() - 1).unwrap_or_default();
        for (number, values) in (last.saturating_sub(before)..=last).zip(rows.iter()) {
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

fn numbers(table: &Table, rows: Rows<'_, '_>) -> Numbers {
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

/// A look at each value to bind.
fn check(table: &Table, rows: Rows<'_, '_>) -> Result<()> {
    for row in rows.iter() {
        for (column, given) in row.iter().enumerate() {
            if let Given::Parent(relationship) = *given {
                return Err(Error::NoParent { relationship });
            }
            if let Given::Value(value) = given {
                table.check(column, value)?;
            }
        }
    }
    Ok(())
}

/// `INSERT INTO t (a, c) VALUES (?, ?), …`, of names from the schema and `?`s, and what
/// becomes of those whose key is taken.
fn text(table: &Table, rows: Rows<'_, '_>, conflict: &str) -> String {
    let places = rows.len() * 3 * (table.columns.len() + 1);
    let mut sql = String::with_capacity(2 * table.select.len() + places + conflict.len());
    sql.push_str("INSERT INTO ");
    sql.push_str(table.sql);
    let columns = table.columns.iter().map(|column| column.sql);
    let given = columns.zip(rows.first());
    let given = given.filter(|(_, given)| !matches!(given, Given::Database));
    if given.clone().next().is_none() {
        sql.push_str(" DEFAULT VALUES");
        return sql;
    }
    sql.push(' ');
    push_list(&mut sql, given.clone().map(|(column, _)| column));
    sql.push_str(" VALUES ");
    let row = sql.len();
    push_list(&mut sql, given.map(|(_, given)| place(given)));
    let row = row..sql.len();
    for _ in 1..rows.len() {
        sql.push_str(", ");
        sql.extend_from_within(row.clone());
    }
    sql.push_str(conflict);
    sql
}

/// What stands for a value.
fn place(given: &Given<'_>) -> &'static str {
    match *given {
        Given::Sql(sql) => sql,
        _ => "?",
    }
}

/// Appends `(a, b)`.
fn push_list<'a>(sql: &mut String, list: impl Iterator<Item = &'a str>) {
    let mut between = "(";
    for one in list {
        sql.push_str(between);
        sql.push_str(one);
        between = ", ";
    }
    sql.push(')');
}
