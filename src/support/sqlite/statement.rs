//! Runs statements. Nothing here is generic but the row that comes back.

use rusqlite::Connection;

use super::stored::Source;
use super::{Cells, Error, FromRow, Model, Result, Value};

/// For how many rows at once what belongs to them is loaded.
const AHEAD: usize = 256;

/// Hands every row to `each`, in constant memory, until it fails.
pub(crate) fn each<M: Model>(
    db: &Connection,
    sql: &str,
    values: &[Value<'_>],
    mut each: impl FnMut(M) -> Result<()>,
) -> Result<()> {
    let mut ahead = Vec::new();
    visit(usize::MAX, db, sql, values, &mut |row| {
        match M::whole(Cells::of(row, M::TABLE).row()?) {
            Ok(model) => return each(model),
            Err(row) => ahead.push(row),
        }
        if ahead.len() < AHEAD {
            return Ok(());
        }
        let rows = std::mem::take(&mut ahead);
        M::complete(db, rows)?.into_iter().try_for_each(&mut each)
    })?;
    M::complete(db, ahead)?.into_iter().try_for_each(&mut each)
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
    let mut first = None;
    visit(1, db, sql, values, &mut |row| {
        first = Some(Cells::of(row, M::TABLE).row()?);
        Ok(())
    })?;
    match first.map(M::whole) {
        None => Ok(None),
        Some(Ok(model)) => Ok(Some(model)),
        Some(Err(row)) => Ok(M::complete(db, vec![row])?.pop()),
    }
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
    let mut rows: Vec<M::Columns> = Vec::new();
    read(most, db, sql, values, &mut rows)?;
    M::complete(db, rows)
}

/// Rows of one model that are read, whichever it is. What reads them is compiled once.
pub(super) trait ReadRows {
    /// Reads one more.
    fn read(&mut self, row: Source<'_>) -> Result<()>;

    /// The value of a column of one of them.
    fn value(&self, row: usize, column: usize) -> Value<'_>;
}

impl<R: FromRow> ReadRows for Vec<R> {
    fn read(&mut self, row: Source<'_>) -> Result<()> {
        self.push(Cells::of(row, R::TABLE).row()?);
        Ok(())
    }

    fn value(&self, row: usize, column: usize) -> Value<'_> {
        match self.get(row) {
            Some(row) => row.value(column),
            None => Value::Null,
        }
    }
}

/// Reads so many of the rows.
pub(super) fn read(
    most: usize,
    db: &Connection,
    sql: &str,
    values: &[Value<'_>],
    rows: &mut dyn ReadRows,
) -> Result<()> {
    visit(most, db, sql, values, &mut |row| rows.read(row.into()))
}

/// Reads all rows of a statement, whose values are bound from wherever they lie.
pub(super) fn read_all(
    db: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
    rows: &mut dyn ReadRows,
) -> Result<()> {
    let mut statement = db.prepare_cached(sql)?;
    let mut found = statement.query(values)?;
    while let Some(row) = found.next()? {
        rows.read(row.into())?;
    }
    Ok(())
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
