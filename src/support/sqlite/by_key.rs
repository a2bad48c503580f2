//! What the functions of a model have in common, those that work by key above all.

use rusqlite::Connection;

use super::array::json_array;
use super::statement::{all, execute, first, number};
use super::{Error, Field, Model, Result, Session, Value};

/// The rows whose keys are among these.
pub(crate) fn all_with_key_in<M: Model, K: Field>(
    db: &Connection,
    sql: &str,
    keys: &[K],
) -> Result<Vec<M>> {
    let keys = json_array(keys.iter().map(K::bind));
    all(db, sql, &[Value::from(keys.as_str())])
}

/// The row to which a key points that cannot be NULL.
pub(crate) fn parent<M: Model>(
    db: &Connection,
    sql: &str,
    key: &[Value<'_>],
    relationship: &'static str,
) -> Result<M> {
    first(db, sql, key)?.ok_or(Error::NoParent { relationship })
}

/// A row that must be there.
pub(crate) fn found<M>(row: Option<M>, table: &'static str) -> Result<M> {
    row.ok_or(Error::NotFound { table })
}

/// Fails while there are children that cannot do without the row.
pub(crate) fn refuse(
    db: &Connection,
    sql: &str,
    key: &[Value<'_>],
    relationship: &'static str,
) -> Result<()> {
    match number(db, sql, key)? {
        0 => Ok(()),
        _ => Err(Error::HasChildren { relationship }),
    }
}

/// Deletes the row of a key.
pub(crate) fn delete(
    db: &Connection,
    sql: &str,
    key: &[Value<'_>],
    table: &'static str,
) -> Result<()> {
    match execute(db, sql, key)? {
        0 => Err(Error::NotFound { table }),
        _ => Ok(()),
    }
}

/// Begins a savepoint, or a transaction where none is open.
pub(crate) fn savepoint(db: &Connection) -> Result<Session<'_>> {
    Session::nested(db)
}

/// Runs statements that have no values.
pub(crate) fn run_script(db: &Connection, sql: &str) -> Result<()> {
    Ok(db.execute_batch(sql)?)
}

/// Drops tables. Foreign keys are not looked at meanwhile: tables may point to each other
/// in a circle, and none of them is to stay.
pub(crate) fn drop_tables(db: &Connection, sql: &str) -> Result<()> {
    let enforced: bool = db.pragma_query_value(None, "foreign_keys", |row| row.get(0))?;
    db.pragma_update(None, "foreign_keys", false)?;
    let dropped = savepoint(db).and_then(|savepoint| {
        run_script(db, sql)?;
        savepoint.commit()
    });
    db.pragma_update(None, "foreign_keys", enforced)?;
    dropped
}
