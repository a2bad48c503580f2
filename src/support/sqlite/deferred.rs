//! Columns that are read on demand.

use rusqlite::Connection;

use super::{Cells, Column, Error, Field, Model, Result, Value};

/// The value of one column of the row with that key.
pub(crate) fn read_column<M: Model, T: Field>(
    db: &Connection,
    sql: &'static str,
    key: &[Value<'_>],
    column: Column<M, T>,
) -> Result<T> {
    let table = M::TABLE;
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(key))?;
    match rows.next()? {
        Some(row) => Cells::of(row, table).read_first(column.number()),
        None => Err(Error::NotFound { table: table.name }),
    }
}
