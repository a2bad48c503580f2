//! Types of the user's own that carry columns.

use std::error::Error;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, accepts, to_sql_checked};

type Read<T> = Result<T, Box<dyn Error + Sync + Send>>;

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
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Read<IsNull> {
        self.0.to_sql(ty, out)
    }

    accepts!(TEXT, VARCHAR);
    to_sql_checked!();
}

impl<'a> FromSql<'a> for Email {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Read<Self> {
        Self::new(<&str>::from_sql(ty, raw)?).ok_or_else(|| "no address".into())
    }

    accepts!(TEXT, VARCHAR);
}

/// The key of a person, which is no other number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonKey(pub i64);

impl ToSql for PersonKey {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Read<IsNull> {
        match self.0 {
            0 => Err("zero is nobody's".into()),
            number => number.to_sql(ty, out),
        }
    }

    accepts!(INT8);
    to_sql_checked!();
}

impl<'a> FromSql<'a> for PersonKey {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Read<Self> {
        i64::from_sql(ty, raw).map(Self)
    }

    accepts!(INT8);
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
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Read<IsNull> {
        match self {
            Format::Small => "small",
            Format::Large => "L",
        }
        .to_sql(ty, out)
    }

    accepts!(TEXT, VARCHAR);
    to_sql_checked!();
}

impl<'a> FromSql<'a> for Format {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Read<Self> {
        match <&str>::from_sql(ty, raw)? {
            "small" => Ok(Format::Small),
            "L" => Ok(Format::Large),
            other => Err(other.into()),
        }
    }

    accepts!(TEXT, VARCHAR);
}
