//! Values as SQLite stores them.

use rusqlite::types::ValueRef;

use super::error::quote;
use super::{Error, Given, Result, Value};

/// A value of a result.
pub type Stored<'a> = ValueRef<'a>;

/// What the columns of a row are read from.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    /// A statement that stands at it.
    Statement(&'a rusqlite::Row<'a>),
    /// What was given for the row, which the database stores as it is, and the column that
    /// it numbered.
    Given {
        values: &'a [Given<'a>],
        number: Option<(usize, i64)>,
    },
}

impl<'a> From<&'a rusqlite::Row<'a>> for Source<'a> {
    fn from(row: &'a rusqlite::Row<'a>) -> Self {
        Source::Statement(row)
    }
}

/// The value at that place of a row.
#[inline]
pub(super) fn stored_at(row: Source<'_>, place: usize) -> Result<Stored<'_>> {
    match row {
        Source::Statement(row) => row.get_ref(place).map_err(Error::from),
        Source::Given {
            number: Some((column, number)),
            ..
        } if column == place => Ok(ValueRef::Integer(number)),
        Source::Given { values, .. } => Ok(given(values.get(place))),
    }
}

/// What SQLite makes of a value.
fn given<'a>(value: Option<&'a Given<'a>>) -> Stored<'a> {
    match value {
        Some(Given::Value(Value::Integer(number))) => ValueRef::Integer(*number),
        // It has no negative zero.
        Some(Given::Value(Value::Real(number))) => ValueRef::Real(*number + 0.0),
        Some(Given::Value(Value::Text(text))) => ValueRef::Text(text.as_bytes()),
        Some(Given::Value(Value::Blob(bytes))) => ValueRef::Blob(bytes),
        _ => ValueRef::Null,
    }
}

/// Whether a value is NULL.
#[inline]
pub(super) fn is_null(stored: Stored<'_>) -> bool {
    stored == ValueRef::Null
}

/// Appends a value, as bytes that no other value has.
pub(super) fn push_bytes(stored: Stored<'_>, to: &mut Vec<u8>) {
    let mut push = |kind: u8, number: &[u8], bytes: &[u8]| {
        to.push(kind);
        to.extend_from_slice(number);
        to.extend_from_slice(bytes);
    };
    match stored {
        ValueRef::Null => push(0, &[], &[]),
        ValueRef::Integer(number) => push(1, &number.to_le_bytes(), &[]),
        ValueRef::Real(number) => push(2, &number.to_le_bytes(), &[]),
        ValueRef::Text(text) => push(3, &text.len().to_le_bytes(), text),
        ValueRef::Blob(bytes) => push(4, &bytes.len().to_le_bytes(), bytes),
    }
}

/// A value that is text.
#[inline]
pub(crate) fn text(stored: Stored<'_>) -> Option<&str> {
    stored.as_str().ok()
}

/// A stored value for a message: its SQL type, and its beginning.
pub(super) fn describe(stored: Stored<'_>) -> String {
    match stored {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => format!("the integer {number}"),
        ValueRef::Real(number) => format!("the real number {number:?}"),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            format!("the text {}", quote(&text))
        }
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}
