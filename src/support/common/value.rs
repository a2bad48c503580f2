//! Values on their way to and from the database.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use super::stored::is_null;
use super::{Fits, Stored};

/// A value as it is bound to a statement, borrowed where it can be.
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
    /// A Rust value that has no stored form, such as a time with a leap second, in words.
    /// It is refused wherever it is bound.
    Unstorable(String),
}

/// A value that outlives what it was made of.
pub(super) type Owned = Value<'static>;

/// A Rust type that a column can have.
pub trait Field: Sized {
    /// The type without its `Option`.
    type Bare: Field;

    /// What a column of the type takes, in messages.
    const NAME: &'static str;

    /// Whether [`round`](Self::round) does anything.
    const ROUNDS: bool = false;

    /// Takes a stored value; `None` where it does not fit the type.
    fn read(stored: Stored<'_>) -> Option<Self>;

    /// The value to bind.
    fn bind(&self) -> Value<'_>;

    /// The value to bind, of what is given away.
    #[inline]
    fn into_value(self) -> Value<'static> {
        self.bind().into_owned()
    }

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
    fn read(stored: Stored<'_>) -> Option<Self> {
        match is_null(stored) {
            true => Some(None),
            false => T::read(stored).map(Some),
        }
    }

    #[inline]
    fn bind(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, T::bind)
    }

    #[inline]
    fn into_value(self) -> Value<'static> {
        self.map_or(Value::Null, T::into_value)
    }

    #[inline]
    fn round(self, fits: Fits) -> Self {
        self.map(|value| value.round(fits))
    }
}
