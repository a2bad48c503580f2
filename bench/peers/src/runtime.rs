//! What asynchronous libraries run on: the thread that waits for them.

use std::future::Future;

use tokio::runtime::{Builder, Runtime};

use crate::contestant::Result;

/// A connection, and what it runs on.
pub struct Waiting<C> {
    runtime: Runtime,
    db: C,
}

impl<C> Waiting<C> {
    /// Connects.
    pub fn open<F: Future<Output = Result<C>>>(connect: F) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_time().build()?;
        let db = runtime.block_on(connect)?;
        Ok(Self { runtime, db })
    }

    /// Waits for something that is done with the connection.
    pub fn run<T>(&mut self, work: impl AsyncFnOnce(&mut C) -> Result<T>) -> Result<T> {
        self.runtime.block_on(work(&mut self.db))
    }
}
