//! An SQLite of relgen's own, in memory.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Error};

use super::Failure;

/// An empty database, which is never filled.
pub struct Database(Connection);

impl Database {
    /// As generated code opens one: with foreign keys, whose work is a part of the plans.
    pub fn new() -> Result<Self, Failure> {
        let open = || {
            let db = Connection::open_in_memory()?;
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRIGGER_EQP, true)?;
            Ok(db)
        };
        let db = open().map_err(|error| Failure::refused("Engine", "", reason(&error)))?;
        Ok(Self(db))
    }

    /// Runs all of these statements, or none.
    pub fn run(&self, sql: &str) -> Result<(), String> {
        let run = || {
            let savepoint = self.0.unchecked_transaction()?;
            savepoint.execute_batch(sql)?;
            savepoint.commit()
        };
        run().map_err(|error| reason(&error))
    }

    /// Whether SQLite takes these statements, which are not kept.
    pub fn takes(&self, sql: &str) -> Result<(), String> {
        let run = || {
            let savepoint = self.0.unchecked_transaction()?;
            savepoint.execute_batch(sql)
        };
        run().map_err(|error| reason(&error))
    }

    /// Whether SQLite takes a statement, which is not run.
    pub fn prepares(&self, sql: &str) -> Result<(), String> {
        self.0
            .prepare(sql)
            .map(drop)
            .map_err(|error| reason(&error))
    }

    /// Prepares a statement, and says by which steps SQLite would run it.
    pub fn plan(&self, sql: &str) -> Result<Vec<String>, String> {
        let steps = || {
            self.0.prepare(sql)?;
            let mut plan = self.0.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let mut rows = plan.raw_query();
            let mut steps = Vec::new();
            while let Some(row) = rows.next()? {
                // The row of a trigger's own program has none.
                steps.extend(row.get::<_, Option<String>>("detail")?);
            }
            Ok(steps)
        };
        steps().map_err(|error| reason(&error))
    }
}

/// SQLite's own words, without the statement.
fn reason(error: &Error) -> String {
    match error {
        Error::SqlInputError { msg, .. } => msg.clone(),
        Error::SqliteFailure(_, Some(message)) => message.clone(),
        other => other.to_string(),
    }
}
