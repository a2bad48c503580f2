//! Types of the user's own, which the driver knows.

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{Format, FromSql, IsNull, ToSql, Type};

use super::{Stored, Value};

/// As what a value may be bound: the first of these that its type takes.
const BOUND: [Type; 18] = [
    Type::TEXT,
    Type::VARCHAR,
    Type::BPCHAR,
    Type::INT8,
    Type::INT4,
    Type::INT2,
    Type::FLOAT8,
    Type::FLOAT4,
    Type::NUMERIC,
    Type::BOOL,
    Type::BYTEA,
    Type::UUID,
    Type::JSONB,
    Type::JSON,
    Type::TIMESTAMPTZ,
    Type::TIMESTAMP,
    Type::DATE,
    Type::TIME,
];

/// Takes a stored value; `None` where the type refuses it.
pub(crate) fn read_carried<T: for<'a> FromSql<'a>>(stored: Stored<'_>) -> Option<T> {
    stored.get()
}

/// The value to bind.
pub(crate) fn bind_carried<T: ToSql>(value: &T) -> Value<'_> {
    let Some(ty) = BOUND.iter().find(|ty| T::accepts(ty)) else {
        return Value::Unstorable("a value of a type that is not known here".to_owned());
    };
    let mut bytes = BytesMut::new();
    match value.to_sql(ty, &mut bytes) {
        Ok(IsNull::Yes) => Value::Null,
        Ok(IsNull::No) => {
            let read = match value.encode_format(ty) {
                Format::Binary => binary(ty, &bytes),
                Format::Text => text(&bytes),
            };
            let unread = || Value::Unstorable(format!("what is given as {ty}"));
            read.unwrap_or_else(unread)
        }
        Err(error) => Value::Unstorable(error.to_string()),
    }
}

fn text(bytes: &[u8]) -> Option<Value<'static>> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(Value::Text(text.to_owned().into()))
}

/// The value that the bytes are in that type's binary form.
fn binary(ty: &Type, bytes: &[u8]) -> Option<Value<'static>> {
    match *ty {
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::JSON => text(bytes),
        // A version stands before the text.
        Type::JSONB => text(bytes.get(1..)?),
        Type::INT2 | Type::INT4 | Type::INT8 => integer(bytes).map(Value::Integer),
        Type::FLOAT8 => Some(Value::Real(f64::from_be_bytes(bytes.try_into().ok()?))),
        Type::FLOAT4 => {
            let number = f32::from_be_bytes(bytes.try_into().ok()?);
            Some(Value::Real(number.into()))
        }
        Type::NUMERIC => Some(Value::Text(numeric(bytes)?.into())),
        Type::BOOL => Some(Value::Integer((*bytes.first()? != 0).into())),
        Type::UUID => {
            let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
            Some(Value::Text(digits.collect::<String>().into()))
        }
        Type::BYTEA => Some(Value::Blob(bytes.to_vec().into())),
        Type::DATE => Some(Value::Text(day(integer(bytes)?)?.into())),
        Type::TIME => Some(Value::Text(time(integer(bytes)?).into())),
        Type::TIMESTAMP | Type::TIMESTAMPTZ => {
            let microseconds = integer(bytes)?;
            let (days, rest) = (microseconds.div_euclid(DAY), microseconds.rem_euclid(DAY));
            Some(Value::Text(
                format!("{} {}+00", day(days)?, time(rest)).into(),
            ))
        }
        _ => None,
    }
}

/// The microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// A day, counted from the first of 2000, as PostgreSQL reads it: as the days of the Julian
/// period.
fn day(number: i64) -> Option<String> {
    let julian = number.checked_add(2_451_545)?;
    (julian >= 0).then(|| format!("J{julian}"))
}

/// A time of the day, in microseconds.
fn time(microseconds: i64) -> String {
    let (seconds, rest) = (microseconds / 1_000_000, microseconds % 1_000_000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    format!(
        "{:02}:{:02}:{seconds:02}.{rest:06}",
        minutes / 60,
        minutes % 60
    )
}

/// An integer of whatever width.
fn integer(bytes: &[u8]) -> Option<i64> {
    Some(match *bytes {
        [a, b] => i16::from_be_bytes([a, b]).into(),
        [a, b, c, d] => i32::from_be_bytes([a, b, c, d]).into(),
        _ => i64::from_be_bytes(bytes.try_into().ok()?),
    })
}

/// A number of base 10,000 as plain decimal text: how many digits it has, the power of the
/// first, its sign, how many decimals it shows, and the digits.
fn numeric(bytes: &[u8]) -> Option<String> {
    let words = bytes.chunks_exact(2);
    let words: Vec<i64> = words.map(integer).collect::<Option<_>>()?;
    let [_, power, sign, _, digits @ ..] = words.as_slice() else {
        return None;
    };
    let sign = match sign {
        0 => "",
        0x4000 => "-",
        // NaN and the infinities.
        _ => return None,
    };
    let whole = usize::try_from(power + 1).unwrap_or_default();
    let mut text = format!("{sign}0");
    for place in 0..whole {
        text.push_str(&format!("{:04}", digits.get(place).unwrap_or(&0)));
    }
    text.push('.');
    for _ in *power..-1 {
        text.push_str("0000");
    }
    for digit in digits.iter().skip(whole) {
        text.push_str(&format!("{digit:04}"));
    }
    text.push('0');
    Some(text)
}
