//! Rows of several models that lead to each other.

use super::statement::visit;
use super::stored::stored_at;
use super::{Db, Field, Result, Value};

/// The keys of rows, as the text of one array.
pub(crate) async fn keys(db: &dyn Db, sql: &str, key: &[Value<'_>]) -> Result<String> {
    let mut keys = None;
    visit(1, db, sql, key, &mut |row| {
        keys = String::read(stored_at(row, 0)?);
        Ok(())
    })
    .await?;
    // An array of no rows is NULL.
    Ok(keys.unwrap_or_else(|| "{}".to_owned()))
}
