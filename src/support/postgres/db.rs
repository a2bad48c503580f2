//! What generated functions take as a database.

use std::ops::Deref;
use std::sync::Arc;

use tokio_postgres::{Client, Transaction};

use super::Prepared;

/// A connection, by itself or in a transaction: what generated functions take, as
/// `&client`, `&session` or, of an engine with one connection, `&engine`.
///
/// A connection does one thing after the other. Where two tasks share one, what one of them
/// does while the other is in a transaction is part of that transaction.
pub trait Db: Send + Sync {
    /// The connection.
    fn client(&self) -> &Client;

    /// How many transactions and savepoints it is in. A `Client` by itself counts as being
    /// in none: of a `BEGIN` of your own nothing is known here.
    fn depth(&self) -> u32 {
        0
    }

    /// Whether each statement is printed to standard error when it runs.
    fn echoes(&self) -> bool {
        false
    }

    /// The statements that it keeps prepared, where it keeps any.
    fn prepared(&self) -> Option<&Prepared> {
        None
    }
}

impl Db for Client {
    fn client(&self) -> &Client {
        self
    }
}

impl Db for Transaction<'_> {
    fn client(&self) -> &Client {
        Transaction::client(self)
    }

    fn depth(&self) -> u32 {
        1
    }
}

impl<D: Db + ?Sized> Db for &D {
    fn client(&self) -> &Client {
        (**self).client()
    }

    fn depth(&self) -> u32 {
        (**self).depth()
    }

    fn echoes(&self) -> bool {
        (**self).echoes()
    }

    fn prepared(&self) -> Option<&Prepared> {
        (**self).prepared()
    }
}

impl<D: Db + ?Sized> Db for &mut D {
    fn client(&self) -> &Client {
        (**self).client()
    }

    fn depth(&self) -> u32 {
        (**self).depth()
    }

    fn echoes(&self) -> bool {
        (**self).echoes()
    }

    fn prepared(&self) -> Option<&Prepared> {
        (**self).prepared()
    }
}

/// What a session has of its connection.
#[derive(Clone)]
pub(super) enum Held<'c> {
    /// It belongs to somebody else.
    Lent(&'c dyn Db),
    /// It is given back with the last one that holds it.
    Own(Arc<dyn Db>),
}

impl<'c> Deref for Held<'c> {
    type Target = dyn Db + 'c;

    fn deref(&self) -> &Self::Target {
        match self {
            Held::Lent(db) => *db,
            Held::Own(db) => &**db,
        }
    }
}
