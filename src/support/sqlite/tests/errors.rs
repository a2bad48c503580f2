//! Every error, and what it says.

use super::super::*;
use super::models::*;

/// The table with one row, in which a column holds what SQL says.
fn holding(column: &str, sql: &str) -> Engine {
    let db = engine();
    db.execute_batch("PRAGMA ignore_check_constraints = on")
        .unwrap();
    let insert = format!("INSERT INTO thing (id, {column}) VALUES (1, {sql})");
    db.execute_batch(&insert).unwrap();
    db
}

#[test]
fn stored_values_that_do_not_fit() {
    let cases = [
        ("medium", "'abc'", "expected i32, found the text \"abc\""),
        (
            "medium",
            "2147483648",
            "expected i32, found the integer 2147483648",
        ),
        ("medium", "1.5", "expected i32, found the real number 1.5"),
        ("medium", "x'00ff'", "expected i32, found 2 bytes"),
        ("small", "32768", "expected i16, found the integer 32768"),
        ("small", "-32769", "expected i16, found the integer -32769"),
        (
            "big",
            "9e18 * 10",
            "expected i64, found the real number 9e19",
        ),
        ("float", "'x'", "expected f64, found the text \"x\""),
        ("flag", "2", "expected bool, found the integer 2"),
        ("flag", "-1", "expected bool, found the integer -1"),
        ("text", "x'41'", "expected String, found 1 bytes"),
        (
            "text",
            "CAST(x'41ff42' AS TEXT)",
            "expected String, found the text \"A\u{fffd}B\"",
        ),
        (
            "bytes",
            "'text'",
            "expected Vec<u8>, found the text \"text\"",
        ),
        (
            "severity",
            "'major'",
            "expected Severity, found the text \"major\"",
        ),
        (
            "price",
            "'dear'",
            "expected Decimal, found the text \"dear\"",
        ),
        (
            "exact",
            "1e99",
            "expected Decimal, found the text \"1.0e+99\"",
        ),
        (
            "day",
            "'2023-02-29'",
            "expected a date (YYYY-MM-DD), found the text \"2023-02-29\"",
        ),
        (
            "day",
            "20230228",
            "expected a date (YYYY-MM-DD), found the integer 20230228",
        ),
        ("uid", "'x'", "expected Uuid, found the text \"x\""),
        ("json", "'{'", "expected JSON, found the text \"{\""),
        (
            "json",
            "printf('%.50c', 'é')",
            "expected JSON, found the text \"éééééééééééééééééééééééééééééééééééééééé\"…",
        ),
    ];
    for (column, sql, message) in cases {
        let db = holding(column, sql);
        let error = Thing::query().all(&db).unwrap_err();
        assert_eq!(error.to_string(), format!("thing.{column}: {message}"));
        match error {
            Error::DoesNotFit {
                table: "thing",
                column: at,
                ..
            } => assert_eq!(at, column),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn null_where_there_is_none() {
    let db = engine();
    let error = first::<Person>(&db, "SELECT 1, NULL", &[]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "person.name: expected String, found NULL"
    );
}

#[test]
fn given_values_that_do_not_fit() {
    let db = engine();
    let decimal = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap();
    let refused = [
        (
            NewRow::<Thing>::new().set(8, "äöüß𝄞x".to_owned()),
            "text: expected text of at most 5 characters, found 6 characters: \"äöüß𝄞x\"",
        ),
        (
            NewRow::new().set(4, f64::NAN),
            "float: expected a value that can be stored, found NaN",
        ),
        (
            NewRow::new().set(5, decimal("1.234")),
            "price: expected a number of 10 digits, 2 decimals, found 1.234",
        ),
        (
            NewRow::new().set(5, decimal("-123456789")),
            "price: expected a number of 10 digits, 2 decimals, found -123456789",
        ),
        (
            NewRow::new().set(10, chrono::NaiveDate::MAX),
            "day: expected a value that can be stored, found the date +262142-12-31",
        ),
    ];
    for (new, message) in refused {
        assert_eq!(
            new.insert(&db).unwrap_err().to_string(),
            format!("thing.{message}")
        );
    }
    // Characters count, not bytes; needless zeros do not.
    NewRow::<Thing>::new()
        .set(8, "äöüß𝄞".to_owned())
        .insert(&db)
        .unwrap();
    NewRow::<Thing>::new()
        .set(5, decimal("-12345678.9000"))
        .insert(&db)
        .unwrap();
    NewRow::<Thing>::new()
        .set(4, f64::NEG_INFINITY)
        .insert(&db)
        .unwrap();
}

#[test]
fn constraints_by_kind_and_column() {
    let db = engine();
    person("Ann").insert(&db).unwrap();
    let unique = person("Ann").insert(&db).unwrap_err();
    assert_eq!(unique.kind(), Some(ConstraintKind::Unique));
    assert!(unique.violates(Person::NAME) && !unique.violates(Person::ID));
    assert!(unique.to_string().contains("person.name"), "{unique}");
    assert!(std::error::Error::source(&unique).is_some());

    let key = person("Bob").set(0, 1).insert(&db).unwrap_err();
    assert_eq!(key.kind(), Some(ConstraintKind::Unique));
    assert!(key.violates(Person::ID));

    let null = NewRow::<Person>::new().insert(&db).unwrap_err();
    assert_eq!(null.kind(), Some(ConstraintKind::NotNull));
    assert!(null.violates(Person::NAME));

    let check = NewRow::<Thing>::new()
        .set(1, 13_i16)
        .insert(&db)
        .unwrap_err();
    assert_eq!(check.kind(), Some(ConstraintKind::Check));
    match check {
        Error::Constraint(violation) => assert_eq!(violation.what, "ck_thing_small"),
        other => panic!("{other:?}"),
    }

    let foreign = offence("x", Some(99)).insert(&db).unwrap_err();
    assert_eq!(foreign.kind(), Some(ConstraintKind::ForeignKey));
    assert!(!foreign.violates(Offences::PERSON_ID));

    let seat = || NewRow::<Seat>::new().set(0, 1).set(1, "a".to_owned());
    seat().insert(&db).unwrap();
    match seat().insert(&db).unwrap_err() {
        Error::Constraint(violation) => assert_eq!(violation.what, "seat.hall, seat.row"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn other_errors_are_the_drivers() {
    let db = Engine::in_memory().unwrap();
    let error = Person::query().all(&db).unwrap_err();
    assert!(matches!(error, Error::Driver(_)));
    assert_eq!(error.kind(), None);
    assert!(
        error.to_string().contains("no such table: person"),
        "{error}"
    );
}

#[test]
fn a_foreign_key_that_restricts() {
    let db = engine();
    let restricting = "CREATE TABLE kept (id INTEGER REFERENCES person (id) ON DELETE RESTRICT)";
    db.execute_batch(restricting).unwrap();
    let ann = person("Ann").insert(&db).unwrap();
    db.execute_batch("INSERT INTO kept VALUES (1)").unwrap();
    let error = ann.delete(&db).unwrap_err();
    assert_eq!(error.kind(), Some(ConstraintKind::ForeignKey));
    // A trigger of the database's own is no constraint.
    let trigger = "CREATE TRIGGER t BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'no'); END";
    db.execute_batch(trigger).unwrap();
    assert_eq!(ann.delete(&db).unwrap_err().kind(), None);
}
