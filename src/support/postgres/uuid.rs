//! Identifiers of the crate uuid.

use ::uuid::Uuid;

use super::{Field, Stored, Value};

/// A `UUID`, bound as 32 hexadecimal digits.
impl Field for Uuid {
    type Bare = Uuid;

    const NAME: &'static str = "Uuid";

    fn read(stored: Stored<'_>) -> Option<Self> {
        stored.get()
    }

    fn bind(&self) -> Value<'_> {
        Value::Text(self.simple().to_string().into())
    }
}
