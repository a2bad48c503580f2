//! Columns that are read on demand.

use super::statement::visit;
use super::{Cells, Column, Db, Error, Field, Model, Result, Value};

/// The value of one column of the row with that key.
pub(crate) async fn read_column<M: Model, T: Field + Send>(
    db: &dyn Db,
    sql: &'static str,
    key: &[Value<'_>],
    column: Column<M, T>,
) -> Result<T> {
    let table = M::TABLE;
    let mut value = None;
    visit(1, db, sql, key, &mut |row| {
        value = Some(Cells::of(row, table).read_first(column.number())?);
        Ok(())
    })
    .await?;
    value.ok_or(Error::NotFound { table: table.name })
}
