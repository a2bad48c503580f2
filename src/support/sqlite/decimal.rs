//! Exact numbers of rust_decimal.

use std::str::FromStr;

use rusqlite::types::ValueRef;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Compared, Field, Fits, Operand, Value};

/// Bound as plain decimal text without needless zeros, so that equal numbers are equal
/// text. A NUMERIC column turns it into its own number, of 15 exact digits; a TEXT column
/// keeps it.
impl Field for Decimal {
    type Bare = Decimal;

    const NAME: &'static str = "Decimal";

    const ROUNDS: bool = true;

    fn read(stored: ValueRef<'_>) -> Option<Self> {
        match stored {
            ValueRef::Integer(number) => Some(Decimal::from(number)),
            // The shortest decimal that is this number and no other.
            ValueRef::Real(number) => Decimal::from_str(&number.to_string()).ok(),
            // rust_decimal would take `1_000`, too.
            ValueRef::Text(text) if text.contains(&b'_') => None,
            ValueRef::Text(text) => {
                let text = std::str::from_utf8(text).ok()?;
                Decimal::from_str_exact(text).ok()
            }
            _ => None,
        }
    }

    fn bind(&self) -> Value<'_> {
        Value::Text(self.normalize().to_string().into())
    }

    /// Gives the number the column's digits behind the point: `1.50`. Where SQLite computed
    /// with binary numbers, as in `0.1 + 0.2`, this takes away what that added.
    fn round(mut self, fits: Fits) -> Self {
        if let Fits::Digits(precision, scale) = fits {
            if precision <= 15 {
                let strategy = RoundingStrategy::MidpointAwayFromZero;
                self = self.round_dp_with_strategy(scale, strategy);
            }
            if self.scale() < scale {
                self.rescale(scale);
            }
        }
        self
    }
}

macro_rules! integer_operand {
    ($($integer:ty)*) => {$(
        impl<M> Operand<M, Decimal> for $integer {
            fn operand(self) -> Compared {
                Compared::Value(Value::Text(self.to_string().into()))
            }
        }
    )*};
}

// As text, as any Decimal: an integer is not in a TEXT column, though it equals one.
integer_operand!(i8 u8 i16 u16 i32 u32 i64);
