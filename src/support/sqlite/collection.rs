//! Rows that belong to another, written from its side.

use rusqlite::Connection;

use super::array::{json_array, json_arrays};
use super::statement::{at_most, number};
use super::{Delete, Model, Result, Value};

/// The primary keys of rows, as one JSON array.
pub(crate) fn keys_of<M: Model>(rows: &[&M]) -> Value<'static> {
    let key = M::TABLE.primary_key;
    let keys = match key {
        [column] => json_array(rows.iter().map(|row| row.value(*column))),
        _ => json_arrays(rows.iter().map(|row| {
            let values = key.iter().map(|&column| row.value(column));
            values.collect()
        })),
    };
    Value::Text(keys.into())
}

/// Whether a row belongs to another, as `SELECT EXISTS (…)` says.
pub(crate) fn belongs(db: &Connection, sql: &str, keys: &[Value<'_>]) -> Result<bool> {
    Ok(number(db, sql, keys)? != 0)
}

/// Deletes each of the rows that a query finds, with what goes along. While there are
/// several, the query is asked anew after each: the next may have gone, too.
pub(crate) fn delete_each<M>(db: &Connection, sql: &str, of: &[Value<'_>]) -> Result<()>
where
    M: Model + Delete,
{
    loop {
        let rows = at_most::<M>(2, db, sql, of)?;
        if let Some(row) = rows.first() {
            row.delete(db)?;
        }
        if rows.len() < 2 {
            return Ok(());
        }
    }
}
