//! Every type of column, and every way in which a column comes to its value.

use crate::harness::{either, logged, test};
use crate::schemas::types::*;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

async fn database() -> Engine {
    logged!().0
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 2, 29).unwrap()
}

fn everything() -> NewEverything {
    let time = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    let instant: DateTime<Utc> = day().and_time(time).and_utc();
    NewEverything::new(
        i16::MIN,
        i32::MAX,
        i64::MIN,
        -0.5,
        f64::MAX,
        decimal("99999999.99"),
        decimal("123456789012345678.0123456789"),
        true,
        "fünf!",
        "",
        "\u{1F980} four bytes",
        vec![0, 255],
        day(),
        time,
        day().and_time(time),
        instant,
        Uuid::from_u128(7),
        json!({"a": [1, 2.5, null, "ü"]}),
        Severity::Capital,
    )
    .id(i64::MAX)
}

#[test]
async fn what_goes_in_comes_out() -> Result<()> {
    let db = database().await;
    let new = everything();
    let row = new.clone().insert(&db).await?;
    assert_eq!(Everything::get(&db, i64::MAX).await?.as_ref(), Some(&row));
    assert_eq!(
        Everything::get_by_uuid(&db, Uuid::from_u128(7))
            .await?
            .as_ref(),
        Some(&row)
    );
    assert_eq!(
        (row.small, row.whole, row.big),
        (new.small, new.whole, new.big)
    );
    assert_eq!((row.float, row.double), (new.float, new.double));
    assert_eq!((row.price, row.exact), (new.price, new.exact));
    assert_eq!(
        (&row.short, &row.name, &row.text),
        (&new.short, &new.name, &new.text)
    );
    assert_eq!((&row.bytes, row.flag), (&new.bytes, new.flag));
    assert_eq!(
        (row.day, row.clock, row.moment),
        (new.day, new.clock, new.moment)
    );
    assert_eq!((row.instant, row.uuid), (new.instant, new.uuid));
    assert_eq!((&row.json, row.severity), (&new.json, new.severity));
    let mut changed = row.clone();
    changed.json = json!(null);
    changed.severity = Severity::Minor;
    changed.save(&db).await?;
    assert_eq!(row.reload(&db).await?, changed);
    Ok(())
}

#[test]
async fn every_column_finds_its_own_value() -> Result<()> {
    let db = database().await;
    let row = everything().insert(&db).await?;
    let filters = [
        Everything::ID.eq(i64::MAX),
        Everything::SMALL.eq(i16::MIN),
        Everything::WHOLE.ge(5),
        Everything::BIG.lt(0),
        Everything::FLOAT.eq(-0.5),
        Everything::PRICE.eq(row.price),
        Everything::PRICE.gt(5),
        Everything::EXACT.eq(row.exact),
        Everything::FLAG.eq(true),
        Everything::SHORT.eq("fünf!"),
        Everything::BYTES.eq(vec![0, 255]),
        Everything::DAY.between(day(), day()),
        Everything::CLOCK.eq(row.clock),
        Everything::MOMENT.eq(row.moment),
        Everything::INSTANT.in_([row.instant]),
        Everything::UUID.in_([row.uuid]),
        Everything::SEVERITY.ne(Severity::Minor),
        Everything::SEVERITY.in_(Severity::ALL),
        Everything::SMALL.lt(Everything::SMALL) | Everything::ID.is_not_null(),
    ];
    for (number, filter) in filters.into_iter().enumerate() {
        assert!(
            Everything::query().filter(filter).exists(&db).await?,
            "filter {number}"
        );
    }
    Ok(())
}

