//! A connection, with what generated code wants around it.

use std::future::Future;

use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Client, Connection, Error as Refused, NoTls, Socket};

use super::db::Held;
use super::session::{BEGIN, READ};
use super::transaction::{is_busy, repeat};
use super::{Db, Error, Isolation, Prepared, Result, Session, Work};

/// A database: SQLAlchemy's engine, with one connection. It is a [`Db`], so that every
/// generated function takes `&engine`.
///
/// One connection does one thing after the other. For tasks that run at once, give each an
/// engine of its own.
#[derive(Debug)]
pub struct Engine {
    client: Client,
    echo: bool,
    prepared: Option<Prepared>,
}

impl Engine {
    /// The database of that address, `postgres://user:password@host:5432/name`, without
    /// TLS. The connection is looked after by a task of its own, for which there has to be
    /// a tokio runtime; it ends with the engine.
    ///
    /// # Errors
    /// Those of the driver: there is no such server, or it does not let the user in.
    pub async fn connect(url: &str) -> Result<Self> {
        Self::with(url, NoTls).await
    }

    /// The same by way of that TLS connector, such as one of the crates
    /// `postgres-native-tls` and `tokio-postgres-rustls`.
    ///
    /// # Errors
    /// Those of the driver.
    pub async fn with<T>(url: &str, tls: T) -> Result<Self>
    where
        T: MakeTlsConnect<Socket>,
        T::Stream: Send + 'static,
    {
        let (client, connection) = tokio_postgres::connect(url, tls).await?;
        look_after(connection);
        Ok(Self::new(client))
    }

    /// Takes a connection of yours, which you look after.
    pub fn new(client: Client) -> Self {
        Self {
            client,
            echo: false,
            prepared: None,
        }
    }

    /// Whether each statement is printed to standard error when it runs, and its values
    /// behind it.
    #[must_use]
    pub fn echo(mut self, on: bool) -> Self {
        self.echo = on;
        self
    }

    /// Has the connection keep up to so many statements prepared, which the server then
    /// need not parse and plan each time; 100 are enough for most programs. One that is not
    /// among them takes a round trip more, and the place of that which was not run for the
    /// longest time. Where columns are enums, the first statement with each of them takes
    /// some more.
    ///
    /// Not behind a pooler that hands out connections by the transaction and does not know
    /// prepared statements, such as PgBouncer before 1.21.
    #[must_use]
    pub fn prepares(mut self, most: usize) -> Self {
        self.prepared = Some(Prepared::new(most));
        self
    }

    /// Begins a transaction, of the isolation that the database has by default: `BEGIN`.
    ///
    /// # Errors
    /// Those of the driver.
    pub async fn session(&mut self) -> Result<Session<'_>> {
        Session::start(Held::Lent(self), BEGIN).await
    }

    /// Begins a transaction of that isolation: `BEGIN ISOLATION LEVEL …`.
    ///
    /// # Errors
    /// Those of the driver.
    pub async fn session_with(&mut self, isolation: Isolation) -> Result<Session<'_>> {
        Session::start(Held::Lent(self), isolation.begin()).await
    }

    /// Begins a transaction that reads one state of the database:
    /// `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`.
    ///
    /// # Errors
    /// Those of the driver.
    pub async fn read(&mut self) -> Result<Session<'_>> {
        Session::start(Held::Lent(self), READ).await
    }

    /// Runs `work` in a transaction, [`Session::transaction`]: it is committed where `work`
    /// returns a value, rolled back where it returns an error, panics or is dropped, and
    /// done again, up to five times, where another transaction is in the way.
    ///
    /// # Errors
    /// Those of `work`; [`Error::Busy`] where the last attempt fails, too;
    /// [`Error::InDoubt`] where the connection is lost at the commit.
    pub async fn transaction<'c, T, F, R>(&'c mut self, work: F) -> Result<T>
    where
        F: FnMut(Work<'c>) -> R,
        R: Future<Output = Result<T>>,
    {
        repeat(Held::Lent(self), BEGIN, work, is_busy).await
    }

    /// The same in a transaction of that isolation.
    ///
    /// # Errors
    /// Those of [`transaction`](Self::transaction).
    pub async fn transaction_with<'c, T, F, R>(
        &'c mut self,
        isolation: Isolation,
        work: F,
    ) -> Result<T>
    where
        F: FnMut(Work<'c>) -> R,
        R: Future<Output = Result<T>>,
    {
        repeat(Held::Lent(self), isolation.begin(), work, is_busy).await
    }

    /// The same for work with an error type of your own, [`Session::try_transaction`].
    ///
    /// # Errors
    /// Those of `work`, and those of [`transaction`](Self::transaction).
    pub async fn try_transaction<'c, T, E, F, R>(&'c mut self, work: F) -> Result<T, E>
    where
        E: From<Error>,
        F: FnMut(Work<'c>) -> R,
        R: Future<Output = Result<T, E>>,
    {
        repeat(Held::Lent(self), BEGIN, work, |_| false).await
    }
}

impl Db for Engine {
    fn client(&self) -> &Client {
        &self.client
    }

    fn echoes(&self) -> bool {
        self.echo
    }

    fn prepared(&self) -> Option<&Prepared> {
        self.prepared.as_ref()
    }
}

/// Carries a connection's messages to and fro, as long as the client is there.
fn look_after<T>(connection: Connection<Socket, T>)
where
    Connection<Socket, T>: Future<Output = Result<(), Refused>> + Send + 'static,
{
    tokio::spawn(async move {
        // Whoever waits for an answer then is told of it, too.
        let _ = connection.await;
    });
}
