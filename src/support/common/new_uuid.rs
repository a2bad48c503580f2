//! UUIDs that are made when a row is.

use ::uuid::Uuid;

use super::{Field, Value};

/// A new UUID of version 7, which begins with the time.
pub(crate) fn new_uuid() -> Value<'static> {
    Uuid::now_v7().bind().into_owned()
}
