//! Queries whose rows are locked until the transaction ends.

use super::statement::all;
use super::{Db, Error, Loads, Model, Query, Result};

/// A query that locks its rows.
#[must_use = "a query runs when its rows are asked for"]
pub struct Locked<M, L = ()> {
    query: Query<M, L>,
    lock: &'static str,
}

impl<M: Model, L: Loads<M>> Query<M, L> {
    /// Locks the rows until the transaction ends, so that nobody else changes, deletes or
    /// locks them: `SELECT … FOR UPDATE`. Rows that others have locked are waited for. What
    /// `with` and `join` load is not locked, and is read by statements of its own. It comes
    /// last, and is of use in a session only.
    pub fn for_update(self) -> Locked<M, L> {
        Locked {
            query: self,
            lock: " FOR UPDATE",
        }
    }
}

impl<M: Model, L: Loads<M>> Locked<M, L> {
    /// Leaves out the rows that others have locked, and waits for none:
    /// `FOR UPDATE SKIP LOCKED`.
    pub fn skip_locked(mut self) -> Self {
        self.lock = " FOR UPDATE SKIP LOCKED";
        self
    }

    /// All rows.
    ///
    /// # Errors
    /// [`Error::Busy`] where others lock rows and wait for these, or longer than the
    /// server's `lock_timeout`; and those of [`Query::all`].
    pub async fn all(self, db: &dyn Db) -> Result<Vec<L::Row>> {
        let Query { select, loads, .. } = self.query;
        let mut statement = select.statement(M::TABLE)?;
        statement.push(self.lock);
        let rows = all(db, &statement.sql, &statement.values).await?;
        loads.attach(db, rows).await
    }

    /// The first row, if there is one (`LIMIT 1`).
    ///
    /// # Errors
    /// Those of [`all`](Self::all).
    pub async fn first(mut self, db: &dyn Db) -> Result<Option<L::Row>> {
        self.query.select.at_most(1);
        Ok(self.all(db).await?.pop())
    }

    /// The only row.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::SeveralRows`] where it is not just one, and those
    /// of [`all`](Self::all).
    pub async fn one(self, db: &dyn Db) -> Result<L::Row> {
        self.one_or_none(db).await?.ok_or(Error::NotFound {
            table: M::TABLE.name,
        })
    }

    /// The only row, if there is one.
    ///
    /// # Errors
    /// [`Error::SeveralRows`] where there are more, and those of [`all`](Self::all).
    pub async fn one_or_none(mut self, db: &dyn Db) -> Result<Option<L::Row>> {
        self.query.select.at_most(2);
        let mut rows = self.all(db).await?;
        match rows.len() {
            0 | 1 => Ok(rows.pop()),
            _ => Err(Error::SeveralRows {
                table: M::TABLE.name,
            }),
        }
    }
}
