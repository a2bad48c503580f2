//! Values on their way in and out, of every type.

use ::uuid::Uuid;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::super::stored::stored_at;
use super::super::*;
use super::harness::*;
use super::models::*;

/// What comes back of a value that is bound as that type.
async fn back<T: Field + Send + Sync>(db: &dyn Db, value: &T, ty: &str) -> Option<T> {
    read(db, &format!("SELECT $1::{ty}"), &[value.bind()]).await
}

async fn read<T: Field + Send + Sync>(db: &dyn Db, sql: &str, values: &[Value<'_>]) -> Option<T> {
    let mut read = None;
    statement::visit(1, db, sql, values, &mut |row| {
        read = T::read(stored_at(row, 0)?);
        Ok(())
    })
    .await
    .unwrap();
    read
}

#[tokio::test]
async fn every_type_comes_back_as_it_went() {
    let Some(db) = engine().await else {
        return;
    };
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let moment = day.and_hms_micro_opt(23, 59, 59, 123_456).unwrap();
    let row = NewRow::<Thing>::new()
        .set(1, i16::MIN)
        .set(2, i32::MAX)
        .set(3, i64::MIN)
        .set(4, 0.1)
        .set(5, Decimal::new(150, 2))
        .set(6, Decimal::new(-1_234_567_890_123_456, 4))
        .set(7, true)
        .set(8, "ä\"\\,}".to_owned())
        .set(9, vec![0_u8, 255, b'\\'])
        .set(10, day)
        .set(11, moment.time())
        .set(12, moment)
        .set(13, moment.and_utc())
        .set(14, Uuid::from_u128(7))
        .set(15, serde_json::json!({"a": [1, null, "x"]}))
        .set(16, Severity::Major);
    let one = row.clone().insert(&db).await.unwrap();
    let several = insert_all(&db, [row.clone(), row]).await.unwrap();
    assert_eq!(one.price.unwrap().to_string(), "1.50");
    for (number, read) in several.into_iter().enumerate() {
        let id = one.id + 1 + i32::try_from(number).unwrap();
        assert_eq!(read, Thing { id, ..one.clone() });
    }
    assert_eq!(one.moment, Some(moment));
    assert_eq!(
        (one.flag, one.severity),
        (Some(true), Some(Severity::Major))
    );
    assert_eq!(one.bytes.as_deref(), Some(&[0, 255, b'\\'][..]));
    let nothing = NewRow::<Thing>::new().insert(&db).await.unwrap();
    assert_eq!(
        (nothing.small, nothing.json, nothing.utc),
        (None, None, None)
    );
}

#[tokio::test]
async fn numbers_to_their_limits() {
    let Some(db) = engine().await else {
        return;
    };
    for number in [0.0, -0.0, 1e300, f64::MIN_POSITIVE, f64::MAX, 1.0 / 3.0] {
        let read = back(&db, &number, "float8").await.unwrap();
        assert_eq!(read.to_bits(), number.to_bits());
    }
    for number in [f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(back(&db, &number, "float8").await, Some(number));
    }
    assert!(back(&db, &f64::NAN, "float8").await.unwrap().is_nan());
    assert_eq!(back(&db, &0.1, "real").await, Some(0.1));
    for text in ["0", "-0.0001", "79228162514264337593543950335", "1000000"] {
        let number: Decimal = text.parse().unwrap();
        assert_eq!(back(&db, &number, "numeric").await, Some(number));
    }
    let too_much = [
        "'NaN'",
        "1e40",
        "1e200",
        "-1e131071",
        "'Infinity'",
        "'-Infinity'",
    ];
    for too_much in too_much {
        let sql = format!("SELECT {too_much}::numeric");
        assert_eq!(read::<Decimal>(&db, &sql, &[]).await, None, "{too_much}");
    }
    assert_eq!(read::<i16>(&db, "SELECT 40000", &[]).await, None);
    assert_eq!(read::<i16>(&db, "SELECT 7::bigint", &[]).await, Some(7));
    assert_eq!(read::<bool>(&db, "SELECT 1", &[]).await, None);
}

#[tokio::test]
async fn times_to_their_limits() {
    let Some(db) = engine().await else {
        return;
    };
    for year in [-4711, -1, 0, 1, 1999, 9999, 10_000, 262_142] {
        let day = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
        assert_eq!(back(&db, &day, "date").await, Some(day));
        let moment = day.and_hms_micro_opt(1, 2, 3, 4).unwrap();
        assert_eq!(back(&db, &moment, "timestamp").await, Some(moment));
        let utc = moment.and_utc();
        assert_eq!(back(&db, &utc, "timestamptz").await, Some(utc));
    }
    let ancient = NaiveDate::from_ymd_opt(-5000, 1, 1).unwrap();
    assert!(matches!(ancient.bind(), Value::Unstorable(_)));
    run_script(
        &db,
        "SET TIME ZONE 'Asia/Tokyo'; SET DateStyle = 'SQL, DMY'",
    )
    .await
    .unwrap();
    let utc = DateTime::<Utc>::from_timestamp(1_700_000_000, 0).unwrap();
    assert_eq!(back(&db, &utc, "timestamptz").await, Some(utc));
    for sql in ["infinity", "-infinity", "294276-12-31"] {
        let day = format!("SELECT '{sql}'::date");
        assert_eq!(read::<NaiveDate>(&db, &day, &[]).await, None, "{sql}");
        let moment = format!("SELECT '{sql}'::timestamp");
        assert_eq!(
            read::<NaiveDateTime>(&db, &moment, &[]).await,
            None,
            "{sql}"
        );
        let utc = format!("SELECT '{sql}'::timestamptz");
        assert_eq!(read::<DateTime<Utc>>(&db, &utc, &[]).await, None, "{sql}");
    }
    let end = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    assert_eq!(back(&db, &end, "time").await, Some(end));
    assert_eq!(
        read::<NaiveTime>(&db, "SELECT '24:00'::time", &[]).await,
        None
    );
}

#[tokio::test]
async fn what_cannot_be_stored_names_its_column() {
    let Some(mut db) = engine().await else {
        return;
    };
    let session = db.session().await.unwrap();
    for (name, expected) in [("a\0b", "without a NUL"), (&"x".repeat(51), "at most 50")] {
        let error = session.add(person(name)).await.unwrap_err();
        let text = error.to_string();
        assert!(
            text.starts_with("person.name: ") && text.contains(expected),
            "{text}"
        );
        let filter = Person::NAME.contains("\0");
        let error = Person::query()
            .filter(filter)
            .all(&session)
            .await
            .unwrap_err();
        assert!(matches!(error, Error::DoesNotFit { .. }), "{error:?}");
    }
    // Nothing of it was sent, and the transaction goes on.
    session.add(person("a")).await.unwrap();
    let broken = "UPDATE thing SET moment = 'infinity'";
    NewRow::<Thing>::new().insert(&session).await.unwrap();
    execute(&session, broken, &[]).await.unwrap();
    let error = Thing::query().all(&session).await.unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("thing.moment: expected a date and time, found"),
        "{text}"
    );
}

