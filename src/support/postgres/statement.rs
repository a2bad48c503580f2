//! Runs statements. Nothing here is generic but the row that comes back.

use std::pin::pin;

use futures_util::TryStreamExt;
use tokio_postgres::types::Type;
use tokio_postgres::{Row, RowStream};

use super::echo::echo;
use super::stored::{describe, is_null};
use super::{Db, Error, Field, FromRow, Model, Result, Stored, Table, Value};

/// The columns of one row, as those of `table`.
pub struct Cells<'a> {
    row: &'a Row,
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
    pub(super) fn of(row: &'a Row, table: &'static Table) -> Self {
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
            if !is_null(Stored::of(self.row, self.place(*column))?) {
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
        let stored = Stored::of(self.row, position)?;
        match T::read(stored) {
            Some(value) if T::ROUNDS => Ok(value.round(table.column(column).fits)),
            Some(value) => Ok(value),
            None => Err(table.misfit(column, T::NAME, describe(stored))),
        }
    }
}

/// Hands every row to `each`, in constant memory, until it fails. The connection does
/// nothing else meanwhile: where something is to be loaded along, all rows are read first.
pub(crate) async fn each<M: Model>(
    db: &dyn Db,
    sql: &str,
    values: &[Value<'_>],
    mut each: impl FnMut(M) -> Result<()> + Send,
) -> Result<()> {
    if M::EAGER {
        let mut rows = read_at_most(usize::MAX, db, sql, values).await?.into_iter();
        loop {
            let some: Vec<M::Columns> = rows.by_ref().take(AHEAD).collect();
            if some.is_empty() {
                return Ok(());
            }
            M::complete(db, some)
                .await?
                .into_iter()
                .try_for_each(&mut each)?;
        }
    }
    let mut rows = pin!(run(db, sql, values).await?);
    while let Some(row) = rows.try_next().await? {
        let row = M::Columns::read(&Cells::of(&row, M::TABLE))?;
        M::complete(db, vec![row])
            .await?
            .into_iter()
            .try_for_each(&mut each)?;
    }
    Ok(())
}

/// For how many rows at once what belongs to them is loaded.
const AHEAD: usize = 256;

/// All rows.
pub(crate) async fn all<M>(db: &dyn Db, sql: &str, values: &[Value<'_>]) -> Result<Vec<M>>
where
    M: Model,
{
    at_most(usize::MAX, db, sql, values).await
}

/// The first row, if there is one.
pub(crate) async fn first<M: Model>(
    db: &dyn Db,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Option<M>> {
    Ok(at_most(1, db, sql, values).await?.pop())
}

/// The only row, if there is one.
pub(crate) async fn at_most_one<M: Model>(
    db: &dyn Db,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Option<M>> {
    let mut rows = at_most(2, db, sql, values).await?;
    match rows.len() {
        0 | 1 => Ok(rows.pop()),
        _ => Err(Error::SeveralRows {
            table: M::TABLE.name,
        }),
    }
}

/// So many of the rows. The statement is done with before others load what belongs to them.
pub(super) async fn at_most<M: Model>(
    most: usize,
    db: &dyn Db,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Vec<M>> {
    let read = read_at_most(most, db, sql, values).await?;
    M::complete(db, read).await
}

async fn read_at_most<R: FromRow>(
    most: usize,
    db: &dyn Db,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Vec<R>> {
    let mut read = Vec::new();
    visit(most, db, sql, values, &mut |row| {
        read.push(R::read(&Cells::of(row, R::TABLE))?);
        Ok(())
    })
    .await?;
    Ok(read)
}

/// What is done with a row when it has come.
pub(super) type Visit<'v> = dyn FnMut(&Row) -> Result<()> + Send + 'v;

/// Hands so many of the rows to `each`. It is compiled once, whatever the model. The others
/// are waited for, too: only behind the last one the server says whether what the statement
/// did is kept.
pub(super) async fn visit(
    most: usize,
    db: &dyn Db,
    sql: &str,
    values: &[Value<'_>],
    each: &mut Visit<'_>,
) -> Result<()> {
    let mut rows = pin!(run(db, sql, values).await?);
    let mut count = 0;
    while let Some(row) = rows.try_next().await? {
        if count < most {
            each(&row)?;
        }
        count += 1;
    }
    Ok(())
}

/// Begins a statement: one round trip, in which the server finds out the types of its
/// values by their places.
pub(super) async fn run(db: &dyn Db, sql: &str, values: &[Value<'_>]) -> Result<RowStream> {
    if db.echoes() {
        echo(sql, values);
    }
    let values = values.iter().map(|value| (value, Type::UNKNOWN));
    Ok(db.client().query_typed_raw(sql, values).await?)
}

/// One number, such as a count; of a Boolean 0 or 1.
pub(crate) async fn number(db: &dyn Db, sql: &str, values: &[Value<'_>]) -> Result<i64> {
    let mut number = None;
    visit(1, db, sql, values, &mut |row| {
        let stored = Stored::of(row, 0)?;
        let boolean = || bool::read(stored).map(i64::from);
        number = i64::read(stored).or_else(boolean);
        Ok(())
    })
    .await?;
    number.ok_or_else(|| Error::DoesNotFit {
        table: "statement",
        column: "1",
        expected: "a number".to_owned(),
        found: "none".to_owned(),
    })
}

/// Runs a statement that gives no rows; how many it changed.
pub(crate) async fn execute(db: &dyn Db, sql: &str, values: &[Value<'_>]) -> Result<usize> {
    let mut rows = pin!(run(db, sql, values).await?);
    while rows.try_next().await?.is_some() {}
    let changed = rows.rows_affected().unwrap_or_default();
    Ok(usize::try_from(changed).unwrap_or(usize::MAX))
}

/// Runs statements that have no values.
pub(super) async fn script(db: &dyn Db, sql: &str) -> Result<()> {
    if db.echoes() {
        echo(sql, &[]);
    }
    Ok(db.client().batch_execute(sql).await?)
}
