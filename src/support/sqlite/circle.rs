//! Rows of several models that lead to each other.

use rusqlite::Connection;

use super::{Result, Value};

/// The keys of rows, as one JSON array.
pub(crate) fn keys(db: &Connection, sql: &str, key: &[Value<'_>]) -> Result<String> {
    let mut statement = db.prepare_cached(sql)?;
    Ok(statement.query_row(rusqlite::params_from_iter(key), |row| row.get(0))?)
}
