//! JSON of serde_json.

use rusqlite::types::ValueRef;

use super::{Field, Value};

/// Stored as compact text. JSON's `null` is a value as any other, and not SQL's NULL.
impl Field for serde_json::Value {
    type Bare = serde_json::Value;

    const NAME: &'static str = "JSON";

    fn read(stored: ValueRef<'_>) -> Option<Self> {
        match stored {
            ValueRef::Text(text) => serde_json::from_slice(text).ok(),
            _ => None,
        }
    }

    fn bind(&self) -> Value<'_> {
        Value::Text(self.to_string().into())
    }
}
