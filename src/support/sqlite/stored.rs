//! Values as SQLite stores them.

use rusqlite::types::ValueRef;

use super::error::quote;
use super::{Error, Result};

/// A value of a result.
pub type Stored<'a> = ValueRef<'a>;

/// A row of the driver's.
pub(super) type DriverRow<'a> = &'a rusqlite::Row<'a>;

/// The value at that place of a row.
#[inline]
pub(super) fn stored_at(row: DriverRow<'_>, place: usize) -> Result<Stored<'_>> {
    row.get_ref(place).map_err(Error::from)
}

/// Whether a value is NULL.
#[inline]
pub(super) fn is_null(stored: Stored<'_>) -> bool {
    stored == ValueRef::Null
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
