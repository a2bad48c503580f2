//! The plain Rust types that columns have, as SQLite stores them.

use std::borrow::Cow;

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use super::{Field, Stored, Value};

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
            Value::Unstorable(what) => {
                let reason = format!("{what} cannot be stored");
                return Err(rusqlite::Error::ToSqlConversionFailure(reason.into()));
            }
        }))
    }
}

macro_rules! integer_field {
    ($($type:ty)*) => {$(
        impl Field for $type {
            type Bare = $type;

            const NAME: &'static str = stringify!($type);

            #[inline]
            fn read(stored: Stored<'_>) -> Option<Self> {
                match stored {
                    ValueRef::Integer(number) => number.try_into().ok(),
                    _ => None,
                }
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

impl Field for f64 {
    type Bare = f64;

    const NAME: &'static str = "f64";

    #[inline]
    fn read(stored: Stored<'_>) -> Option<Self> {
        match stored {
            ValueRef::Real(number) => Some(number),
            ValueRef::Integer(number) => Some(number as f64),
            _ => None,
        }
    }

    #[inline]
    fn bind(&self) -> Value<'_> {
        // SQLite would store NULL.
        if self.is_nan() {
            Value::Unstorable("NaN".to_owned())
        } else {
            Value::Real(*self)
        }
    }
}

impl Field for bool {
    type Bare = bool;

    const NAME: &'static str = "bool";

    #[inline]
    fn read(stored: Stored<'_>) -> Option<Self> {
        match stored {
            ValueRef::Integer(0) => Some(false),
            ValueRef::Integer(1) => Some(true),
            _ => None,
        }
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
        stored.as_str().ok().map(str::to_owned)
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
        match stored {
            ValueRef::Blob(bytes) => Some(bytes.to_vec()),
            _ => None,
        }
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
