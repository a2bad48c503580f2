//! A pool of connections, with what generated code wants around it.

use std::future::Future;
use std::sync::Arc;

use deadpool_postgres::{Manager, ManagerConfig, Pool, PoolBuilder};
use deadpool_postgres::{RecyclingMethod, Runtime};
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};
use tokio_postgres::{Config, NoTls, Socket};

use super::db::Held;
use super::pool::PreparedByEach;
use super::session::{BEGIN, READ};
use super::transaction::{is_busy, repeat};
use super::{Error, Isolation, Pooled, Result, Session, Work};

/// A database: SQLAlchemy's engine, with a pool of connections. It is cloned for each task
/// that needs it; the clones share the pool.
///
/// Generated functions take a connection of it ([`get`](Self::get)), or a session, which
/// has one of its own until it ends. While a task holds one and waits for another, as many
/// tasks as there are connections can wait for each other, until [`Error::NoConnection`].
#[derive(Debug, Clone)]
pub struct Engine {
    pool: Pool,
    echo: bool,
    prepared: Option<Arc<PreparedByEach>>,
}

impl Engine {
    /// The database of that address, `postgres://user:password@host:5432/name`, without
    /// TLS, by way of up to 10 connections, each opened when it is needed first; one is at
    /// once. Where all are in use, one is waited for, up to 5 seconds.
    ///
    /// # Errors
    /// Those of the driver: there is no such server, or it does not let the user in.
    /// [`Error::NoConnection`] where it does not answer in 5 seconds.
    pub async fn connect(url: &str) -> Result<Self> {
        let pool = Self::builder(url, NoTls)?.build();
        let pool = pool.map_err(|error| Error::NoConnection(error.to_string()))?;
        let engine = Self::new(pool);
        engine.get().await?;
        Ok(engine)
    }

    /// A pool as [`connect`](Self::connect) makes it, to be changed: how many connections
    /// (`max_size`), how long to wait (`wait_timeout`, `create_timeout`), and what else
    /// deadpool-postgres has. The TLS connector is [`NoTls`], or such as one of the crates
    /// `postgres-native-tls` and `tokio-postgres-rustls`.
    ///
    /// ```text
    /// let pool = Engine::builder(url, NoTls)?.max_size(4).build()?;
    /// let engine = Engine::new(pool);
    /// ```
    ///
    /// # Errors
    /// [`Error::Driver`] where the address is none.
    pub fn builder<T>(url: &str, tls: T) -> Result<PoolBuilder>
    where
        T: MakeTlsConnect<Socket> + Clone + Send + Sync + 'static,
        T::Stream: Send + Sync,
        T::TlsConnect: Send + Sync,
        <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
    {
        // What a session leaves behind it ends itself; asking the server each time whether
        // the connection is well would be a round trip more.
        let config = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = Manager::from_config(url.parse::<Config>()?, tls, config);
        Ok(Pool::builder(manager)
            .runtime(Runtime::Tokio1)
            .max_size(Pooled::MOST)
            .wait_timeout(Some(Pooled::PATIENCE))
            .create_timeout(Some(Pooled::PATIENCE)))
    }

    /// Takes a pool of yours.
    pub fn new(pool: Pool) -> Self {
        Self {
            pool,
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

    /// Has each connection keep up to so many statements prepared, which the server then
    /// need not parse and plan each time; 100 are enough for most programs. One that is not
    /// among them takes a round trip more, and the place of that which was not run for the
    /// longest time. Where columns are enums, the first statement with each of them takes
    /// some more.
    ///
    /// Not behind a pooler that hands out connections by the transaction and does not know
    /// prepared statements, such as PgBouncer before 1.21.
    #[must_use]
    pub fn prepares(mut self, most: usize) -> Self {
        self.prepared = Some(Arc::new(PreparedByEach::new(most)));
        self
    }

    /// The pool.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// A connection that nobody has, or a new one. It is given back when it is dropped.
    ///
    /// # Errors
    /// [`Error::NoConnection`] where all are in use for too long (5 seconds, where nothing
    /// else was said), or the pool was closed. Those of the driver, where a new one fails.
    pub async fn get(&self) -> Result<Pooled> {
        Pooled::of(&self.pool, self.echo, self.prepared.as_deref()).await
    }

    async fn held(&self) -> Result<Held<'static>> {
        Ok(Held::Own(Arc::new(self.get().await?)))
    }

    /// Begins a transaction on a connection of its own, of the isolation that the database
    /// has by default: `BEGIN`.
    ///
    /// # Errors
    /// Those of [`get`](Self::get), and those of the driver.
    pub async fn session(&self) -> Result<Session<'static>> {
        Session::start(self.held().await?, BEGIN).await
    }

    /// Begins a transaction of that isolation: `BEGIN ISOLATION LEVEL …`.
    ///
    /// # Errors
    /// Those of [`session`](Self::session).
    pub async fn session_with(&self, isolation: Isolation) -> Result<Session<'static>> {
        Session::start(self.held().await?, isolation.begin()).await
    }

    /// Begins a transaction that reads one state of the database:
    /// `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`.
    ///
    /// # Errors
    /// Those of [`session`](Self::session).
    pub async fn read(&self) -> Result<Session<'static>> {
        Session::start(self.held().await?, READ).await
    }

    /// Runs `work` in a transaction, [`Session::transaction`], on a connection of its own:
    /// it is committed where `work` returns a value, rolled back where it returns an error,
    /// panics or is dropped, and done again, up to five times, where another transaction is
    /// in the way.
    ///
    /// # Errors
    /// Those of [`get`](Self::get) and those of `work`; [`Error::Busy`] where the last
    /// attempt fails, too; [`Error::InDoubt`] where the connection is lost at the commit.
    pub async fn transaction<T, F, R>(&self, work: F) -> Result<T>
    where
        F: FnMut(Work<'static>) -> R,
        R: Future<Output = Result<T>>,
    {
        repeat(self.held().await?, BEGIN, work, is_busy).await
    }

    /// The same in a transaction of that isolation.
    ///
    /// # Errors
    /// Those of [`transaction`](Self::transaction).
    pub async fn transaction_with<T, F, R>(&self, level: Isolation, work: F) -> Result<T>
    where
        F: FnMut(Work<'static>) -> R,
        R: Future<Output = Result<T>>,
    {
        repeat(self.held().await?, level.begin(), work, is_busy).await
    }

    /// The same for work with an error type of your own, [`Session::try_transaction`].
    ///
    /// # Errors
    /// Those of `work`, and those of [`transaction`](Self::transaction).
    pub async fn try_transaction<T, E, F, R>(&self, work: F) -> Result<T, E>
    where
        E: From<Error>,
        F: FnMut(Work<'static>) -> R,
        R: Future<Output = Result<T, E>>,
    {
        repeat(self.held().await?, BEGIN, work, |_| false).await
    }
}
