//! UPDATE and DELETE of all rows of a query, each as one statement.

use rusqlite::Connection;

use super::draft::Statement;
use super::scope::Scope;
use super::select::Select;
use super::statement::execute;
use super::update::assignments;
use super::{Model, Query, Result, Table, Update};

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
    pub fn update_all<S>(self, db: &Connection, set: S) -> Result<u64>
    where
        S: FnOnce(Update<M>) -> Update<M>,
    {
        let changes = set(Update::of(&[])).changes;
        if changes.is_empty() {
            return Ok(0);
        }
        let statement = assignments(M::TABLE, changes)?;
        run(db, M::TABLE, statement, self.select)
    }

    /// Deletes all rows by one statement: `DELETE FROM … WHERE …`, and where the query has
    /// a limit or a place in its order `WHERE key IN (SELECT key … LIMIT …)`. Of rows that
    /// belong to them nothing happens but what the database's own foreign keys do: to
    /// delete as the schema's `cascade` says, delete each row. Gives the number of rows.
    ///
    /// # Errors
    /// [`Error::Constraint`](super::Error::Constraint) where the database refuses it, and
    /// those of [`all`](Self::all).
    pub fn delete_all(self, db: &Connection) -> Result<u64> {
        let mut statement = Statement::beginning("DELETE FROM ");
        statement.push(M::TABLE.sql);
        run(db, M::TABLE, statement, self.select)
    }
}

/// Runs a statement for these rows; how many it changed.
fn run(
    db: &Connection,
    table: &'static Table,
    mut statement: Statement,
    rows: Select,
) -> Result<u64> {
    let scope = Scope::alone(table);
    if rows.is_cut() {
        let rows = rows.settled(table)?;
        statement.push(" WHERE ");
        statement.row(scope, table.primary_key);
        statement.push(" IN (SELECT ");
        statement.names(scope, table.primary_key);
        statement.push(" FROM ");
        rows.push_rows(&mut statement, scope)?;
        statement.push(")");
    } else {
        statement.condition_behind(" WHERE ", scope, rows.condition)?;
    }
    let changed = execute(db, &statement.sql, &statement.values)?;
    Ok(u64::try_from(changed).unwrap_or(u64::MAX))
}
