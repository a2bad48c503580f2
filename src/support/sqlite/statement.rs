//! Runs statements. Nothing here is generic but the row that comes back.

use rusqlite::Connection;

use super::stored::{describe, is_null};
use super::{Error, Field, FromRow, Model, Result, Table, Value};

/// The columns of one row, as those of `table`.
pub struct Cells<'a> {
    row: &'a rusqlite::Row<'a>,
    table: &'static Table,
    places: Places<'a>,
}

/// Where the columns are among the values.
#[derive(Clone, Copy)]
enum Places<'a> {
    /// In their order, with so many values before them.
    Behind(usize),
    /// Each at its place.
    At(&'a [usize]),
}

impl<'a> Cells<'a> {
    /// The columns of that row.
    pub(super) fn of(row: &'a rusqlite::Row<'a>, table: &'static Table) -> Self {
        Self {
            row,
            table,
            places: Places::Behind(0),
        }
    }

    /// The same where other values stand before the columns.
    pub(super) fn behind(self, before: usize) -> Self {
        let places = Places::Behind(before);
        Self { places, ..self }
    }

    /// The same where each column is at its place of these.
    pub(super) fn at(self, places: &'a [usize]) -> Self {
        let places = Places::At(places);
        Self { places, ..self }
    }

    /// The table.
    pub(super) fn table(&self) -> &'static Table {
        self.table
    }

    /// Reads the first value of the row, as that column.
    pub(super) fn read_first<T: Field>(&self, column: usize) -> Result<T> {
        self.read_at(0, self.table, column)
    }

    /// Reads the column of that number.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] where what is stored does not fit the field's type.
    #[inline]
    pub fn read<T: Field>(&self, column: usize) -> Result<T> {
        self.read_at(self.place(column), self.table, column)
    }

    #[inline]
    fn place(&self, column: usize) -> usize {
        match self.places {
            Places::Behind(before) => before + column,
            // There is a place for each column, and none of that number for another.
            Places::At(places) => places.get(column).copied().unwrap_or(usize::MAX),
        }
    }

    /// Whether these columns are NULL.
    pub(super) fn are_null(&self, columns: &[usize]) -> Result<bool> {
        for column in columns {
            if !is_null(self.row.get_ref(self.place(*column))?) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Reads the value at that place, as a column of that table.
    #[inline]
    pub(super) fn read_at<T: Field>(
        &self,
        position: usize,
        table: &'static Table,
        column: usize,
    ) -> Result<T> {
        let stored = self.row.get_ref(position)?;
        match T::read(stored) {
            Some(value) if T::ROUNDS => Ok(value.round(table.column(column).fits)),
            Some(value) => Ok(value),
            None => Err(table.misfit(column, T::NAME, describe(stored))),
        }
    }
}

/// How many rows are read ahead of those that are handed out.
const AHEAD: usize = 256;

/// Hands every row to `each`, in constant memory, until it fails.
pub(crate) fn each<M: Model>(
    db: &Connection,
    sql: &str,
    values: &[Value<'_>],
    mut each: impl FnMut(M) -> Result<()>,
) -> Result<()> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    loop {
        let read = read_some(&mut rows, AHEAD)?;
        let last = read.len() < AHEAD;
        M::complete(db, read)?.into_iter().try_for_each(&mut each)?;
        if last {
            return Ok(());
        }
    }
}

/// All rows.
pub(crate) fn all<M>(db: &Connection, sql: &str, values: &[Value<'_>]) -> Result<Vec<M>>
where
    M: Model,
{
    at_most(usize::MAX, db, sql, values)
}

/// The first row, if there is one.
pub(crate) fn first<M: Model>(
    db: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Option<M>> {
    Ok(at_most(1, db, sql, values)?.pop())
}

/// The only row, if there is one.
pub(crate) fn at_most_one<M: Model>(
    db: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Option<M>> {
    let mut rows = at_most(2, db, sql, values)?;
    match rows.len() {
        0 | 1 => Ok(rows.pop()),
        _ => Err(Error::SeveralRows {
            table: M::TABLE.name,
        }),
    }
}

/// So many of the rows. The statement is done with before others load what belongs to them.
pub(super) fn at_most<M: Model>(
    most: usize,
    db: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Vec<M>> {
    let read = read_at_most(most, db, sql, values)?;
    M::complete(db, read)
}

fn read_at_most<R: FromRow>(
    most: usize,
    db: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Vec<R>> {
    let mut read = Vec::new();
    visit(most, db, sql, values, &mut |row| {
        read.push(R::read(&Cells::of(row, R::TABLE))?);
        Ok(())
    })?;
    Ok(read)
}

/// What is done with a row while a statement stands at it.
pub(super) type Visit<'v> = dyn FnMut(&rusqlite::Row<'_>) -> Result<()> + 'v;

/// Hands so many of the rows to `each`. It is compiled once, whatever the model.
pub(super) fn visit(
    most: usize,
    db: &Connection,
    sql: &str,
    values: &[Value<'_>],
    each: &mut Visit<'_>,
) -> Result<()> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    for _ in 0..most {
        match rows.next()? {
            Some(row) => each(row)?,
            None => break,
        }
    }
    Ok(())
}

/// The next rows.
fn read_some<R: FromRow>(rows: &mut rusqlite::Rows<'_>, most: usize) -> Result<Vec<R>> {
    let mut read = Vec::new();
    while read.len() < most {
        match rows.next()? {
            Some(row) => read.push(R::read(&Cells::of(row, R::TABLE))?),
            None => break,
        }
    }
    Ok(read)
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
