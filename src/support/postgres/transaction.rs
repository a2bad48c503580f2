//! Transactions that begin again where another one was in the way.

use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::ops::{Deref, DerefMut};
use std::time::Duration;

use tokio::time::sleep;
use tokio_postgres::Client;

use super::db::Held;
use super::session::BEGIN;
use super::{Db, Error, Isolation, Prepared, Result, Session};

/// How often a transaction is begun, at most.
const ATTEMPTS: u32 = 5;

/// How long the first pause is, at most; each is up to twice as long as the one before.
const PAUSE: Duration = Duration::from_millis(20);

/// The session that work is done in, which is committed or rolled back when it is done. It
/// is a [`Db`], so that every generated function takes `&session`.
#[derive(Debug)]
pub struct Work<'c>(Session<'c>);

impl<'c> Deref for Work<'c> {
    type Target = Session<'c>;

    fn deref(&self) -> &Session<'c> {
        &self.0
    }
}

impl DerefMut for Work<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl Db for Work<'_> {
    fn client(&self) -> &Client {
        self.0.client()
    }

    fn depth(&self) -> u32 {
        self.0.depth()
    }

    fn echoes(&self) -> bool {
        self.0.echoes()
    }

    fn prepared(&self) -> Option<&Prepared> {
        self.0.prepared()
    }
}

impl Session<'_> {
    /// Runs `work` in a transaction. It is committed where `work` returns a value, and
    /// rolled back where it returns an error, panics, or is dropped.
    ///
    /// Where another transaction is in the way ([`Error::Busy`]: a deadlock, or two that
    /// cannot be put one after the other), in between or at the commit, the whole is rolled
    /// back and `work` called again: up to five times, with pauses of up to 20, 40, 80 and
    /// 160 ms. What `work` does outside of the database, it may do more than once; what is
    /// around it it takes by reference, and changes nothing of it.
    ///
    /// ```text
    /// Session::transaction(&mut client, async |session| {
    ///     session.add(NewPerson::new("Ann")).await
    /// })
    /// .await?;
    /// ```
    ///
    /// # Errors
    /// Those of `work`; [`Error::Busy`] where the last attempt fails, too; at the commit
    /// [`Error::Constraint`], for a deferred foreign key, and [`Error::InDoubt`], after
    /// which nothing is done again.
    pub async fn transaction<'c, T, F, R>(db: &'c mut Client, work: F) -> Result<T>
    where
        F: FnMut(Work<'c>) -> R,
        R: Future<Output = Result<T>>,
    {
        repeat(Held::Lent(db), BEGIN, work, is_busy).await
    }

    /// The same in a transaction of that isolation.
    ///
    /// # Errors
    /// Those of [`transaction`](Self::transaction).
    pub async fn transaction_with<'c, T, F, R>(
        db: &'c mut Client,
        isolation: Isolation,
        work: F,
    ) -> Result<T>
    where
        F: FnMut(Work<'c>) -> R,
        R: Future<Output = Result<T>>,
    {
        repeat(Held::Lent(db), isolation.begin(), work, is_busy).await
    }

    /// The same for work with an error type of your own. An error of that type is returned
    /// at once: what is tried again is what fails at the beginning and at the commit.
    ///
    /// # Errors
    /// Those of `job`, and those of [`transaction`](Self::transaction).
    pub async fn try_transaction<'c, T, E, F, R>(db: &'c mut Client, job: F) -> Result<T, E>
    where
        E: From<Error>,
        F: FnMut(Work<'c>) -> R,
        R: Future<Output = Result<T, E>>,
    {
        repeat(Held::Lent(db), BEGIN, job, |_| false).await
    }
}

/// Whether the transaction may succeed when it is done again.
pub(super) fn is_busy(error: &Error) -> bool {
    matches!(error, Error::Busy(_))
}

/// Why an attempt failed.
enum Failure<E> {
    /// The transaction itself did.
    Transaction(Error),
    Work(E),
}

/// Calls `work` in a transaction that begins so, and again where it is busy.
pub(super) async fn repeat<'c, T, E, R>(
    db: Held<'c>,
    begin: &'static str,
    mut work: impl FnMut(Work<'c>) -> R,
    may_again: fn(&E) -> bool,
) -> Result<T, E>
where
    E: From<Error>,
    R: Future<Output = Result<T, E>>,
{
    let mut pause = PAUSE;
    let mut attempt = 1;
    loop {
        let (error, again) = match once(db.clone(), begin, &mut work).await {
            Ok(value) => return Ok(value),
            Err(Failure::Work(error)) => {
                let again = may_again(&error);
                (error, again)
            }
            Err(Failure::Transaction(error)) => {
                let again = is_busy(&error);
                (E::from(error), again)
            }
        };
        if !again || attempt == ATTEMPTS {
            return Err(error);
        }
        sleep(part(pause)).await;
        pause *= 2;
        attempt += 1;
    }
}

/// Between a half and the whole of a pause, so that two in each other's way do not meet
/// again.
fn part(pause: Duration) -> Duration {
    // A hasher is seeded at random; there is nothing to be hashed.
    let random = RandomState::new().hash_one(0_u8) >> 48;
    pause / 2 + pause.mul_f64(random as f64 / 131_072.0)
}

async fn once<'c, T, E, R>(
    db: Held<'c>,
    begin: &'static str,
    work: &mut impl FnMut(Work<'c>) -> R,
) -> Result<T, Failure<E>>
where
    R: Future<Output = Result<T, E>>,
{
    let begun = Session::start(db, begin).await;
    let session = begun.map_err(Failure::Transaction)?;
    let lent = Work(session.lent());
    let value = work(lent).await.map_err(Failure::Work)?;
    session.commit().await.map_err(Failure::Transaction)?;
    Ok(value)
}
