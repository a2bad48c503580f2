//! Types of the user's own that carry columns.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

/// An address with an `@`, in lower-case letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Email(String);

impl Email {
    /// The address, if it is one.
    pub fn new(text: &str) -> Option<Self> {
        text.contains('@').then(|| Self(text.to_lowercase()))
    }
}

impl ToSql for Email {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Email {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::new(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

/// The key of a person, which is no other number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonKey(pub i64);

impl ToSql for PersonKey {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self.0 {
            0 => Err(rusqlite::Error::InvalidQuery),
            number => Ok(number.into()),
        }
    }
}

impl FromSql for PersonKey {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self(value.as_i64()?))
    }
}

/// How large something is, by its first letter.
#[derive(Debug, Clone, PartialEq)]
pub enum Format {
    /// Not large.
    Small,
    /// Not small.
    Large,
}

impl ToSql for Format {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Format::Small => "small",
            Format::Large => "L",
        }
        .into())
    }
}

impl FromSql for Format {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "small" => Ok(Format::Small),
            "L" => Ok(Format::Large),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}
