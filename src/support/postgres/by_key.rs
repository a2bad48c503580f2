//! What the functions of a model have in common, those that work by key above all.

use super::array::array;
use super::statement::{all, execute, first, number, script};
use super::{Db, Error, Field, Model, Result, Session, Value};

/// The rows whose keys are among these.
pub(crate) async fn all_with_key_in<M: Model, K: Field>(
    db: &dyn Db,
    sql: &str,
    keys: &[K],
) -> Result<Vec<M>> {
    let keys = array(keys.iter().map(K::bind));
    all(db, sql, &[Value::from(keys.as_str())]).await
}

/// The row to which a key points that cannot be NULL.
pub(crate) async fn parent<M: Model>(
    db: &dyn Db,
    sql: &str,
    key: &[Value<'_>],
    relationship: &'static str,
) -> Result<M> {
    first(db, sql, key)
        .await?
        .ok_or(Error::NoParent { relationship })
}

/// A row that must be there.
pub(crate) fn found<M>(row: Option<M>, table: &'static str) -> Result<M> {
    row.ok_or(Error::NotFound { table })
}

/// Fails while there are children that cannot do without the row.
pub(crate) async fn refuse(
    db: &dyn Db,
    sql: &str,
    key: &[Value<'_>],
    relationship: &'static str,
) -> Result<()> {
    match number(db, sql, key).await? {
        0 => Ok(()),
        _ => Err(Error::HasChildren { relationship }),
    }
}

/// Deletes the row of a key.
pub(crate) async fn delete(
    db: &dyn Db,
    sql: &str,
    key: &[Value<'_>],
    table: &'static str,
) -> Result<()> {
    match execute(db, sql, key).await? {
        0 => Err(Error::NotFound { table }),
        _ => Ok(()),
    }
}

/// Begins a savepoint, or a transaction where none is open.
pub(crate) async fn savepoint(db: &dyn Db) -> Result<Session<'_>> {
    Session::nested(db).await
}

/// Runs statements that have no values.
pub(crate) async fn run_script(db: &dyn Db, sql: &str) -> Result<()> {
    script(db, sql).await
}

/// Drops tables, all or none.
pub(crate) async fn drop_tables(db: &dyn Db, sql: &str) -> Result<()> {
    let savepoint = savepoint(db).await?;
    run_script(&savepoint, sql).await?;
    savepoint.commit().await
}
