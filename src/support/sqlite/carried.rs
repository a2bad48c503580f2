//! Types of the user's own, which the driver knows.

use std::borrow::Cow;

use rusqlite::types::{FromSql, ToSql, ToSqlOutput, Value as Owned, ValueRef};

use super::Value;

/// Takes a stored value; `None` where the type refuses it.
pub(crate) fn read_carried<T: FromSql>(stored: ValueRef<'_>) -> Option<T> {
    T::column_result(stored).ok()
}

/// The value to bind.
pub(crate) fn bind_carried<T: ToSql>(value: &T) -> Value<'_> {
    match value.to_sql() {
        Ok(ToSqlOutput::Borrowed(value)) => borrowed(value),
        Ok(ToSqlOutput::Owned(value)) => owned(value),
        Ok(_) => Value::Unstorable("a pointer or an array".to_owned()),
        Err(error) => Value::Unstorable(error.to_string()),
    }
}

fn borrowed(value: ValueRef<'_>) -> Value<'_> {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Value::Text(Cow::Borrowed(text)),
            Err(_) => Value::Unstorable("text that is not UTF-8".to_owned()),
        },
        ValueRef::Blob(bytes) => Value::Blob(Cow::Borrowed(bytes)),
    }
}

fn owned(value: Owned) -> Value<'static> {
    match value {
        Owned::Null => Value::Null,
        Owned::Integer(number) => Value::Integer(number),
        Owned::Real(number) => Value::Real(number),
        Owned::Text(text) => Value::Text(Cow::Owned(text)),
        Owned::Blob(bytes) => Value::Blob(Cow::Owned(bytes)),
    }
}
