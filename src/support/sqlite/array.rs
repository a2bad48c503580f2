//! Any number of values as one: a JSON text that `json_each` takes apart again.

use std::fmt::Write as _;

use super::Value;

/// Values as the JSON text that `json_each` takes apart again; NULLs, which equal nothing,
/// are left out. Bytes travel as hexadecimal digits, which the statement turns back with
/// `unhex`.
pub(crate) fn json_array<'a>(values: impl IntoIterator<Item = Value<'a>>) -> String {
    let mut json = String::from("[");
    for value in values {
        if matches!(value, Value::Null | Value::Unstorable(_)) {
            continue;
        }
        if json.len() > 1 {
            json.push(',');
        }
        push_json(&mut json, &value);
    }
    json.push(']');
    json
}

/// Keys of several columns: an array of arrays.
pub(super) fn json_arrays<'a>(keys: impl Iterator<Item = Vec<Value<'a>>>) -> String {
    let mut json = String::from("[");
    for key in keys {
        for (position, value) in key.iter().enumerate() {
            json.push_str(match position {
                0 if json.len() > 1 => ",[",
                0 => "[",
                _ => ",",
            });
            push_json(&mut json, value);
        }
        json.push(']');
    }
    json.push(']');
    json
}

/// Appends one value.
pub(super) fn push_json(json: &mut String, value: &Value<'_>) {
    match value {
        Value::Null | Value::Unstorable(_) => json.push_str("null"),
        Value::Integer(number) => {
            let _ = write!(json, "{number}");
        }
        Value::Real(number) if number.is_infinite() => {
            json.push_str(if *number > 0.0 { "9e999" } else { "-9e999" });
        }
        Value::Real(number) => json.push_str(&format!("{number:?}")),
        Value::Text(text) => push_string(json, text),
        Value::Blob(bytes) => {
            json.push('"');
            for byte in bytes.iter() {
                let _ = write!(json, "{byte:02x}");
            }
            json.push('"');
        }
    }
}

fn push_string(json: &mut String, text: &str) {
    json.push('"');
    // Few texts have something to escape.
    match text.contains(|character| matches!(character, '"' | '\\' | '\0'..='\x1f')) {
        false => json.push_str(text),
        true => push_escaped(json, text),
    }
    json.push('"');
}

fn push_escaped(json: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\0'..='\x1f' => {
                let _ = write!(json, "\\u{:04x}", u32::from(character));
            }
            other => json.push(other),
        }
    }
}
