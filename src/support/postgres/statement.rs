//! Runs statements. Nothing here is generic but the row that comes back.

use std::pin::pin;

use futures_util::TryStreamExt;
use tokio_postgres::types::Type;
use tokio_postgres::{Row, RowStream};

use super::echo::echo;
use super::stored::stored_at;
use super::{Cells, Db, Error, Field, FromRow, Model, Result, Value};

/// Hands every row to `each`, in constant memory, until it fails. The connection does
/// nothing else meanwhile: where something is to be loaded along, all rows are read first.
pub(crate) async fn each<M: Model>(
    db: &dyn Db,
    sql: &str,
    values: &[Value<'_>],
    mut each: impl FnMut(M) -> Result<()> + Send,
) -> Result<()> {
    let mut incomplete = Vec::new();
    visit(usize::MAX, db, sql, values, &mut |row| {
        match M::whole(Cells::of(row, M::TABLE).row()?) {
            Ok(model) => return each(model),
            Err(row) => incomplete.push(row),
        }
        Ok(())
    })
    .await?;
    let mut rows = incomplete.into_iter();
    while rows.len() > 0 {
        let some = rows.by_ref().take(AHEAD).collect();
        M::complete(db, some)
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
    let mut first = None;
    visit(1, db, sql, values, &mut |row| {
        first = Some(Cells::of(row, M::TABLE).row()?);
        Ok(())
    })
    .await?;
    match first.map(M::whole) {
        None => Ok(None),
        Some(Ok(model)) => Ok(Some(model)),
        Some(Err(row)) => Ok(M::complete(db, vec![row]).await?.pop()),
    }
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
    let mut rows: Vec<M::Columns> = Vec::new();
    read(most, db, sql, values, &mut rows).await?;
    M::complete(db, rows).await
}

/// Rows of one model that are read, whichever it is. What reads them is compiled once.
pub(super) trait ReadRows: Send + Sync {
    /// Reads one more.
    fn read(&mut self, row: &Row) -> Result<()>;

    /// The value of a column of one of them.
    fn value(&self, row: usize, column: usize) -> Value<'_>;
}

impl<R: FromRow> ReadRows for Vec<R> {
    fn read(&mut self, row: &Row) -> Result<()> {
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
pub(super) async fn read(
    most: usize,
    db: &dyn Db,
    sql: &str,
    values: &[Value<'_>],
    rows: &mut dyn ReadRows,
) -> Result<()> {
    visit(most, db, sql, values, &mut |row| rows.read(row)).await
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

/// Begins a statement.
pub(super) async fn run(db: &dyn Db, sql: &str, values: &[Value<'_>]) -> Result<RowStream> {
    if db.echoes() {
        echo(sql, values);
    }
    let rows = match db.prepared() {
        Some(prepared) => prepared.run(db, sql, values).await,
        None => unprepared(db, sql, values).await,
    };
    Ok(rows?)
}

/// Begins a statement that is not kept: one round trip, in which the server finds out the
/// types of its values by their places.
pub(super) async fn unprepared(
    db: &dyn Db,
    sql: &str,
    values: &[Value<'_>],
) -> Result<RowStream, tokio_postgres::Error> {
    let values = values.iter().map(|value| (value, Type::UNKNOWN));
    db.client().query_typed_raw(sql, values).await
}

/// One number, such as a count; of a Boolean 0 or 1.
pub(crate) async fn number(db: &dyn Db, sql: &str, values: &[Value<'_>]) -> Result<i64> {
    let mut number = None;
    visit(1, db, sql, values, &mut |row| {
        let stored = stored_at(row, 0)?;
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
