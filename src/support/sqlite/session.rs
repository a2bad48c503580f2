//! Transactions and savepoints.

use std::ops::Deref;

use rusqlite::ffi;

use super::statement::execute;
use super::{Connection, Error, Insert, Model, Result};

/// A transaction, or a savepoint in one. What was done in it is undone when it is dropped,
/// unless [`commit`](Self::commit) came first. It derefs to the connection, so that every
/// generated function takes `&session`.
#[must_use = "a session that is dropped rolls back"]
#[derive(Debug)]
pub struct Session<'c> {
    db: &'c Connection,
    commit: &'static str,
    rollback: &'static str,
    open: bool,
}

/// A row that a session can delete.
pub trait Delete {
    /// Deletes the row by its primary key: `DELETE FROM … WHERE key = ?`, after what the
    /// schema says of the rows that belong to it.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is gone already; [`Error::HasChildren`] and
    /// [`Error::Constraint`] where other rows need it.
    fn delete(&self, db: &Connection) -> Result<()>;
}

impl<'c> Session<'c> {
    /// Begins a transaction that may write: `BEGIN IMMEDIATE`. It waits for other writers
    /// here, and not in its middle, where it would have to be given up.
    ///
    /// # Errors
    /// [`Error::Busy`] where another connection keeps writing for longer than the busy
    /// timeout.
    pub fn begin(db: &'c mut Connection) -> Result<Self> {
        Self::start(db, "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
    }

    /// Begins a transaction that reads one state of the database: `BEGIN DEFERRED`.
    ///
    /// # Errors
    /// Those of the driver.
    pub fn read(db: &'c mut Connection) -> Result<Self> {
        Self::start(db, "BEGIN DEFERRED", "COMMIT", "ROLLBACK")
    }

    /// Begins a savepoint: what is done in it can be undone while the session goes on
    /// (`SAVEPOINT`, and `RELEASE` or `ROLLBACK TO`).
    ///
    /// # Errors
    /// Those of the driver; [`Error::Driver`] where SQLite itself has rolled the session
    /// back.
    pub fn savepoint(&mut self) -> Result<Session<'_>> {
        self.check_open()?;
        Self::nested(self.db)
    }

    /// A savepoint, or a transaction where none is open.
    pub(super) fn nested(db: &'c Connection) -> Result<Self> {
        // SQLite finds the innermost savepoint of a name, so that one name nests.
        const ROLLBACK: &str = "ROLLBACK TO relgen; RELEASE relgen";
        Self::start(db, "SAVEPOINT relgen", "RELEASE relgen", ROLLBACK)
    }

    fn start(
        db: &'c Connection,
        begin: &'static str,
        commit: &'static str,
        rollback: &'static str,
    ) -> Result<Self> {
        execute(db, begin, &[])?;
        Ok(Self {
            db,
            commit,
            rollback,
            open: true,
        })
    }

    /// Inserts a row, and what is given along: `session.add(NewPerson::new("Lad"))?`. The
    /// statement runs at once.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] and [`Error::Constraint`] where the row is refused;
    /// [`Error::NoParent`] where its key is that of a parent that it is not given along
    /// with.
    pub fn add<N: Insert>(&self, new: N) -> Result<N::Row> {
        self.check_open()?;
        super::insert(self.db, new)
    }

    /// Inserts rows, all or none, in few statements.
    ///
    /// # Errors
    /// Those of [`add`](Self::add).
    pub fn add_all<N>(&self, rows: impl IntoIterator<Item = N>) -> Result<Vec<N::Row>>
    where
        N: Insert,
    {
        self.check_open()?;
        super::insert_all(self.db, rows)
    }

    /// Deletes a row by its primary key.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is gone already; [`Error::HasChildren`] and
    /// [`Error::Constraint`] where other rows need it.
    pub fn delete<M: Model + Delete>(&self, row: &M) -> Result<()> {
        self.check_open()?;
        Delete::delete(row, self.db)
    }

    /// Keeps what was done.
    ///
    /// # Errors
    /// [`Error::Busy`] and [`Error::Constraint`] (a deferred foreign key); then it is
    /// rolled back.
    pub fn commit(mut self) -> Result<()> {
        self.check_open()?;
        execute(self.db, self.commit, &[])?;
        self.open = false;
        Ok(())
    }

    /// Undoes what was done.
    ///
    /// # Errors
    /// Those of the driver.
    pub fn rollback(mut self) -> Result<()> {
        self.open = false;
        if !self.db.is_autocommit() {
            self.db.execute_batch(self.rollback)?;
        }
        Ok(())
    }

    /// Some errors (a full disk, a trigger's `RAISE(ROLLBACK)`) make SQLite roll the whole
    /// transaction back by itself. What came after would be kept at once, one by one.
    fn check_open(&self) -> Result<()> {
        if !self.db.is_autocommit() {
            return Ok(());
        }
        let code = ffi::Error::new(ffi::SQLITE_ABORT_ROLLBACK);
        let reason = "the database has rolled this transaction back".to_owned();
        Err(Error::from(rusqlite::Error::SqliteFailure(
            code,
            Some(reason),
        )))
    }
}

impl Deref for Session<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.db
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        // Where SQLite has rolled back by itself, there is nothing left to undo.
        if self.open && !self.db.is_autocommit() {
            let _ = self.db.execute_batch(self.rollback);
        }
    }
}
