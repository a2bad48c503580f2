//! Values on their way to and from SQLite.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use super::Fits;

/// A value as SQLite stores it, borrowed where it can be.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// SQL's NULL.
    Null,
    /// Any integer, and a Boolean as 0 or 1.
    Integer(i64),
    /// A floating-point number.
    Real(f64),
    /// Text, and what is stored as text: dates, identifiers, labels, JSON.
    Text(Cow<'a, str>),
    /// Bytes.
    Blob(Cow<'a, [u8]>),
    /// A Rust value that has no stored form, such as NaN or a date of the year 12,000, in
    /// words. It is refused wherever it is bound.
    Unstorable(String),
}

/// A Rust type that a column can have.
pub trait Field: Sized {
    /// The type without its `Option`.
    type Bare: Field;

    /// What a column of the type takes, in messages.
    const NAME: &'static str;

    /// Whether [`round`](Self::round) does anything.
    const ROUNDS: bool = false;

    /// Takes a stored value; `None` where it does not fit the type.
    fn read(stored: ValueRef<'_>) -> Option<Self>;

    /// The value to bind.
    fn bind(&self) -> Value<'_>;

    /// The value that was read, with as many digits as its column has.
    fn round(self, _: Fits) -> Self {
        self
    }
}

impl Value<'static> {
    /// Text that does not change.
    pub const fn text(text: &'static str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl Value<'_> {
    /// The same value, owning its bytes.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Integer(number) => Value::Integer(number),
            Value::Real(number) => Value::Real(number),
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Blob(bytes) => Value::Blob(Cow::Owned(bytes.into_owned())),
            Value::Unstorable(what) => Value::Unstorable(what),
        }
    }

    /// Whether it is NULL.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Value::Blob(Cow::Borrowed(bytes))
    }
}

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

impl PartialEq for Value<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Null, Value::Null) => true,
            (Value::Integer(left), Value::Integer(right)) => left == right,
            (Value::Real(left), Value::Real(right)) => left.to_bits() == right.to_bits(),
            (Value::Text(left), Value::Text(right)) => left == right,
            (Value::Blob(left), Value::Blob(right)) => left == right,
            (Value::Unstorable(left), Value::Unstorable(right)) => left == right,
            _ => false,
        }
    }
}

impl Eq for Value<'_> {}

impl Hash for Value<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Value::Null | Value::Unstorable(_) => {}
            Value::Integer(number) => number.hash(state),
            Value::Real(number) => number.to_bits().hash(state),
            Value::Text(text) => text.hash(state),
            Value::Blob(bytes) => bytes.hash(state),
        }
    }
}

impl<T: Field> Field for Option<T> {
    type Bare = T;

    const NAME: &'static str = T::NAME;

    const ROUNDS: bool = T::ROUNDS;

    #[inline]
    fn read(stored: ValueRef<'_>) -> Option<Self> {
        match stored {
            ValueRef::Null => Some(None),
            stored => T::read(stored).map(Some),
        }
    }

    #[inline]
    fn bind(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, T::bind)
    }

    #[inline]
    fn round(self, fits: Fits) -> Self {
        self.map(|value| value.round(fits))
    }
}

macro_rules! integer_field {
    ($($type:ty)*) => {$(
        impl Field for $type {
            type Bare = $type;

            const NAME: &'static str = stringify!($type);

            #[inline]
            fn read(stored: ValueRef<'_>) -> Option<Self> {
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

    fn read(stored: ValueRef<'_>) -> Option<Self> {
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
    fn read(stored: ValueRef<'_>) -> Option<Self> {
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
    fn read(stored: ValueRef<'_>) -> Option<Self> {
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
    fn read(stored: ValueRef<'_>) -> Option<Self> {
        stored.as_str().ok().map(str::to_owned)
    }

    #[inline]
    fn bind(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl Field for Vec<u8> {
    type Bare = Vec<u8>;

    const NAME: &'static str = "Vec<u8>";

    #[inline]
    fn read(stored: ValueRef<'_>) -> Option<Self> {
        match stored {
            ValueRef::Blob(bytes) => Some(bytes.to_vec()),
            _ => None,
        }
    }

    #[inline]
    fn bind(&self) -> Value<'_> {
        Value::Blob(Cow::Borrowed(self))
    }
}
