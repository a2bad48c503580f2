//! Transactions and savepoints.

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

use tokio_postgres::Client;

use super::db::Held;
use super::statement::script;
use super::{BoxFuture, Db, Error, Insert, Model, Prepared, Result};

/// A transaction, or a savepoint in one. What was done in it is undone when it is dropped,
/// unless [`commit`](Self::commit) came first. It is a [`Db`], so that every generated
/// function takes `&session`.
///
/// After a statement that PostgreSQL refuses, the transaction takes no other
/// ([`Error::Aborted`]): it can be rolled back, as a whole or to a
/// [`savepoint`](Self::savepoint) from before.
#[must_use = "a session that is dropped rolls back"]
pub struct Session<'c> {
    db: Held<'c>,
    depth: u32,
    open: bool,
}

/// How much a transaction sees of what others do meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Isolation {
    /// Each statement sees what was committed before it. PostgreSQL's default.
    ReadCommitted,
    /// All statements see what was committed before the first.
    RepeatableRead,
    /// As if no two transactions ran at once. Either of these two may fail with
    /// [`Error::Busy`], and then has to be done again as a whole.
    Serializable,
}

/// A row that a session can delete.
pub trait Delete {
    /// Deletes the row by its primary key: `DELETE FROM … WHERE key = $1`, after what the
    /// schema says of the rows that belong to it.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is gone already; [`Error::HasChildren`] and
    /// [`Error::Constraint`] where other rows need it.
    fn delete<'a>(&'a self, db: &'a dyn Db) -> BoxFuture<'a, Result<()>>;
}

impl<'c> Session<'c> {
    /// Begins a transaction, of the isolation that the database has by default: `BEGIN`.
    ///
    /// # Errors
    /// Those of the driver.
    pub async fn begin(db: &'c mut Client) -> Result<Self> {
        Self::start(Held::Lent(db), BEGIN).await
    }

    /// Begins a transaction of that isolation: `BEGIN ISOLATION LEVEL …`.
    ///
    /// # Errors
    /// Those of the driver.
    pub async fn begin_with(db: &'c mut Client, isolation: Isolation) -> Result<Self> {
        Self::start(Held::Lent(db), isolation.begin()).await
    }

    /// Begins a transaction that reads one state of the database:
    /// `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`.
    ///
    /// # Errors
    /// Those of the driver.
    pub async fn read(db: &'c mut Client) -> Result<Self> {
        Self::start(Held::Lent(db), READ).await
    }

