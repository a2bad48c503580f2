//! INSERT of any number of rows: one constant text where all columns of one row are given,
//! and one for any number of rows that give the same columns, whose values go as one array
//! for each. Few rows that differ are listed, since each statement is a round trip.

use std::collections::HashSet;

use super::draft::Statement;
use super::statement::{self, ReadRows};
use super::values::{arrays, listed, of_arrays, value};
use super::{Db, Error, Given, Insert, Result, Row, Table, Value};

/// The most rows that one statement inserts by arrays; more make it slower.
const MOST_ROWS: usize = 25_000;

/// The most values that the arrays of one statement hold, for the sake of memory, and of
/// engines that take no more than 16 MB at once.
const MOST_IN_ARRAYS: usize = 250_000;

/// The most rows that one statement lists, with a place for each value.
const MOST_LISTED: usize = 500;

/// The most values that one statement binds; PostgreSQL takes 65,535.
const MOST_VALUES: usize = 60_000;

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
    /// `ON CONFLICT … DO UPDATE SET …`, of names from the schema, or nothing; and what it
    /// binds, which are the first values of the statement.
    pub(super) action: Statement,
    /// The columns of the key.
    pub(super) key: Vec<usize>,
}

impl OnConflict {
    /// The statement fails.
    pub(super) fn fails() -> Self {
        Self {
            action: Statement::default(),
            key: Vec::new(),
        }
    }
}

/// Where new rows of a model go. What inserts them is compiled once, whatever the model.
pub(super) struct Target {
    pub(super) table: &'static Table,
    /// The statement of one row that gives every column.
    sql: &'static str,
}

impl Target {
    pub(super) fn of<N: Insert>() -> Self {
        Self {
            table: <N::Row as Row>::TABLE,
            sql: N::SQL,
        }
    }

    /// How many rows are read before they are inserted.
    pub(super) fn most_rows(&self) -> usize {
        most_rows(self.table)
    }

    /// Inserts rows in their order, with one statement for each batch, and hands out those
    /// that come back.
    pub(super) async fn insert(
        &self,
        db: &dyn Db,
        rows: &[Vec<Given<'_>>],
        conflict: &OnConflict,
        inserted: &mut dyn ReadRows,
    ) -> Result<()> {
        for batch in batches(self.table, rows, &conflict.key) {
            self.insert_batch(db, batch, conflict, inserted).await?;
        }
        Ok(())
    }

    async fn insert_batch(
        &self,
        db: &dyn Db,
        rows: &[Vec<Given<'_>>],
        conflict: &OnConflict,
        inserted: &mut dyn ReadRows,
    ) -> Result<()> {
        check(self.table, rows)?;
        let action = &conflict.action;
        let mut values: Vec<Value<'_>> = action.values.clone();
        let sql = match rows {
            [first, _, ..] if rows.iter().all(|row| are_alike(first, row)) => {
                values.extend(arrays(rows));
                of_arrays(self.table, first, action)
            }
            _ => {
                values.extend(rows.iter().flatten().filter_map(value).cloned());
                let whole = rows.len() == 1 && values.len() == self.table.writable();
                if whole && action.sql.is_empty() {
                    let all = usize::MAX;
                    return statement::read(all, db, self.sql, &values, inserted).await;
                }
                listed(self.table, rows, action)
            }
        };
        statement::read(usize::MAX, db, &sql, &values, inserted).await
    }
}

/// How many rows of a table one statement inserts at most by arrays.
pub(super) fn most_rows(table: &Table) -> usize {
    (MOST_IN_ARRAYS / table.columns.len().max(1)).clamp(1, MOST_ROWS)
}

/// Rows in batches that one statement each can insert.
pub(super) fn batches<'r, 'v>(
    table: &Table,
    mut rows: &'r [Vec<Given<'v>>],
    key: &'r [usize],
) -> impl Iterator<Item = &'r [Vec<Given<'v>>]> {
    let most_listed = (MOST_VALUES / table.columns.len().max(1)).clamp(1, MOST_LISTED);
    std::iter::from_fn(move || {
        let alike = rows.chunk_by(|left, right| are_alike(left, right)).next()?;
        let listed = rows.get(..most_listed).unwrap_or(rows);
        let longer = if alike.len() < listed.len() {
            listed
        } else {
            alike
        };
        let (batch, others) = rows.split_at_checked(distinct(longer, key))?;
        rows = others;
        Some(batch)
    })
}

/// How many of the rows, the first of them, have a key that none before them has: one
/// statement cannot change a row twice. A key that the database makes may be any.
fn distinct(rows: &[Vec<Given<'_>>], key: &[usize]) -> usize {
    if key.is_empty() {
        return rows.len();
    }
    let mut seen = HashSet::new();
    for (number, row) in rows.iter().enumerate() {
        let given = |&column: &usize| row.get(column).and_then(value);
        let is_new = match key.iter().map(given).collect::<Option<Vec<_>>>() {
            Some(key) => seen.len() == number && seen.insert(key),
            None => number == 0,
        };
        if !is_new {
            return number;
        }
    }
    rows.len()
}

/// A look at each value to bind.
fn check(table: &Table, rows: &[Vec<Given<'_>>]) -> Result<()> {
    for row in rows {
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

/// Whether one statement can insert both rows.
fn are_alike(left: &[Given<'_>], right: &[Given<'_>]) -> bool {
    let same = |(left, right): (&Given<'_>, &Given<'_>)| match (left, right) {
        (Given::Sql(left), Given::Sql(right)) => left == right,
        _ => std::mem::discriminant(left) == std::mem::discriminant(right),
    };
    left.iter().zip(right).all(same)
}
