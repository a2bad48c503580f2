//! A connection that is set up as generated code wants it.

use std::ops::Deref;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

use super::{Connection, Error, Result, Session};

/// How long a statement waits for another connection's lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How many statements a connection keeps prepared.
const STATEMENTS: usize = 256;

/// A database: SQLAlchemy's engine, with one connection.
#[derive(Debug)]
pub struct Engine {
    db: Connection,
}

impl Engine {
    /// A new database in memory; it is gone with the engine.
    ///
    /// # Errors
    /// Those of the driver.
    pub fn in_memory() -> Result<Self> {
        Self::new(Connection::open_in_memory()?)
    }

    /// The database in a file, which is made where it is missing, in WAL mode.
    ///
    /// # Errors
    /// Those of the driver: the file cannot be opened, or is no database.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let engine = Self::new(Connection::open(path)?)?;
        engine.db.pragma_update(None, "journal_mode", "wal")?;
        Ok(engine)
    }

    /// Takes a connection of yours and sets it up with [`prepare`].
    ///
    /// # Errors
    /// Those of the driver.
    pub fn new(db: Connection) -> Result<Self> {
        prepare(&db)?;
        Ok(Self { db })
    }

    /// Whether each statement is printed to standard error when it runs, with its values in
    /// it.
    #[must_use]
    pub fn echo(mut self, on: bool) -> Self {
        let print = |event: TraceEvent<'_>| {
            if let TraceEvent::Stmt(statement, text) = event {
                // SQLite reports the statements of a trigger as comments.
                let expanded = statement.expanded_sql().filter(|_| !text.starts_with("--"));
                eprintln!("{}", expanded.as_deref().unwrap_or(text));
            }
        };
        // It fails for want of a feature only, and the import above would have failed
        // first.
        let _ = self
            .db
            .trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, on.then_some(print));
        self
    }

    /// Begins a transaction that may write: `BEGIN IMMEDIATE`.
    ///
    /// # Errors
    /// [`Error::Busy`] where another connection keeps writing for
    /// longer than five seconds.
    pub fn session(&mut self) -> Result<Session<'_>> {
        Session::begin(&mut self.db)
    }

    /// Runs `work` in such a transaction, [`Session::transaction`]: it is committed where
    /// `work` returns a value, rolled back where it returns an error or panics, and done
    /// again, up to five times, where the database is busy.
    ///
    /// # Errors
    /// Those of `work`; [`Error::Busy`] where the last attempt fails,
    /// too.
    pub fn transaction<T, F>(&mut self, work: F) -> Result<T>
    where
        F: FnMut(&mut Session<'_>) -> Result<T>,
    {
        Session::transaction(&mut self.db, work)
    }

    /// The same for work with an error type of your own, [`Session::try_transaction`].
    ///
    /// # Errors
    /// Those of `work`, and those of [`transaction`](Self::transaction).
    pub fn try_transaction<T, E, F>(&mut self, work: F) -> Result<T, E>
    where
        E: From<Error>,
        F: FnMut(&mut Session<'_>) -> Result<T, E>,
    {
        Session::try_transaction(&mut self.db, work)
    }

    /// Begins a transaction that reads one state of the database: `BEGIN DEFERRED`.
    ///
    /// # Errors
    /// Those of the driver.
    pub fn read(&mut self) -> Result<Session<'_>> {
        Session::read(&mut self.db)
    }
}

impl Deref for Engine {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.db
    }
}

/// Sets a connection of your own up as [`Engine`] does: foreign keys are enforced, a locked
/// database is waited for (5 seconds), statements are kept prepared, and their plans are
/// stable (SQLite's QPSG), so that a statement is not planned anew each time that it is
/// used. SQLite ignores the first of these while a transaction is open.
///
/// # Errors
/// Those of the driver.
pub fn prepare(db: &Connection) -> Result<()> {
    db.pragma_update(None, "foreign_keys", true)?;
    db.busy_timeout(BUSY_TIMEOUT)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}
