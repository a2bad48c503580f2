//! Any number of values as one: an array, as text.

use std::fmt::Write as _;

use super::Value;

/// Values as an array that `= ANY` and `unnest` take, of whatever type is wanted there;
/// NULLs, which equal nothing, are left out.
pub(crate) fn array<'a>(values: impl IntoIterator<Item = Value<'a>>) -> String {
    let mut array = String::from("{");
    for value in values {
        if matches!(value, Value::Null | Value::Unstorable(_)) {
            continue;
        }
        if array.len() > 1 {
            array.push(',');
        }
        push_element(&mut array, &value);
    }
    array.push('}');
    array
}

/// Keys of several columns: an array of JSON texts, each of which is an array.
pub(super) fn arrays<'a>(keys: impl Iterator<Item = Vec<Value<'a>>>) -> String {
    array(keys.map(|key| Value::Text(json_text(key).into())))
}

/// Appends one value as an element of an array, without the comma.
pub(super) fn push_element(array: &mut String, value: &Value<'_>) {
    match value {
        Value::Null | Value::Unstorable(_) => array.push_str("NULL"),
        Value::Integer(number) => {
            let _ = write!(array, "{number}");
        }
        Value::Real(number) => array.push_str(&super::field::real(*number)),
        Value::Text(text) => push_quoted(array, text),
        Value::Blob(bytes) => {
            array.push_str("\"\\\\x");
            push_digits(array, bytes);
            array.push('"');
        }
    }
}

fn push_quoted(array: &mut String, text: &str) {
    array.push('"');
    // Few texts have something to escape.
    match text.contains(['"', '\\']) {
        false => array.push_str(text),
        true => {
            for character in text.chars() {
                if matches!(character, '"' | '\\') {
                    array.push('\\');
                }
                array.push(character);
            }
        }
    }
    array.push('"');
}

fn push_digits(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
}

/// Values as the text of one JSON array: a key of several columns. Bytes travel as
/// hexadecimal digits, which the statement turns back with `decode`.
pub(super) fn json_text<'a>(values: impl IntoIterator<Item = Value<'a>>) -> String {
    let mut json = String::from("[");
    for value in values {
        if json.len() > 1 {
            json.push(',');
        }
        push_json(&mut json, &value);
    }
    json.push(']');
    json
}

fn push_json(json: &mut String, value: &Value<'_>) {
    match value {
        Value::Null | Value::Unstorable(_) => json.push_str("null"),
        Value::Integer(number) => json.push_str(&number.to_string()),
        // As text, which JSON has for infinities and NaN, too.
        Value::Real(number) => push_string(json, &super::field::real(*number)),
        Value::Text(text) => push_string(json, text),
        Value::Blob(bytes) => {
            json.push('"');
            push_digits(json, bytes);
            json.push('"');
        }
    }
}

fn push_string(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\0'..='\x1f' => {
                let _ = write!(json, "\\u{:04x}", u32::from(character));
            }
            other => json.push(other),
        }
    }
    json.push('"');
}
