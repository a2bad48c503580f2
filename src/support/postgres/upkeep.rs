//! Rows with columns that others write, too: a version, what the database computes, what an
//! UPDATE brings up to date.

use super::statement::{execute, first};
use super::{Db, Error, Model, Result, Table, Upkeep, Value};

/// Writes a row, and takes over what it is in the database then: its version, what was
/// computed, what was brought up to date.
pub(crate) async fn save_kept<M: Model>(db: &dyn Db, sql: &str, row: &mut M) -> Result<()> {
    let table = M::TABLE;
    let mut values = Vec::with_capacity(table.columns.len() + 1);
    let mut version = None;
    for (number, column) in table.columns.iter().enumerate() {
        if table.primary_key.contains(&number) {
            continue;
        }
        match column.upkeep {
            Upkeep::Nobody if column.deferred => {}
            Upkeep::Nobody => values.push((number, row.value(number))),
            Upkeep::Made(make) => values.push((number, make())),
            Upkeep::Version => version = Some(number),
            Upkeep::Computed | Upkeep::Sql(_) => {}
        }
    }
    for &number in table.primary_key.iter().chain(version.iter()) {
        values.push((number, row.value(number)));
    }
    for (number, value) in &values {
        table.check(*number, value)?;
    }
    let values: Vec<Value<'_>> = values.into_iter().map(|(_, value)| value).collect();
    let saved = first(db, sql, &values).await?;
    *row = saved.ok_or_else(|| gone(table))?;
    Ok(())
}

/// Deletes a row that nobody has changed since it was read.
pub(crate) async fn delete_version<M: Model>(
    db: &dyn Db,
    sql: &'static str,
    key: &[Value<'_>],
) -> Result<()> {
    match execute(db, sql, key).await? {
        0 => Err(gone(M::TABLE)),
        _ => Ok(()),
    }
}

/// The values of an UPDATE of rows of `M`, and those that bring columns up to date.
pub(crate) fn made_along<'a, M: Model>(values: &[Value<'a>]) -> Vec<Value<'a>> {
    let made = M::TABLE.columns.iter().filter_map(|one| match one.upkeep {
        Upkeep::Made(make) => Some(make()),
        _ => None,
    });
    values.iter().cloned().chain(made).collect()
}

/// Why no row was changed.
fn gone(table: &Table) -> Error {
    let version = |upkeep: &Upkeep| matches!(upkeep, Upkeep::Version);
    let table_name = table.name;
    match table.columns.iter().any(|column| version(&column.upkeep)) {
        true => Error::Stale { table: table_name },
        false => Error::NotFound { table: table_name },
    }
}
