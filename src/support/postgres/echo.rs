//! Statements, printed to standard error.

use super::Value;

/// Prints a statement.
pub(super) fn echo(sql: &str, values: &[Value<'_>]) {
    eprintln!("{}", echoed(sql, values));
}

/// A statement and its values, as they are printed.
pub(super) fn echoed(sql: &str, values: &[Value<'_>]) -> String {
    let shown = |value: &Value<'_>| match value {
        Value::Null => "NULL".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => format!("{number:?}"),
        Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Blob(bytes) => format!("{} bytes", bytes.len()),
        Value::Unstorable(what) => what.clone(),
    };
    match values {
        [] => sql.to_owned(),
        _ => {
            let values: Vec<String> = values.iter().map(shown).collect();
            format!("{sql} -- {}", values.join(", "))
        }
    }
}