    /// Begins a savepoint: what is done in it can be undone while the session goes on
    /// (`SAVEPOINT`, and `RELEASE` or `ROLLBACK TO`).
    ///
    /// # Errors
    /// Those of the driver; [`Error::Aborted`] where a statement of the session failed
    /// before.
    pub async fn savepoint(&mut self) -> Result<Session<'_>> {
        Session::nested(self).await
    }

    /// A savepoint, or a transaction where none is open.
    pub(super) async fn nested(db: &'c dyn Db) -> Result<Self> {
        let begin = match db.depth() {
            0 => BEGIN.to_owned(),
            depth => format!("SAVEPOINT relgen_{depth}"),
        };
        Self::start(Held::Lent(db), &begin).await
    }

    /// It is open before it has begun: where the future is dropped while it waits, what it
    /// has sent is undone, too.
    pub(super) async fn start(db: Held<'c>, begin: &str) -> Result<Self> {
        let mut session = Self {
            depth: db.depth(),
            db,
            open: true,
        };
        let begun = script(&*session.db, begin).await;
        session.open = begun.is_ok();
        begun.map(|()| session)
    }

    /// The same for somebody who is not to end it.
    pub(super) fn lent(&self) -> Session<'c> {
        Session {
            db: self.db.clone(),
            depth: self.depth,
            open: false,
        }
    }

    /// Inserts a row, and what is given along: `session.add(NewPerson::new("Lad")).await?`.
    /// The statement runs at once.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] and [`Error::Constraint`] where the row is refused;
    /// [`Error::NoParent`] where its key is that of a parent that it is not given along
    /// with.
    pub async fn add<N: Insert>(&self, new: N) -> Result<N::Row> {
        super::insert(self, new).await
    }

    /// Inserts rows, all or none, in few statements.
    ///
    /// # Errors
    /// Those of [`add`](Self::add).
    pub async fn add_all<N>(&self, rows: impl IntoIterator<Item = N>) -> Result<Vec<N::Row>>
    where
        N: Insert,
    {
        super::insert_all(self, rows).await
    }

    /// Deletes a row by its primary key.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is gone already; [`Error::HasChildren`] and
    /// [`Error::Constraint`] where other rows need it.
    pub async fn delete<M: Model + Delete>(&self, row: &M) -> Result<()> {
        Delete::delete(row, self).await
    }

    /// Keeps what was done.
    ///
    /// # Errors
    /// [`Error::Aborted`] where a statement failed before, [`Error::Busy`], and
    /// [`Error::Constraint`] (a deferred foreign key); then it is rolled back.
    /// [`Error::InDoubt`] where the connection was lost before the server answered: whether
    /// anything was kept is not known.
    pub async fn commit(mut self) -> Result<()> {
        // In a transaction that has failed or is over PostgreSQL takes COMMIT, too, and
        // keeps nothing; the first statement fails in either.
        let sql = match self.depth {
            0 => "SAVEPOINT relgen_commit; COMMIT".to_owned(),
            depth => format!("RELEASE relgen_{depth}"),
        };
        // What is on its way is not to be followed by a rollback, unless it failed.
        self.open = false;
        match script(&*self.db, &sql).await {
            Ok(()) => Ok(()),
            Err(error) => {
                self.open = true;
                Err(self.refused(error))
            }
        }
    }

    /// The error of a commit.
    fn refused(&self, error: Error) -> Error {
        match error {
            Error::Driver(source) if self.depth == 0 && answers_nothing(&source) => {
                Error::InDoubt(source)
            }
            error => error,
        }
    }

    /// Undoes what was done.
    ///
    /// # Errors
    /// Those of the driver.
    pub async fn rollback(mut self) -> Result<()> {
        self.open = false;
        script(&*self.db, &self.undo()).await
    }

    fn undo(&self) -> String {
        match self.depth {
            0 => "ROLLBACK".to_owned(),
            depth => format!("ROLLBACK TO relgen_{depth}; RELEASE relgen_{depth}"),
        }
    }
}

/// Begins a transaction.
pub(super) const BEGIN: &str = "BEGIN";

/// Begins a transaction that reads one state of the database.
pub(super) const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

impl Isolation {
    pub(super) fn begin(self) -> &'static str {
        match self {
            Isolation::ReadCommitted => "BEGIN ISOLATION LEVEL READ COMMITTED",
            Isolation::RepeatableRead => "BEGIN ISOLATION LEVEL REPEATABLE READ",
            Isolation::Serializable => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        }
    }
}

/// Whether an error is not the server's word on the statement: the connection was lost, or
/// the server ended it, which it may do behind a commit.
fn answers_nothing(error: &tokio_postgres::Error) -> bool {
    use tokio_postgres::error::Severity;

    let said = error.as_db_error();
    said.is_none_or(|said| match said.parsed_severity() {
        Some(severity) => matches!(severity, Severity::Fatal | Severity::Panic),
        None => false,
    })
}

impl Db for Session<'_> {
    fn client(&self) -> &Client {
        self.db.client()
    }

    fn depth(&self) -> u32 {
        self.depth + 1
    }

    fn echoes(&self) -> bool {
        self.db.echoes()
    }

    fn prepared(&self) -> Option<&Prepared> {
        self.db.prepared()
    }
}

impl fmt::Debug for Session<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut session = f.debug_struct("Session");
        session.field("depth", &self.depth).finish_non_exhaustive()
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        if !self.open {
            return;
        }
        // What is sent first is done first: nobody has to wait for the answer.
        let sql = self.undo();
        let sent = pin!(script(&*self.db, &sql));
        let _ = sent.poll(&mut Context::from_waker(Waker::noop()));
    }
}
