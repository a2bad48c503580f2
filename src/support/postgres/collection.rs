//! Rows that belong to another, written from its side.

use super::array::{array, arrays};
use super::statement::{at_most, number};
use super::{Db, Delete, Model, Result, Value};

/// The primary keys of rows, as one array.
pub(crate) fn keys_of<M: Model>(rows: &[&M]) -> Value<'static> {
    let key = M::TABLE.primary_key;
    let keys = match key {
        [column] => array(rows.iter().map(|row| row.value(*column))),
        _ => arrays(rows.iter().map(|row| {
            let values = key.iter().map(|&column| row.value(column));
            values.collect()
        })),
    };
    Value::Text(keys.into())
}

/// Whether a row belongs to another, as `SELECT EXISTS (…)` says.
pub(crate) async fn belongs(db: &dyn Db, sql: &str, keys: &[Value<'_>]) -> Result<bool> {
    Ok(number(db, sql, keys).await? != 0)
}

/// Deletes each of the rows that a query finds, with what goes along. While there are
/// several, the query is asked anew after each: the next may have gone, too.
pub(crate) async fn delete_each<M>(
    db: &dyn Db,
    sql: &str,
    values: &[Value<'_>],
) -> Result<()>
where
    M: Model + Delete,
{
    // The server would send all that it finds.
    let sql = format!("{sql} LIMIT 2");
    loop {
        let rows = at_most::<M>(2, db, &sql, values).await?;
        if let Some(row) = rows.first() {
            row.delete(db).await?;
        }
        if rows.len() < 2 {
            return Ok(());
        }
    }
}
