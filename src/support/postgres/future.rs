//! The futures of functions that may come back to themselves.

use std::future::Future;
use std::pin::Pin;

/// What a function of a trait gives back that is to be awaited.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
