//! Dates and times of chrono, as text whose order is the order of time.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use rusqlite::types::ValueRef;

use super::{Field, Value};

/// Stored as `YYYY-MM-DD`, for the years 0 to 9999.
impl Field for NaiveDate {
    type Bare = NaiveDate;

    const NAME: &'static str = "a date (YYYY-MM-DD)";

    fn read(stored: ValueRef<'_>) -> Option<Self> {
        parse_date(text(stored)?)
    }

    fn bind(&self) -> Value<'_> {
        let mut text = String::with_capacity(10);
        match write_date(&mut text, *self) {
            true => Value::Text(text.into()),
            false => Value::Unstorable(format!("the date {self}")),
        }
    }
}

/// Stored as `HH:MM:SS.ffffff`: what is finer than a microsecond is cut off, a leap second
/// has no stored form. Read with up to nine digits behind the point, or none.
impl Field for NaiveTime {
    type Bare = NaiveTime;

    const NAME: &'static str = "a time (HH:MM:SS.ffffff)";

    fn read(stored: ValueRef<'_>) -> Option<Self> {
        parse_time(text(stored)?)
    }

    fn bind(&self) -> Value<'_> {
        let mut text = String::with_capacity(15);
        match write_time(&mut text, *self) {
            true => Value::Text(text.into()),
            false => Value::Unstorable(format!("the time {self}")),
        }
    }
}

/// Stored as `YYYY-MM-DD HH:MM:SS.ffffff`, with the limits of a date and of a time. Read
/// with a `T` between them, too.
impl Field for NaiveDateTime {
    type Bare = NaiveDateTime;

    const NAME: &'static str = "a date and time (YYYY-MM-DD HH:MM:SS.ffffff)";

    fn read(stored: ValueRef<'_>) -> Option<Self> {
        parse_date_time(text(stored)?)
    }

    fn bind(&self) -> Value<'_> {
        bind_date_time(*self)
    }
}

/// Stored in UTC and without an offset, as a [`NaiveDateTime`] is. Read with `Z` or
/// `+00:00` behind it, too.
impl Field for DateTime<Utc> {
    type Bare = DateTime<Utc>;

    const NAME: &'static str = "a date and time in UTC (YYYY-MM-DD HH:MM:SS.ffffff)";

    fn read(stored: ValueRef<'_>) -> Option<Self> {
        let text = text(stored)?;
        let utc = text.strip_suffix(b"Z");
        let utc = utc.or_else(|| text.strip_suffix(b"+00:00"));
        Some(parse_date_time(utc.unwrap_or(text))?.and_utc())
    }

    fn bind(&self) -> Value<'_> {
        bind_date_time(self.naive_utc())
    }
}

fn text(stored: ValueRef<'_>) -> Option<&[u8]> {
    match stored {
        ValueRef::Text(text) => Some(text),
        _ => None,
    }
}

fn parse_date(text: &[u8]) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    let year = number(&[y1, y2, y3, y4])?;
    let (month, day) = (number(&[m1, m2])?, number(&[d1, d2])?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn parse_time(text: &[u8]) -> Option<NaiveTime> {
    let &[h1, h2, b':', m1, m2, b':', s1, s2, ref fraction @ ..] = text else {
        return None;
    };
    let nanoseconds = match fraction {
        [] => 0,
        [b'.', digits @ ..] => {
            let unit = 9_usize.checked_sub(digits.len())?;
            number(digits)?.checked_mul(10_u32.pow(u32::try_from(unit).ok()?))?
        }
        _ => return None,
    };
    let (hour, minute) = (number(&[h1, h2])?, number(&[m1, m2])?);
    NaiveTime::from_hms_nano_opt(hour, minute, number(&[s1, s2])?, nanoseconds)
}

fn parse_date_time(text: &[u8]) -> Option<NaiveDateTime> {
    let (date, rest) = text.split_at_checked(10)?;
    match rest {
        [b' ' | b'T', time @ ..] => Some(parse_date(date)?.and_time(parse_time(time)?)),
        _ => None,
    }
}

/// The number that one to nine digits are.
fn number(digits: &[u8]) -> Option<u32> {
    let mut number = None;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = Some(number.unwrap_or(0) * 10 + u32::from(digit - b'0'));
    }
    number
}

fn bind_date_time(time: NaiveDateTime) -> Value<'static> {
    let mut text = String::with_capacity(26);
    let dated = write_date(&mut text, time.date());
    text.push(' ');
    if dated && write_time(&mut text, time.time()) {
        Value::Text(text.into())
    } else {
        Value::Unstorable(format!("the date and time {time}"))
    }
}

/// Appends a date; whether it has a stored form.
fn write_date(text: &mut String, date: NaiveDate) -> bool {
    let Ok(year @ 0..=9999) = u32::try_from(date.year()) else {
        return false;
    };
    write_digits(text, year, 1000);
    text.push('-');
    write_digits(text, date.month(), 10);
    text.push('-');
    write_digits(text, date.day(), 10);
    true
}

/// Appends a time; whether it has a stored form.
fn write_time(text: &mut String, time: NaiveTime) -> bool {
    write_digits(text, time.hour(), 10);
    text.push(':');
    write_digits(text, time.minute(), 10);
    text.push(':');
    write_digits(text, time.second(), 10);
    text.push('.');
    write_digits(text, time.nanosecond() / 1_000, 100_000);
    // chrono's leap second is a second with more than a billion nanoseconds.
    time.nanosecond() < 1_000_000_000
}

/// Appends a number with leading zeros; `unit` is the worth of its first digit.
fn write_digits(text: &mut String, number: u32, mut unit: u32) {
    while unit > 0 {
        let digit = char::from_digit(number / unit % 10, 10);
        text.push(digit.unwrap_or('0'));
        unit /= 10;
    }
}
