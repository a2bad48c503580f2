//! Values that a column cannot have: text with NUL, and numbers that are too large.

use rust_decimal::Decimal;

use super::super::*;
use super::harness::*;
use super::models::*;

/// The column that a value does not fit, as it is told.
fn refused<T: std::fmt::Debug>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::DoesNotFit { table, column, .. }) => format!("{table}.{column}"),
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn text_with_nul_is_never_sent() {
    let Some(db) = engine().await else {
        return;
    };
    const NUL: &str = "a\0b";
    person("a").insert(&db).await.unwrap();
    assert_eq!(refused(person(NUL).insert(&db).await), "person.name");
    let rows = [person("b"), person(NUL)];
    assert_eq!(refused(insert_all(&db, rows).await), "person.name");
    assert_eq!(refused(copy_in(&db, [person(NUL)]).await), "person.name");
    let update = Person::update(1).name(NUL).run(&db).await;
    assert_eq!(refused(update), "person.name");
    for json in [
        serde_json::json!([{ "a": NUL }]),
        serde_json::json!({ NUL: 1 }),
    ] {
        let json = NewRow::<Thing>::new().set(15, json).insert(&db).await;
        assert_eq!(refused(json), "thing.json");
    }
    let escaped = NewRow::<Thing>::new().set(15, serde_json::json!("\\u0000"));
    escaped.insert(&db).await.unwrap();
    for filter in [
        Person::NAME.eq(NUL),
        Person::NAME.ne(NUL),
        Person::NAME.in_([NUL, "a"]),
        Person::NAME.not_in([NUL, "a"]),
        Person::NAME.like("a\0%"),
        Person::NAME.ilike("a\0%"),
        Person::NAME.contains(NUL),
        Person::NAME.starts_with(NUL),
        Person::NAME.between("a", NUL),
        Person::ID.eq(1) & Person::NAME.gt(NUL),
    ] {
        let found = Person::query().filter(filter).all(&db).await;
        assert_eq!(refused(found), "person.name");
    }
    // Of its column nothing is known.
    let sql = "SELECT id, name FROM person WHERE name = $1";
    let raw = Person::from_sql(&db, sql, (NUL,)).await;
    assert_eq!(
        raw.unwrap_err().to_string(),
        "error serializing parameter 0: text with a NUL cannot be stored"
    );
    let count = Person::query().count(&db).await;
    assert_eq!(count.unwrap(), 1);
}

#[tokio::test]
async fn numbers_that_are_too_large_are_told_by_their_columns() {
    let Some(db) = engine().await else {
        return;
    };
    let price = |price: &str| price.parse::<Decimal>().unwrap();
    let large = NewRow::<Thing>::new().set(5, price("100000000.00"));
    assert_eq!(refused(large.insert(&db).await), "thing.price");
    let largest = NewRow::<Thing>::new().set(5, price("99999999.99"));
    largest.insert(&db).await.unwrap();
    run_script(&db, "DELETE FROM thing").await.unwrap();

    // What the server computes.
    let most = NewRow::<Thing>::new().set(2, i32::MAX).set(3, i64::MAX);
    let row = most.insert(&db).await.unwrap();
    let add = "UPDATE thing SET medium = medium + 1";
    let over = execute(&db, add, &[]).await.unwrap_err();
    assert!(matches!(over, Error::Overflow(_)), "{over:?}");
    assert_eq!(over.to_string(), "integer out of range");
    let sum = Thing::query().aggregate(&db, Thing::BIG.sum()).await;
    assert_eq!(sum.unwrap(), Some(i64::MAX));
    NewRow::<Thing>::new()
        .set(3, 1_i64)
        .insert(&db)
        .await
        .unwrap();
    let sum = Thing::query().aggregate(&db, Thing::BIG.sum()).await;
    let over = sum.unwrap_err();
    assert!(matches!(over, Error::Overflow(_)), "{over:?}");
    assert_eq!(over.to_string(), "bigint out of range");
    let row = Thing::query().filter(Thing::ID.eq(row.id)).one(&db).await;
    assert_eq!(row.unwrap().medium, Some(i32::MAX));
}

/// The database is another one than the schema says.
#[tokio::test]
async fn what_a_field_cannot_hold_is_told_by_its_column() {
    for (column, ty, value) in [
        ("small", "bigint", "100000"),
        ("medium", "bigint", "3000000000"),
        ("medium", "text", "'x'"),
        ("big", "numeric", "1"),
        ("exact", "numeric", "1e40"),
        ("exact", "numeric", "'NaN'"),
        ("day", "date", "'infinity'"),
        ("moment", "timestamp", "'-infinity'"),
        ("utc", "timestamptz", "'infinity'"),
        ("time", "time", "'24:00'"),
        ("text", "bytea", "'\\x00'"),
        ("severity", "text", "'else'"),
    ] {
        let Some(db) = engine().await else {
            return;
        };
        let other = format!(
            "ALTER TABLE thing DROP COLUMN {column}; ALTER TABLE thing ADD {column} {ty};
             INSERT INTO thing ({column}) VALUES ({value})"
        );
        run_script(&db, &other).await.unwrap();
        let read = refused(Thing::query().all(&db).await);
        assert_eq!(read, format!("thing.{column}"), "{ty} {value}");
    }
}