#[test]
async fn nothing_is_null() -> Result<()> {
    let db = database().await;
    let row = NewNothing::new().insert(&db).await?;
    let null = Nothing {
        id: 1,
        ..row.clone()
    };
    assert_eq!(row, null);
    assert!(row.small.is_none() && row.json.is_none() && row.severity.is_none());
    let given = NewNothing::new()
        .price(decimal("0.10"))
        .json(json!(null))
        .name(Some("x"));
    let row = given.insert(&db).await?;
    assert_eq!(
        (row.price, row.json.clone()),
        (Some(decimal("0.10")), Some(json!(null)))
    );
    Nothing::update(row.id)
        .price_null()
        .uuid(Uuid::nil())
        .run(&db)
        .await?;
    let row = row.reload(&db).await?;
    assert_eq!((row.price, row.uuid), (None, Some(Uuid::nil())));
    Ok(())
}

#[test]
async fn defaults_are_filled_in_by_whom_the_schema_says() -> Result<()> {
    let db = database().await;
    let row = NewFilled::new().insert(&db).await?;
    assert_eq!(row.id.get_version_num(), 7);
    assert_eq!(
        (row.small, row.double, row.price),
        (-7, 1.5, decimal("12.50"))
    );
    assert_eq!(
        (row.flag, row.name.as_str()),
        (true, "it's \"quoted\" \\ {x}")
    );
    assert_eq!(row.severity, Severity::Major);
    let clock = row.day.and_time(row.clock).and_utc();
    assert!((row.instant - clock).num_seconds() < 60 && row.moment <= row.instant.naive_utc());
    assert!((Utc::now() - row.instant).num_seconds() < 60);
    assert_eq!((row.nullable, row.nulled), (Some(5), None));
    assert_eq!(row.lowered, "abc");
    assert_eq!(
        (row.by_database, row.by_database_text.as_deref()),
        (42, Some("it's"))
    );
    assert!((Utc::now().naive_utc() - row.by_database_now).num_seconds() < 60);
    assert_eq!(
        (row.by_database_flag, row.by_database_severity),
        (false, Severity::Capital)
    );
    assert_eq!((row.by_database_raw, row.by_database_real), (2, 0.25));
    let given = NewFilled::new()
        .small(1)
        .nullable_null()
        .lowered("ABC")
        .by_database(1);
    let row = given.by_database_text_null().insert(&db).await?;
    assert_eq!(
        (row.small, row.nullable, row.lowered.as_str()),
        (1, None, "ABC")
    );
    assert_eq!((row.by_database, row.by_database_text), (1, None));
    // What the database writes is equal to what the program reads.
    let same = Filled::BY_DATABASE_NOW.eq(row.by_database_now);
    assert!(Filled::query().filter(same).exists(&db).await?);
    Ok(())
}

#[test]
async fn rows_of_nothing_but_defaults() -> Result<()> {
    let db = database().await;
    let rows = Automatic::insert_all(&db, vec![NewAutomatic::new(); 100]).await?;
    assert_eq!(
        rows.iter().map(|row| row.id).collect::<Vec<_>>(),
        (1..=100).collect::<Vec<_>>()
    );
    Ok(())
}

#[test]
async fn what_cannot_be_stored_is_refused_with_its_place() {
    let db = database().await;
    let refused = async |new: NewEverything| new.insert(&db).await.unwrap_err().to_string();
    let mut digits = everything();
    digits.price = decimal("1.001");
    assert!(
        refused(digits)
            .await
            .starts_with("everything.price: expected")
    );
    let mut nan = everything();
    nan.float = f64::NAN;
    // PostgreSQL stores that, and days long after the year 9999.
    if either(false, true) {
        assert!(nan.insert(&db).await.is_ok_and(|row| row.float.is_nan()));
        return;
    }
    assert!(refused(nan).await.starts_with("everything.float: expected"));
    let mut year = everything();
    year.day = NaiveDate::from_ymd_opt(12_000, 1, 1).unwrap();
    assert!(refused(year).await.starts_with("everything.day: expected"));
    let update = Nothing::update(1)
        .double(f64::NAN)
        .run(&db)
        .await
        .unwrap_err();
    assert!(
        update.to_string().starts_with("nothing.double: expected"),
        "{update}"
    );
}
