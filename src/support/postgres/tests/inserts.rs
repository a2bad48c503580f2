//! INSERT of one row and of many.

use super::super::*;
use super::harness::*;
use super::models::*;

#[tokio::test]
async fn any_number_of_rows_in_order() {
    // One statement for every 25,000 rows; BEGIN and COMMIT where there are several.
    for (count, statements) in [(0, 0), (1, 1), (2, 1), (25_000, 1), (25_001, 4)] {
        let Some(db) = engine().await else {
            return;
        };
        let counted = Counted::of(&db);
        let new = (0..count).map(|id| person(&format!("p{id}")));
        let rows = insert_all(&counted, new).await.unwrap();
        assert_eq!(rows.len(), count);
        for (number, row) in rows.iter().enumerate() {
            let expected = (number + 1, &format!("p{number}"));
            assert_eq!((row.id as usize, &row.name), expected);
        }
        assert_eq!(counted.ran(), statements, "{count}");
        assert_eq!(Person::query().count(&db).await.unwrap(), count as u64);
    }
}

#[tokio::test]
async fn rows_that_leave_out_different_columns() {
    let Some(db) = engine().await else {
        return;
    };
    let new = |number: i32| match number % 4 {
        0 => NewRow::<Thing>::new(),
        1 => NewRow::new().set(2, number),
        2 => NewRow::new().set(2, number).set(17, number),
        _ => NewRow::new().sql(2, "1 + 1").set(0, 100_000 + number),
    };
    let counted = Counted::of(&db);
    let rows = insert_all(&counted, (0..64).map(new)).await.unwrap();
    assert_eq!(counted.ran(), 1);
    for (number, row) in (0..64).zip(&rows) {
        let (medium, filled) = match number % 4 {
            0 => (None, 7),
            1 => (Some(number), 7),
            2 => (Some(number), number),
            _ => (Some(2), 7),
        };
        assert_eq!((row.medium, row.filled), (medium, filled));
    }
    assert_eq!(Thing::query().count(&db).await.unwrap(), 64);
    // BEGIN, COMMIT, 600 rows that are alike, and 700 that are not.
    let new = |number: i32| {
        NewRow::<Thing>::new().set(
            if number < 600 {
                2
            } else {
                2 + number as usize % 2 * 15
            },
            number,
        )
    };
    let counted = Counted::of(&db);
    let rows = insert_all(&counted, (0..1_300).map(new)).await.unwrap();
    assert_eq!(counted.ran(), 5);
    for (number, row) in (0..).zip(&rows) {
        let expected = match number % 2 == 0 || number < 600 {
            true => (Some(number), 7),
            false => (None, number),
        };
        assert_eq!((row.medium, row.filled), expected);
    }
}

#[tokio::test]
async fn rows_that_leave_everything_to_the_database() {
    for count in [1, 2, 100] {
        let Some(db) = engine().await else {
            return;
        };
        let counted = Counted::of(&db);
        let new = (0..count).map(|_| NewRow::<Thing>::new());
        let rows = insert_all(&counted, new).await.unwrap();
        assert_eq!(counted.ran(), 1);
        let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
        assert_eq!(ids, (1..=count).collect::<Vec<_>>());
        let filled = |row: &Thing| row.filled == 7 && row.small.is_none();
        assert!(rows.iter().all(filled));
    }
}

#[tokio::test]
async fn sql_of_the_schema_is_batched_only_with_itself() {
    let Some(db) = engine().await else {
        return;
    };
    let counted = Counted::of(&db);
    let same = (0..32).map(|_| NewRow::<Thing>::new().sql(2, "40 + 2"));
    let rows = insert_all(&counted, same).await.unwrap();
    assert!(rows.iter().all(|row| row.medium == Some(42)));
    assert_eq!(counted.ran(), 1);
    let mixed = (0..32).map(|id| {
        let sql = if id < 16 { "1" } else { "2" };
        NewRow::<Thing>::new().sql(2, sql).set(1, 5_i16)
    });
    let counted = Counted::of(&db);
    let rows = insert_all(&counted, mixed).await.unwrap();
    assert_eq!(counted.ran(), 1);
    let ones = rows.iter().filter(|row| row.medium == Some(1));
    assert_eq!(ones.count(), 16);
    assert!(rows.iter().all(|row| row.small == Some(5)));
}

