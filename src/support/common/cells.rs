//! The columns of a row that a statement stands at.

use std::cell::Cell;

use super::stored::Source;
use super::stored::{describe, is_null, push_bytes, stored_at};
use super::{Error, Field, FromRow, Result, Stored, Table};

/// The columns of one row, as those of `table`.
pub struct Cells<'a> {
    row: Source<'a>,
    table: &'static Table,
    places: Places<'a>,
    /// Why a column could not be read.
    error: Cell<Option<Box<Error>>>,
}

/// A column could not be read. It says no more, and so takes no space in what is read very
/// often: the [`Cells`] know why.
#[derive(Debug)]
pub struct Unread(());

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
    pub(super) fn of(row: impl Into<Source<'a>>, table: &'static Table) -> Self {
        Self {
            row: row.into(),
            table,
            places: Places::Behind(0),
            error: Cell::new(None),
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
    /// [`Unread`] where what is stored does not fit the field's type.
    pub fn read<T: Field>(&self, column: usize) -> Result<T, Unread> {
        let stored = match stored_at(self.row, self.place(column)) {
            Ok(stored) => stored,
            Err(error) => return Err(self.unread(error)),
        };
        match value(stored, self.table, column) {
            Some(value) => Ok(value),
            None => Err(self.misfit(column, T::NAME, stored)),
        }
    }

    /// Notes that a column has something else stored in it.
    #[cold]
    fn misfit(&self, column: usize, expected: &str, stored: Stored<'_>) -> Unread {
        self.unread(self.table.misfit(column, expected, describe(stored)))
    }

    /// Notes why a column could not be read.
    #[cold]
    fn unread(&self, error: Error) -> Unread {
        self.error.set(Some(Box::new(error)));
        Unread(())
    }

    /// Reads all columns of a row.
    #[inline]
    pub(super) fn row<R: FromRow>(&self) -> Result<R> {
        match R::read(self) {
            Ok(row) => Ok(row),
            Err(unread) => Err(self.error(unread)),
        }
    }

    /// Why a column could not be read.
    #[cold]
    fn error(&self, _: Unread) -> Error {
        match self.error.take() {
            Some(error) => *error,
            None => Error::NotFound {
                table: self.table.name,
            },
        }
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
            if !is_null(stored_at(self.row, self.place(*column))?) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Appends the primary key, as bytes that no other row has.
    pub(super) fn push_key(&self, to: &mut Vec<u8>) -> Result<()> {
        for &column in self.table.primary_key {
            push_bytes(stored_at(self.row, self.place(column))?, to);
        }
        Ok(())
    }

    /// Reads the value at that place, as a column of that table.
    #[inline]
    pub(super) fn read_at<T: Field>(
        &self,
        position: usize,
        table: &'static Table,
        column: usize,
    ) -> Result<T> {
        let stored = stored_at(self.row, position)?;
        match value(stored, table, column) {
            Some(value) => Ok(value),
            None => Err(table.misfit(column, T::NAME, describe(stored))),
        }
    }
}

/// What is stored, as a column of that table; `None` where it does not fit the type.
#[inline]
fn value<T: Field>(stored: Stored<'_>, table: &Table, column: usize) -> Option<T> {
    match T::read(stored) {
        Some(value) if T::ROUNDS => Some(value.round(table.column(column).fits)),
        value => value,
    }
}
