//! What generated functions take as a database.

use tokio_postgres::{Client, Transaction};

/// A connection, by itself or in a transaction: what generated functions take, as
/// `&client`, `&session` or `&engine`.
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
}
