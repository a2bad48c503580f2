//! Transactions that begin again where another connection was in the way.

use std::thread::sleep;
use std::time::Duration;

use super::{Connection, Error, Result, Session};

/// How often a transaction is begun, at most.
const ATTEMPTS: u32 = 5;

/// How long the first pause is; each is twice as long as the one before.
const PAUSE: Duration = Duration::from_millis(20);

impl Session<'_> {
    /// Runs `work` in a transaction that may write, `BEGIN IMMEDIATE`. It is committed
    /// where `work` returns a value, and rolled back where it returns an error or panics.
    ///
    /// Where the database is busy, when it begins, in between or at its commit, the whole
    /// is rolled back and `work` called again: up to five times, with pauses of 20, 40, 80
    /// and 160 ms, beside the busy timeout of each statement. What `work` does outside of
    /// the database, it may do more than once.
    ///
    /// ```text
    /// Session::transaction(&mut db, |session| session.add(NewPerson::new("Ann")))?;
    /// ```
    ///
    /// # Errors
    /// Those of `work`; [`Error::Busy`] where the last attempt fails, too;
    /// [`Error::Constraint`] at the commit, for a deferred foreign key.
    pub fn transaction<T, F>(db: &mut Connection, work: F) -> Result<T>
    where
        F: FnMut(&mut Session<'_>) -> Result<T>,
    {
        repeat(db, work, |error| matches!(error, Error::Busy(_)))
    }

    /// The same for work with an error type of your own. An error of that type is returned
    /// at once: what is tried again is what fails at the beginning and at the commit.
    ///
    /// # Errors
    /// Those of `work`, and those of [`transaction`](Self::transaction).
    pub fn try_transaction<T, E, F>(db: &mut Connection, work: F) -> Result<T, E>
    where
        E: From<Error>,
        F: FnMut(&mut Session<'_>) -> Result<T, E>,
    {
        repeat(db, work, |_| false)
    }
}

/// Why an attempt failed.
enum Failure<E> {
    /// The transaction itself did.
    Transaction(Error),
    Work(E),
}

fn repeat<T, E: From<Error>>(
    db: &mut Connection,
    mut work: impl FnMut(&mut Session<'_>) -> Result<T, E>,
    is_busy: fn(&E) -> bool,
) -> Result<T, E> {
    let mut pause = PAUSE;
    let mut attempt = 1;
    loop {
        let (error, again) = match once(db, &mut work) {
            Ok(value) => return Ok(value),
            Err(Failure::Work(error)) => {
                let again = is_busy(&error);
                (error, again)
            }
            Err(Failure::Transaction(error)) => {
                let again = matches!(error, Error::Busy(_));
                (E::from(error), again)
            }
        };
        if !again || attempt == ATTEMPTS {
            return Err(error);
        }
        sleep(pause);
        pause *= 2;
        attempt += 1;
    }
}

fn once<T, E>(
    db: &mut Connection,
    work: &mut impl FnMut(&mut Session<'_>) -> Result<T, E>,
) -> Result<T, Failure<E>> {
    let mut session = Session::begin(db).map_err(Failure::Transaction)?;
    let value = work(&mut session).map_err(Failure::Work)?;
    session.commit().map_err(Failure::Transaction)?;
    Ok(value)
}
