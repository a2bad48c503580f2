//! Exact numbers of rust_decimal.

use rust_decimal::Decimal;

use super::{Compared, Field, Operand, Stored, Value};

/// A `NUMERIC`, exact, with the digits behind the point that its column has. NaN, the
/// infinities and more than 28 digits have no `Decimal`.
impl Field for Decimal {
    type Bare = Decimal;

    const NAME: &'static str = "Decimal";

    fn read(stored: Stored<'_>) -> Option<Self> {
        stored.get()
    }

    fn bind(&self) -> Value<'_> {
        Value::Text(self.normalize().to_string().into())
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

// As text, as any Decimal.
integer_operand!(i8 u8 i16 u16 i32 u32 i64);
