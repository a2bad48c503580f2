//! JSON of serde_json.

use super::{Field, Stored, Value};

/// The most levels that serde_json reads.
const DEEPEST: u32 = 127;

/// A `JSONB` or `JSON`, bound as compact text. JSON's `null` is a value as any other, and
/// not SQL's NULL.
impl Field for serde_json::Value {
    type Bare = serde_json::Value;

    const NAME: &'static str = "JSON";

    fn read(stored: Stored<'_>) -> Option<Self> {
        stored.get()
    }

    fn bind(&self) -> Value<'_> {
        if !shallow(self, DEEPEST) {
            Value::Unstorable(format!("JSON of more than {DEEPEST} levels"))
        } else if holds_nul(self) {
            Value::Unstorable("JSON with a NUL, which PostgreSQL does not store".to_owned())
        } else {
            Value::Text(self.to_string().into())
        }
    }
}

/// Whether no more than so many arrays and objects are in each other.
fn shallow(value: &serde_json::Value, levels: u32) -> bool {
    let inner = levels.checked_sub(1);
    match (value, inner) {
        (serde_json::Value::Array(values), Some(inner)) => {
            values.iter().all(|value| shallow(value, inner))
        }
        (serde_json::Value::Object(values), Some(inner)) => {
            values.values().all(|value| shallow(value, inner))
        }
        (serde_json::Value::Array(_) | serde_json::Value::Object(_), None) => false,
        _ => true,
    }
}

/// Whether there is a NUL in one of its texts.
fn holds_nul(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(values) => values.iter().any(holds_nul),
        serde_json::Value::Object(values) => values
            .iter()
            .any(|(name, value)| name.contains('\0') || holds_nul(value)),
        _ => false,
    }
}
