//! Identifiers of the crate uuid.

use ::uuid::Uuid;
use rusqlite::types::ValueRef;

use super::{Field, Value};

/// Stored as 32 lower-case hexadecimal digits. Read with hyphens and in upper case, too.
impl Field for Uuid {
    type Bare = Uuid;

    const NAME: &'static str = "Uuid";

    fn read(stored: ValueRef<'_>) -> Option<Self> {
        match stored {
            // Other lengths are braces and prefixes, which the crate would take off.
            ValueRef::Text(text) if matches!(text.len(), 32 | 36) => {
                Uuid::try_parse_ascii(text).ok()
            }
            _ => None,
        }
    }

    fn bind(&self) -> Value<'_> {
        Value::Text(self.simple().to_string().into())
    }
}