/// A type of one's own that takes what `T` takes.
#[derive(Debug, Clone, PartialEq)]
struct Own<T>(T);

impl<T: ToSql> ToSql for Own<T> {
    fn to_sql(
        &self,
        ty: &Type,
        to: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        self.0.to_sql(ty, to)
    }

    fn accepts(ty: &Type) -> bool {
        T::accepts(ty)
    }

    to_sql_checked!();
}

impl<'a, T: FromSql<'a>> FromSql<'a> for Own<T> {
    fn from_sql(
        ty: &Type,
        raw: &'a [u8],
    ) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        T::from_sql(ty, raw).map(Own)
    }

    fn accepts(ty: &Type) -> bool {
        T::accepts(ty)
    }
}

async fn carry<T>(db: &dyn Db, value: T, ty: &str)
where
    T: ToSql + Send + PartialEq + std::fmt::Debug + for<'a> FromSql<'a>,
{
    let own = Own(value);
    let sql = format!("SELECT $1::{ty}");
    let mut read = None;
    statement::visit(1, db, &sql, &[bind_carried(&own)], &mut |row| {
        read = read_carried::<Own<T>>(stored_at(row, 0)?);
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(read, Some(own));
}

#[tokio::test]
async fn types_of_ones_own() {
    let Some(db) = engine().await else {
        return;
    };
    carry(&db, "ä".to_owned(), "varchar").await;
    carry(&db, -7_i16, "smallint").await;
    carry(&db, -7_i32, "integer").await;
    carry(&db, i64::MIN, "bigint").await;
    carry(&db, 0.1_f64, "float8").await;
    carry(&db, 0.1_f32, "real").await;
    carry(&db, true, "boolean").await;
    carry(&db, vec![0_u8, 255], "bytea").await;
    carry(&db, Uuid::from_u128(7), "uuid").await;
    carry(&db, serde_json::json!([1, "x"]), "jsonb").await;
    for year in [-44, 1969, 2024] {
        let day = NaiveDate::from_ymd_opt(year, 2, 28).unwrap();
        let moment = day.and_hms_micro_opt(23, 0, 59, 7).unwrap();
        carry(&db, day, "date").await;
        carry(&db, moment.time(), "time").await;
        carry(&db, moment, "timestamp").await;
        carry(&db, moment.and_utc(), "timestamptz").await;
    }
    carry(&db, Decimal::new(-12_345_678, 3), "numeric").await;
    carry(&db, Decimal::new(10_000, 0), "numeric").await;
}
