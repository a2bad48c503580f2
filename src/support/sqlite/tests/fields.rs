//! What each field type stores, and what it reads.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rusqlite::types::ValueRef;
use rust_decimal::Decimal;

use super::super::{Field, Fits, Value};

fn read<T: Field>(text: &str) -> Option<T> {
    T::read(ValueRef::Text(text.as_bytes()))
}

#[track_caller]
fn stored(value: &impl Field) -> String {
    match value.bind() {
        Value::Text(text) => text.into_owned(),
        other => panic!("not text: {other:?}"),
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

#[test]
fn dates() {
    for (date, text) in [
        (day(2024, 2, 29), "2024-02-29"),
        (day(0, 1, 1), "0000-01-01"),
        (day(9999, 12, 31), "9999-12-31"),
    ] {
        assert_eq!(stored(&date), text);
        assert_eq!(read::<NaiveDate>(text), Some(date));
    }
    for year in [-1, 10_000, 262_142] {
        assert!(matches!(day(year, 1, 1).bind(), Value::Unstorable(_)));
    }
    for wrong in [
        "",
        "2024",
        "2023-02-29",
        "2024-13-01",
        "2024-00-01",
        "2024-1-1",
        "+024-01-01",
        "2024-01-011",
        "2024/01/01",
        "2024-01-0x",
        "2024-01-01 ",
        "２０24-01-01",
        "2024-01-0\0",
    ] {
        assert_eq!(read::<NaiveDate>(wrong), None, "{wrong}");
    }
    assert_eq!(NaiveDate::read(ValueRef::Integer(20_240_101)), None);
    assert_eq!(NaiveDate::read(ValueRef::Text(b"2024-01-0\xff")), None);
}

#[test]
fn times() {
    let time = |nanos| NaiveTime::from_hms_nano_opt(23, 59, 58, nanos).unwrap();
    assert_eq!(stored(&time(0)), "23:59:58.000000");
    assert_eq!(stored(&time(1_000)), "23:59:58.000001");
    assert_eq!(stored(&time(123_456_789)), "23:59:58.123456");
    for (text, nanos) in [
        ("23:59:58", 0),
        ("23:59:58.1", 100_000_000),
        ("23:59:58.123456", 123_456_000),
        ("23:59:58.123456789", 123_456_789),
    ] {
        assert_eq!(read(text), Some(time(nanos)), "{text}");
    }
    for wrong in [
        "",
        "23:59",
        "24:00:00",
        "23:60:00",
        "23:59:60",
        "23:59:58.",
        "23:59:58.1234567890",
        "23:59:58,1",
        "23:59:58.-1",
        "23:59:58.+1",
        "23:59:58Z",
        "23-59-58",
    ] {
        assert_eq!(read::<NaiveTime>(wrong), None, "{wrong}");
    }
    let leap = NaiveTime::from_hms_nano_opt(23, 59, 59, 1_000_000_000).unwrap();
    assert!(matches!(leap.bind(), Value::Unstorable(_)));
}

#[test]
fn dates_and_times() {
    let time = day(2024, 2, 29).and_hms_micro_opt(1, 2, 3, 4).unwrap();
    assert_eq!(stored(&time), "2024-02-29 01:02:03.000004");
    assert_eq!(stored(&time.and_utc()), "2024-02-29 01:02:03.000004");
    for text in ["2024-02-29 01:02:03.000004", "2024-02-29T01:02:03.000004"] {
        assert_eq!(read(text), Some(time));
        assert_eq!(read(text), Some(time.and_utc()));
    }
    for offset in ["Z", "+00:00"] {
        let text = format!("2024-02-29T01:02:03.000004{offset}");
        assert_eq!(read::<DateTime<Utc>>(&text), Some(time.and_utc()));
        assert_eq!(read::<NaiveDateTime>(&text), None);
    }
    for wrong in [
        "",
        "2024-02-29",
        "2024-02-29_01:02:03",
        "2024-02-29 01:02:03+01:00",
        "2024-02-2é 01:02:03",
        "ZZZZ",
    ] {
        assert_eq!(read::<NaiveDateTime>(wrong), None, "{wrong}");
        assert_eq!(read::<DateTime<Utc>>(wrong), None, "{wrong}");
    }
    assert!(matches!(
        DateTime::<Utc>::MAX_UTC.bind(),
        Value::Unstorable(_)
    ));
    assert!(matches!(NaiveDateTime::MIN.bind(), Value::Unstorable(_)));
}

#[test]
fn nothing_panics_on_any_bytes() {
    let seeds: [&[u8]; 3] = [
        b"2024-02-29 01:02:03.000004",
        b"01:02:03.000004+00:00",
        b"2024-02-29",
    ];
    for seed in seeds {
        for at in 0..seed.len() {
            for byte in 0..=255 {
                let mut bytes = seed.to_vec();
                bytes[at] = byte;
                for bytes in [&bytes[..], &bytes[..at], &bytes[at..]] {
                    let stored = ValueRef::Text(bytes);
                    let _ = (NaiveDate::read(stored), NaiveTime::read(stored));
                    let _ = (NaiveDateTime::read(stored), DateTime::<Utc>::read(stored));
                    let _ = (Decimal::read(stored), uuid::Uuid::read(stored));
                    let _ = serde_json::Value::read(stored);
                }
            }
        }
    }
}

#[test]
fn decimals() {
    for (number, text) in [
        ("1.50", "1.5"),
        ("-0.00", "0"),
        ("100", "100"),
        ("-7", "-7"),
    ] {
        assert_eq!(stored(&decimal(number)), text);
    }
    assert_eq!(stored(&Decimal::MAX), "79228162514264337593543950335");
    assert_eq!(
        stored(&decimal("0.0000000000000000000000000001")),
        "0.0000000000000000000000000001"
    );
    for wrong in [
        "",
        "x",
        "1_000",
        "1e5",
        " 1",
        "1.2.3",
        "99999999999999999999999999999999",
    ] {
        assert_eq!(read::<Decimal>(wrong), None, "{wrong}");
    }
    for (real, number) in [
        (0.3, "0.3"),
        (-1.5, "-1.5"),
        (1e15, "1000000000000000"),
        (1e-300, "0"),
    ] {
        assert_eq!(
            Decimal::read(ValueRef::Real(real)),
            Some(decimal(number)),
            "{real}"
        );
    }
    for real in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN, f64::MAX, 1e29] {
        assert_eq!(Decimal::read(ValueRef::Real(real)), None, "{real}");
    }
    assert_eq!(
        Decimal::read(ValueRef::Integer(i64::MIN)),
        Some(Decimal::from(i64::MIN))
    );
    assert_eq!(Decimal::read(ValueRef::Blob(b"1")), None);
}

#[test]
fn decimals_are_rounded_to_their_column() {
    let sum = Decimal::read(ValueRef::Real(0.1 + 0.2)).unwrap();
    assert_eq!(sum.round(Fits::Digits(10, 2)).to_string(), "0.30");
    assert_eq!(
        Some(decimal("2.345")).round(Fits::Digits(15, 2)),
        Some(decimal("2.35"))
    );
    assert_eq!(
        decimal("-2.345").round(Fits::Digits(15, 2)),
        decimal("-2.35")
    );
    assert_eq!(
        decimal("5").round(Fits::Digits(20, 4)).to_string(),
        "5.0000"
    );
    assert_eq!(
        decimal("0.12345").round(Fits::Digits(20, 4)),
        decimal("0.12345")
    );
    assert_eq!(Decimal::MAX.round(Fits::Digits(20, 4)), Decimal::MAX);
    // Every number of 15 digits comes back exactly.
    for number in [
        "999999999999999",
        "99999999999999.9",
        "0.000000000000001",
        "123456789.012345",
    ] {
        let real: f64 = number.parse().unwrap();
        assert_eq!(Decimal::read(ValueRef::Real(real)), Some(decimal(number)));
    }
}

#[test]
fn uuids() {
    let id = uuid::Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
    assert_eq!(stored(&id), "0123456789abcdef0123456789abcdef");
    for text in [
        "0123456789abcdef0123456789abcdef",
        "0123456789ABCDEF0123456789ABCDEF",
        "01234567-89ab-cdef-0123-456789abcdef",
    ] {
        assert_eq!(read(text), Some(id));
    }
    for wrong in [
        "",
        "{0123456789abcdef0123456789abcd}",
        "0123456789abcdef0123456789abcdeg",
    ] {
        assert_eq!(read::<uuid::Uuid>(wrong), None);
    }
}

#[test]
fn json() {
    let value = serde_json::json!({"a": [1, 2.5, null], "b": "x\"\u{1}é"});
    assert_eq!(
        stored(&value),
        "{\"a\":[1,2.5,null],\"b\":\"x\\\"\\u0001é\"}"
    );
    assert_eq!(read(&stored(&value)), Some(value));
    assert_eq!(stored(&serde_json::Value::Null), "null");
    assert_eq!(read::<serde_json::Value>("{"), None);
    assert_eq!(serde_json::Value::read(ValueRef::Text(b"\"\xff\"")), None);
}

#[test]
fn json_is_no_deeper_than_it_can_be_read() {
    let deep = |levels| {
        let mut value = serde_json::json!(1);
        for level in 0..levels {
            value = match level % 2 {
                0 => serde_json::json!([value]),
                _ => serde_json::json!({ "x": value }),
            };
        }
        value
    };
    assert_eq!(read(&stored(&deep(127))), Some(deep(127)));
    assert!(matches!(deep(128).bind(), Value::Unstorable(_)));
    assert_eq!(read::<serde_json::Value>(&deep(128).to_string()), None);
}
