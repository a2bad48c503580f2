//! Values as PostgreSQL sends them.

use std::error::Error as StdError;

use tokio_postgres::types::{FromSql, Kind, Type};

use super::error::quote;
use super::{Error, Result};

/// A value of a result: its type, and its bytes in the type's binary form.
#[derive(Debug, Clone, Copy)]
pub struct Stored<'a> {
    ty: &'a Type,
    /// None for NULL.
    bytes: Option<&'a [u8]>,
}

/// Why the driver does not take a value.
type Refused = Box<dyn StdError + Sync + Send>;

/// The bytes alone, of whatever type.
struct Bytes<'a>(Option<&'a [u8]>);

impl<'a> FromSql<'a> for Bytes<'a> {
    fn from_sql(
        _: &Type,
        raw: &'a [u8],
    ) -> std::result::Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(Bytes(Some(raw)))
    }

    fn from_sql_null(_: &Type) -> std::result::Result<Self, Refused> {
        Ok(Bytes(None))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// What the columns of a row are read from.
pub(super) type Source<'a> = &'a tokio_postgres::Row;

/// The value at that place of a row.
pub(super) fn stored_at(row: Source<'_>, place: usize) -> Result<Stored<'_>> {
    let Bytes(bytes) = row.try_get(place).map_err(Error::Driver)?;
    let ty = row
        .columns()
        .get(place)
        .map_or(&Type::UNKNOWN, |it| it.type_());
    Ok(Stored { ty, bytes })
}

impl<'a> Stored<'a> {
    /// The value's type, which may be any.
    pub(super) fn ty(self) -> &'a Type {
        self.ty
    }

    /// Its bytes, if it is of that type.
    pub(super) fn bytes_of(self, ty: &Type) -> Option<&'a [u8]> {
        self.bytes.filter(|_| self.ty == ty)
    }

    /// The value as a type that the driver knows; `None` where that does not take it.
    pub(super) fn get<T: FromSql<'a>>(self) -> Option<T> {
        match self.bytes {
            Some(bytes) if T::accepts(self.ty) => T::from_sql(self.ty, bytes).ok(),
            _ => None,
        }
    }
}

/// Whether a value is NULL.
#[inline]
pub(super) fn is_null(stored: Stored<'_>) -> bool {
    stored.bytes.is_none()
}

/// Appends a value, as bytes that no other value of its type has.
pub(super) fn push_bytes(stored: Stored<'_>, to: &mut Vec<u8>) {
    let bytes = stored.bytes.unwrap_or_default();
    to.extend_from_slice(&bytes.len().to_le_bytes());
    to.extend_from_slice(bytes);
}

/// A value that is text.
#[inline]
pub(crate) fn text(stored: Stored<'_>) -> Option<&str> {
    stored.get().or_else(|| label(stored))
}

/// The label of a native enum, as a statement of one's own may give it.
fn label(stored: Stored<'_>) -> Option<&str> {
    let bytes = stored.bytes?;
    let is_enum = matches!(stored.ty.kind(), Kind::Enum(_));
    std::str::from_utf8(bytes).ok().filter(|_| is_enum)
}

/// A stored value for a message: its SQL type, and its beginning.
pub(super) fn describe(stored: Stored<'_>) -> String {
    let Some(bytes) = stored.bytes else {
        return "NULL".to_owned();
    };
    if let Some(text) = text(stored) {
        return format!("the text {}", quote(text));
    }
    let integer = match *stored.ty {
        Type::INT2 => stored.get::<i16>().map(i64::from),
        Type::INT4 => stored.get::<i32>().map(i64::from),
        Type::INT8 => stored.get::<i64>(),
        _ => None,
    };
    let real = match *stored.ty {
        Type::FLOAT4 => stored.get::<f32>().map(f64::from),
        Type::FLOAT8 => stored.get::<f64>(),
        _ => None,
    };
    match (integer, real) {
        (Some(number), _) => format!("the integer {number}"),
        (_, Some(number)) => format!("the real number {number:?}"),
        _ if *stored.ty == Type::BYTEA => format!("{} bytes", bytes.len()),
        _ => format!("a value of the type {}", stored.ty),
    }
}
