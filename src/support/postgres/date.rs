//! Dates and times of chrono: bound as text, read as the server's numbers.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use tokio_postgres::types::Type;

use super::{Field, Stored, Value};

/// A `DATE`, from 4712 BC on. PostgreSQL's infinities have no chrono value.
impl Field for NaiveDate {
    type Bare = NaiveDate;

    const NAME: &'static str = "a date";

    fn read(stored: Stored<'_>) -> Option<Self> {
        stored.get()
    }

    fn bind(&self) -> Value<'_> {
        let mut text = String::with_capacity(10);
        let is_stored = write_date(&mut text, *self);
        text.push_str(era(self.year()));
        match is_stored {
            true => Value::Text(text.into()),
            false => Value::Unstorable(format!("the date {self}")),
        }
    }
}

/// A `TIME`: what is finer than a microsecond is cut off, a leap second has no stored form,
/// and PostgreSQL's `24:00` no chrono value.
impl Field for NaiveTime {
    type Bare = NaiveTime;

    const NAME: &'static str = "a time before 24:00";

    fn read(stored: Stored<'_>) -> Option<Self> {
        let bytes = stored.bytes_of(&Type::TIME)?.try_into().ok()?;
        let microseconds = u64::from_be_bytes(bytes);
        let seconds = u32::try_from(microseconds / 1_000_000).ok()?;
        let rest = u32::try_from(microseconds % 1_000_000).ok()?;
        NaiveTime::from_num_seconds_from_midnight_opt(seconds, rest * 1_000)
    }

    fn bind(&self) -> Value<'_> {
        let mut text = String::with_capacity(15);
        match write_time(&mut text, *self) {
            true => Value::Text(text.into()),
            false => Value::Unstorable(format!("the time {self}")),
        }
    }
}

/// A `TIMESTAMP`, with the limits of a date and of a time.
impl Field for NaiveDateTime {
    type Bare = NaiveDateTime;

    const NAME: &'static str = "a date and time";

    fn read(stored: Stored<'_>) -> Option<Self> {
        stored.get()
    }

    fn bind(&self) -> Value<'_> {
        bind_date_time(*self, "")
    }
}

/// A `TIMESTAMPTZ`, bound in UTC.
impl Field for DateTime<Utc> {
    type Bare = DateTime<Utc>;

    const NAME: &'static str = "a date and time in UTC";

    fn read(stored: Stored<'_>) -> Option<Self> {
        stored.get()
    }

    fn bind(&self) -> Value<'_> {
        bind_date_time(self.naive_utc(), "+00")
    }
}

fn bind_date_time(time: NaiveDateTime, zone: &str) -> Value<'static> {
    let mut text = String::with_capacity(29);
    let dated = write_date(&mut text, time.date());
    text.push(' ');
    let timed = write_time(&mut text, time.time());
    text.push_str(zone);
    text.push_str(era(time.year()));
    if dated && timed {
        Value::Text(text.into())
    } else {
        Value::Unstorable(format!("the date and time {time}"))
    }
}

/// What stands behind a date before the year 1.
fn era(year: i32) -> &'static str {
    match year < 1 {
        true => " BC",
        false => "",
    }
}

/// Appends a date without its era; whether it has a stored form. The year before 1 is 1 BC.
fn write_date(text: &mut String, date: NaiveDate) -> bool {
    let year = date.year();
    let counted = if year < 1 { 1 - year } else { year };
    match u32::try_from(counted) {
        Ok(counted @ ..=9999) => write_digits(text, counted, 1000),
        _ => text.push_str(&counted.to_string()),
    }
    text.push('-');
    write_digits(text, date.month(), 10);
    text.push('-');
    write_digits(text, date.day(), 10);
    year > -4712
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
