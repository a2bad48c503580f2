//! SQL of one's own.

use super::super::*;
use super::models::*;

#[test]
fn models_by_the_names_of_their_columns() {
    let db = engine();
    for name in ["Ann", "Bob"] {
        person(name).insert(&db).unwrap();
    }
    const TURNED: &str = "SELECT name, 1 AS more, ID FROM person WHERE name <> ?1 ORDER BY id";
    let rows = Person::from_sql(&db, TURNED, ("x",)).unwrap();
    let names: Vec<_> = rows.iter().map(|row| (row.id, row.name.as_str())).collect();
    assert_eq!(names, [(1, "Ann"), (2, "Bob")]);
    const NAMES: &str = "SELECT name, name AS other FROM person";
    match Person::from_sql(&db, NAMES, ()) {
        Err(Error::DoesNotFit {
            table: "person",
            column: "id",
            found,
            ..
        }) => assert_eq!(found, "name, other"),
        other => panic!("{other:?}"),
    }
    const INSERTED: &str = "INSERT INTO person (name) VALUES (?1) RETURNING *";
    let rows = Person::from_sql(&db, INSERTED, ["Cleo"]).unwrap();
    assert_eq!(rows[0].id, 3);
}

#[test]
fn tuples_by_place() {
    let db = engine();
    const VALUES: &str = "SELECT ?1, ?2, ?3, ?4";
    let day = chrono::NaiveDate::from_ymd_opt(2026, 2, 3).unwrap();
    let uid = ::uuid::Uuid::nil();
    let given = (Severity::Major, day, Some(uid), None::<i32>);
    type Row = (Severity, chrono::NaiveDate, ::uuid::Uuid, Option<i64>);
    let rows = <Row>::from_sql(&db, VALUES, given).unwrap();
    assert_eq!(rows, [(Severity::Major, day, uid, None)]);
    const SUM: &str = "SELECT ?1 + ?2";
    assert_eq!(<(u64,)>::from_sql(&db, SUM, [1, 2]).unwrap(), [(3,)]);
    let numbers = vec![1_i64, 2];
    let sum = <(i64,)>::from_sql(&db, SUM, numbers.as_slice());
    assert_eq!(sum.unwrap(), [(3,)]);
    match <(i32, i32)>::from_sql(&db, "SELECT 1, 'x'", ()) {
        Err(error @ Error::DoesNotFit { column: "2", .. }) => assert_eq!(
            error.to_string(),
            "statement.2: expected i32, found the text \"x\""
        ),
        other => panic!("{other:?}"),
    }
    match <(i32, i32)>::from_sql(&db, "SELECT 1", ()) {
        Err(Error::DoesNotFit {
            column: "2", found, ..
        }) => {
            assert_eq!(found, "no such column");
        }
        other => panic!("{other:?}"),
    }
    let unbound = <(i32,)>::from_sql(&db, SUM, [1]);
    assert!(matches!(unbound, Err(Error::Driver(_))));
    let refused = <(f64,)>::from_sql(&db, "SELECT ?1", (f64::NAN,));
    assert!(refused.unwrap_err().to_string().contains("NaN"));
}
