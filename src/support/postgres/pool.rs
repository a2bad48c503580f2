//! Connections that a pool keeps.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use deadpool_postgres::{ClientWrapper, Object, Pool, PoolError, StatementCache};
use deadpool_postgres::{TimeoutType, Transaction};
use tokio_postgres::Client;

use super::{Db, Error, Prepared, Result};

/// A connection of a pool. It is a [`Db`], so that generated functions take `&connection`,
/// and it is given back when it is dropped.
///
/// What you set on it with statements of your own (`SET`, a `BEGIN`), it keeps: whoever
/// has it next is in it, too. A [`Session`](super::Session) ends what it begins.
pub struct Pooled {
    connection: Object,
    echo: bool,
    prepared: Option<Arc<Prepared>>,
}

impl Pooled {
    /// How many connections a pool opens, at most.
    pub(super) const MOST: usize = 10;

    /// How long a connection is waited for: one that somebody has, or one that is opened.
    pub(super) const PATIENCE: Duration = Duration::from_secs(5);

    /// A connection that nobody has.
    pub(super) async fn of(
        pool: &Pool,
        echo: bool,
        prepared: Option<&PreparedByEach>,
    ) -> Result<Self> {
        match pool.get().await {
            Ok(connection) => Ok(Self {
                prepared: prepared.map(|all| all.by(&connection)),
                connection,
                echo,
            }),
            Err(error) => Err(refused(pool, error)),
        }
    }
}

/// What each connection of a pool keeps prepared.
#[derive(Debug)]
pub(super) struct PreparedByEach {
    most: usize,
    /// A connection is known by the cache that deadpool made for it, which is as long there
    /// as the connection; it stays empty.
    all: Mutex<Vec<(Weak<StatementCache>, Arc<Prepared>)>>,
}

impl PreparedByEach {
    /// So many statements each, at most.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            all: Mutex::default(),
        }
    }

    /// What that connection keeps prepared. What others kept that are gone is forgotten.
    fn by(&self, connection: &ClientWrapper) -> Arc<Prepared> {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|(its, _)| its.strong_count() > 0);
        let own = Arc::downgrade(&connection.statement_cache);
        if let Some((_, prepared)) = all.iter().find(|(its, _)| its.ptr_eq(&own)) {
            return Arc::clone(prepared);
        }
        let prepared = Arc::new(Prepared::new(self.most));
        all.push((own, Arc::clone(&prepared)));
        prepared
    }
}

/// Why there is no connection.
fn refused(pool: &Pool, error: PoolError) -> Error {
    let seconds = |time: Option<Duration>| time.unwrap_or_default().as_secs_f64();
    let timeouts = pool.timeouts();
    Error::NoConnection(match error {
        PoolError::Backend(error) => return Error::from(error),
        PoolError::Timeout(TimeoutType::Wait) => format!(
            "each of {} is in use, and none was given back in {} s",
            pool.status().max_size,
            seconds(timeouts.wait)
        ),
        PoolError::Timeout(TimeoutType::Create) => {
            let time = seconds(timeouts.create);
            format!("the server did not open one in {time} s")
        }
        other => other.to_string(),
    })
}

impl Db for Pooled {
    fn client(&self) -> &Client {
        &self.connection
    }

    fn echoes(&self) -> bool {
        self.echo
    }

    fn prepared(&self) -> Option<&Prepared> {
        self.prepared.as_deref()
    }
}

impl Deref for Pooled {
    type Target = ClientWrapper;

    fn deref(&self) -> &ClientWrapper {
        &self.connection
    }
}

impl DerefMut for Pooled {
    fn deref_mut(&mut self) -> &mut ClientWrapper {
        &mut self.connection
    }
}

impl fmt::Debug for Pooled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pooled = f.debug_struct("Pooled");
        pooled.field("echo", &self.echo).finish_non_exhaustive()
    }
}

/// A connection of a pool of yours, as `&*connection`.
impl Db for ClientWrapper {
    fn client(&self) -> &Client {
        self
    }
}

impl Db for Transaction<'_> {
    fn client(&self) -> &Client {
        tokio_postgres::Transaction::client(self)
    }

    fn depth(&self) -> u32 {
        1
    }
}