#[tokio::test]
async fn a_failing_row_leaves_nothing_behind() {
    let Some(mut db) = engine().await else {
        return;
    };
    // The first as one statement, the second in a transaction of several.
    for count in [100, 10_100] {
        let name = |id: i32| format!("p{}", if id == count - 1 { 3 } else { id });
        let rows = || (0..count).map(|id| person(&name(id)));
        let error = insert_all(&db, rows()).await.unwrap_err();
        assert!(error.violates(Person::NAME), "{error}");
        assert_eq!(Person::query().count(&db).await.unwrap(), 0);
        let mut session = db.session().await.unwrap();
        session.add(person("before")).await.unwrap();
        let savepoint = session.savepoint().await.unwrap();
        assert!(savepoint.add_all(rows()).await.is_err());
        drop(savepoint);
        session.add(person("after")).await.unwrap();
        session.rollback().await.unwrap();
    }
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_found_before_the_database() {
    let Some(db) = engine().await else {
        return;
    };
    let long = |id: usize| person(&"x".repeat(if id == 39 { 51 } else { id }));
    let counted = Counted::of(&db);
    let error = insert_all(&counted, (0..40).map(long)).await.unwrap_err();
    assert_eq!(counted.ran(), 0);
    let column = match error {
        Error::DoesNotFit { column, .. } => column,
        other => panic!("{other}"),
    };
    assert_eq!(column, "name");
    let nul = insert_all(&counted, ["a", "a\0b"].map(person)).await;
    assert!(matches!(nul, Err(Error::DoesNotFit { column: "name", .. })));
    assert_eq!(counted.ran(), 0);
}

/// A row with a value in every column.
fn thing(number: i32) -> Thing {
    let day = chrono::NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let moment = day.and_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    Thing {
        id: number,
        small: Some(i16::MIN),
        medium: Some(i32::MAX),
        big: Some(i64::MIN),
        float: Some(f64::MIN_POSITIVE),
        price: Some("-12345678.90".parse().unwrap()),
        exact: Some("1234567890123456.7891".parse().unwrap()),
        flag: Some(number % 2 == 0),
        text: Some(["äöüß𝄞", "NULL", "", "\"\\{},", " \n\t\r'"][number as usize % 5].to_owned()),
        bytes: Some(vec![0, 255, b'\\', b'"']),
        day: Some(day),
        time: Some(moment.time()),
        moment: Some(moment),
        utc: Some(moment.and_utc()),
        uid: Some(::uuid::Uuid::from_u128(7)),
        json: Some(serde_json::json!({"a": [1.5, "x\"\\", null]})),
        severity: Some(Severity::Major),
        filled: 8,
    }
}

pub fn new(thing: &Thing) -> NewRow<Thing> {
    let columns = 0..Thing::TABLE.columns.len();
    columns.fold(NewRow::new(), |new, column| {
        new.give(column, Given::Value(thing.value(column).into_owned()))
    })
}

/// Rows with values in every column, and one with none but its key.
pub fn things() -> Vec<Thing> {
    let mut things: Vec<Thing> = (1..=6).map(thing).collect();
    things.push(Thing {
        id: 7,
        small: None,
        medium: None,
        big: None,
        float: None,
        price: None,
        exact: None,
        flag: None,
        text: None,
        bytes: None,
        day: None,
        time: None,
        moment: None,
        utc: None,
        uid: None,
        json: None,
        severity: None,
        filled: 7,
    });
    things
}

#[tokio::test]
async fn every_type_comes_back() {
    let Some(db) = engine().await else {
        return;
    };
    for thing in things() {
        assert_eq!(new(&thing).insert(&db).await.unwrap(), thing);
    }
    assert_eq!(Thing::query().delete_all(&db).await.unwrap(), 7);
    let counted = Counted::of(&db);
    let rows = insert_all(&counted, things().iter().map(new))
        .await
        .unwrap();
    assert_eq!((rows, counted.ran()), (things(), 1));
    // Listed, since only some leave a column to the database.
    assert_eq!(Thing::query().delete_all(&db).await.unwrap(), 7);
    let given = things();
    let some = given.iter().map(|thing| match thing.filled {
        7 => new(thing).give(17, Given::Database),
        _ => new(thing),
    });
    let counted = Counted::of(&db);
    let rows = insert_all(&counted, some).await.unwrap();
    assert_eq!((rows, counted.ran()), (things(), 1));
}

#[tokio::test]
async fn a_parent_that_is_not_known_is_told_by_the_relationship() {
    let Some(db) = engine().await else {
        return;
    };
    let given = Given::or_parent(&None::<i32>, "Note.offence");
    let new = NewRow::<Note>::new().set(1, "x".to_owned()).give(2, given);
    match insert_all(&db, [new.clone(), new]).await {
        Err(Error::NoParent { relationship }) => assert_eq!(relationship, "Note.offence"),
        other => panic!("{other:?}"),
    }
}
