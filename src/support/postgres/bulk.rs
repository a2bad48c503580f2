//! UPDATE and DELETE of all rows of a query, each as one statement.

use super::scope::Scope;
use super::select::Select;
use super::spell::Statement;
use super::statement::execute;
use super::update::assignments;
use super::{Db, Model, Query, Result, Table, Update, Value};

impl<M: Model> Query<M> {
    /// Changes columns of all rows, `update_all(&db, |row| row.name("x"))`, by one
    /// statement: `UPDATE … SET … WHERE …`, and where the query has a limit or a place in
    /// its order `WHERE key IN (SELECT key … LIMIT …)`. What is not set is left as it is,
    /// but for a version, which counts up, and what is `on_update`. Gives the number of
    /// rows; where nothing is set, nothing runs.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`](super::Error::DoesNotFit) and
    /// [`Error::Constraint`](super::Error::Constraint) where a value is refused, and those
    /// of [`all`](Self::all).
    pub async fn update_all<S>(self, db: &dyn Db, set: S) -> Result<u64>
    where
        S: FnOnce(Update<M>) -> Update<M>,
    {
        let changes = set(Update::of(&[])).changes;
        update(db, M::TABLE, changes, self.select).await
    }

    /// Deletes all rows by one statement: `DELETE FROM … WHERE …`, and where the query has
    /// a limit or a place in its order `WHERE key IN (SELECT key … LIMIT …)`. Of rows that
    /// belong to them nothing happens but what the database's own foreign keys do: to
    /// delete as the schema's `cascade` says, delete each row. Gives the number of rows.
    ///
    /// # Errors
    /// [`Error::Constraint`](super::Error::Constraint) where the database refuses it, and
    /// those of [`all`](Self::all).
    pub async fn delete_all(self, db: &dyn Db) -> Result<u64> {
        let mut statement = Statement::default();
        statement.push(&format!("DELETE FROM {}", M::TABLE.sql));
        run(db, M::TABLE, statement, self.select).await
    }
}

async fn update(
    db: &dyn Db,
    table: &'static Table,
    changes: Vec<(usize, Value<'static>)>,
    rows: Select,
) -> Result<u64> {
    if changes.is_empty() {
        return Ok(0);
    }
    let statement = assignments(table, changes)?;
    run(db, table, statement, rows).await
}

/// Runs a statement for these rows; how many it changed.
async fn run(
    db: &dyn Db,
    table: &'static Table,
    mut statement: Statement,
    rows: Select,
) -> Result<u64> {
    let scope = Scope::alone(table);
    if rows.is_cut() {
        let rows = rows.settled(table)?;
        let key = table.list(table.primary_key);
        let row = match table.primary_key {
            [_] => key.clone(),
            _ => format!("({key})"),
        };
        statement.push(&format!(" WHERE {row} IN (SELECT {key} FROM "));
        rows.push_rows(&mut statement, scope)?;
        statement.push(")");
    } else {
        rows.push_condition(&mut statement, scope, " WHERE ")?;
    }
    let changed = execute(db, &statement.sql, &statement.values).await?;
    Ok(u64::try_from(changed).unwrap_or(u64::MAX))
}
