//! Runs statements. Nothing here is generic but the row that comes back.

use rusqlite::Connection;

use super::error::describe;
use super::{Error, Field, Model, Result, Table, Value};

/// The columns of one row, as those of `table`.
pub struct Cells<'a> {
    row: &'a rusqlite::Row<'a>,
    table: &'static Table,
    /// How many values stand before the columns.
    before: usize,
}

impl<'a> Cells<'a> {
    /// The columns of that row.
    pub(super) fn of(row: &'a rusqlite::Row<'a>, table: &'static Table) -> Self {
        Self {
            row,
            table,
            before: 0,
        }
    }

    /// The same where other values stand before the columns.
    pub(super) fn behind(self, before: usize) -> Self {
        Self { before, ..self }
    }

    /// Reads the first value of the row, as that column.
    pub(super) fn read_first<T: Field>(&self, column: usize) -> Result<T> {
        self.read_at(0, column)
    }

    /// Reads the column of that number.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] where what is stored does not fit the field's type.
    #[inline]
    pub fn read<T: Field>(&self, column: usize) -> Result<T> {
        self.read_at(self.before + column, column)
    }

    #[inline]
    fn read_at<T: Field>(&self, position: usize, column: usize) -> Result<T> {
        let stored = self.row.get_ref(position)?;
        match T::read(stored) {
            Some(value) if T::ROUNDS => Ok(value.round(self.table.column(column).fits)),
            Some(value) => Ok(value),
            None => Err(self.table.misfit(column, T::NAME, describe(stored))),
        }
    }
}

/// Hands every row to `each`, in constant memory, until it fails.
pub(crate) fn each<M: Model>(
    db: &Connection,
    sql: &str,
    values: &[Value<'_>],
    mut each: impl FnMut(M) -> Result<()>,
) -> Result<()> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        each(M::read(&Cells::of(row, M::TABLE))?)?;
    }
    Ok(())
}

/// All rows.
pub(crate) fn all<M>(db: &Connection, sql: &str, values: &[Value<'_>]) -> Result<Vec<M>>
where
    M: Model,
{
    let mut all = Vec::new();
    each(db, sql, values, |row| {
        all.push(row);
        Ok(())
    })?;
    Ok(all)
}

/// The first row, if there is one.
pub(crate) fn first<M: Model>(
    db: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Option<M>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    match rows.next()? {
        Some(row) => M::read(&Cells::of(row, M::TABLE)).map(Some),
        None => Ok(None),
    }
}

/// The only row, if there is one.
pub(crate) fn at_most_one<M: Model>(
    db: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Option<M>> {
    let mut found = None;
    each(db, sql, values, |row| match found.replace(row) {
        None => Ok(()),
        Some(_) => Err(Error::SeveralRows {
            table: M::TABLE.name,
        }),
    })?;
    Ok(found)
}

/// One number, such as a count.
pub(crate) fn number(db: &Connection, sql: &str, values: &[Value<'_>]) -> Result<i64> {
    let mut statement = db.prepare_cached(sql)?;
    Ok(statement.query_row(rusqlite::params_from_iter(values), |row| row.get(0))?)
}

/// Runs a statement that gives no rows; how many it changed.
pub(crate) fn execute(db: &Connection, sql: &str, values: &[Value<'_>]) -> Result<usize> {
    let mut statement = db.prepare_cached(sql)?;
    Ok(statement.execute(rusqlite::params_from_iter(values))?)
}
