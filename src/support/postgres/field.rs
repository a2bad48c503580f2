//! The plain Rust types that columns have, as PostgreSQL stores them.

use std::borrow::Cow;
use std::error::Error as StdError;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::to_sql_checked;
use tokio_postgres::types::{Format, IsNull, ToSql, Type};

use super::{Field, Stored, Value};

/// Values go as text, so that the server makes of them what their place in the statement
/// wants; bytes go as they are.
impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        _: &Type,
        to: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Value::Null => return Ok(IsNull::Yes),
            Value::Integer(number) => to.extend_from_slice(number.to_string().as_bytes()),
            Value::Real(number) => to.extend_from_slice(real(*number).as_bytes()),
            Value::Text(text) if text.contains('\0') => {
                return Err("text with a NUL cannot be stored".into());
            }
            Value::Text(text) => to.extend_from_slice(text.as_bytes()),
            Value::Blob(bytes) => to.extend_from_slice(bytes),
            Value::Unstorable(what) => {
                return Err(format!("{what} cannot be stored").into());
            }
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, _: &Type) -> Format {
        match self {
            Value::Blob(_) => Format::Binary,
            _ => Format::Text,
        }
    }

    to_sql_checked!();
}

/// A number as PostgreSQL reads it, with as many digits as it takes to be this one again.
pub(super) fn real(number: f64) -> String {
    if number.is_infinite() {
        let infinity = if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        return infinity.to_owned();
    }
    format!("{number:?}")
}

/// An integer of whatever width.
#[inline]
fn integer(stored: Stored<'_>) -> Option<i64> {
    match *stored.ty() {
        Type::INT4 => stored.get::<i32>().map(i64::from),
        Type::INT8 => stored.get(),
        Type::INT2 => stored.get::<i16>().map(i64::from),
        _ => None,
    }
}

macro_rules! integer_field {
    ($($type:ty)*) => {$(
        impl Field for $type {
            type Bare = $type;

            const NAME: &'static str = stringify!($type);

            #[inline]
            fn read(stored: Stored<'_>) -> Option<Self> {
                integer(stored)?.try_into().ok()
            }

            #[inline]
            fn bind(&self) -> Value<'_> {
                Value::Integer(i64::from(*self))
            }
        }
    )*};
}

integer_field!(i16 i32 i64);

/// How many rows there are. No column has the type.
impl Field for u64 {
    type Bare = u64;

    const NAME: &'static str = "u64";

    fn read(stored: Stored<'_>) -> Option<Self> {
        i64::read(stored)?.try_into().ok()
    }

    fn bind(&self) -> Value<'_> {
        match i64::try_from(*self) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Unstorable(self.to_string()),
        }
    }
}

/// NaN is a value as any other: PostgreSQL stores it, and holds it equal to itself.
impl Field for f64 {
    type Bare = f64;

    const NAME: &'static str = "f64";

    #[inline]
    fn read(stored: Stored<'_>) -> Option<Self> {
        match *stored.ty() {
            Type::FLOAT8 => stored.get(),
            // The number that is written as that one is: 0.1, and not what is nearest.
            Type::FLOAT4 => stored.get::<f32>()?.to_string().parse().ok(),
            _ => integer(stored).map(|number| number as f64),
        }
    }

    #[inline]
    fn bind(&self) -> Value<'_> {
        Value::Real(*self)
    }
}

impl Field for bool {
    type Bare = bool;

    const NAME: &'static str = "bool";

    #[inline]
    fn read(stored: Stored<'_>) -> Option<Self> {
        stored.get()
    }

    #[inline]
    fn bind(&self) -> Value<'_> {
        Value::Integer(i64::from(*self))
    }
}

impl Field for String {
    type Bare = String;

    const NAME: &'static str = "String";

    #[inline]
    fn read(stored: Stored<'_>) -> Option<Self> {
        stored.get()
    }

    #[inline]
    fn bind(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }

    #[inline]
    fn into_value(self) -> Value<'static> {
        Value::Text(Cow::Owned(self))
    }
}

impl Field for Vec<u8> {
    type Bare = Vec<u8>;

    const NAME: &'static str = "Vec<u8>";

    #[inline]
    fn read(stored: Stored<'_>) -> Option<Self> {
        stored.bytes_of(&Type::BYTEA).map(<[u8]>::to_vec)
    }

    #[inline]
    fn bind(&self) -> Value<'_> {
        Value::Blob(Cow::Borrowed(self))
    }

    #[inline]
    fn into_value(self) -> Value<'static> {
        Value::Blob(Cow::Owned(self))
    }
}
