//! INSERT of one row and of many.

use super::super::rows::{self, Rows};
use super::super::*;
use super::models::*;

fn inserts(ran: &[String]) -> usize {
    ran.iter().filter(|text| text.starts_with("INSERT")).count()
}

#[test]
fn any_number_of_rows_in_order() {
    for (count, texts) in [(0, 0), (1, 1), (31, 5), (32, 1), (33, 2), (10_000, 313)] {
        let db = engine();
        let mut rows = Vec::new();
        let ran = statements(|| {
            rows = insert_all(&db, (0..count).map(|id| person(&format!("p{id}")))).unwrap();
        });
        assert_eq!(rows.len(), count);
        for (number, row) in rows.iter().enumerate() {
            assert_eq!(
                (row.id as usize, &row.name),
                (number + 1, &format!("p{number}"))
            );
        }
        assert_eq!(inserts(&ran), texts, "{count}");
        assert_eq!(Person::query().count(&db).unwrap(), count as u64);
    }
}

#[test]
fn rows_that_leave_out_different_columns() {
    let db = engine();
    let new = |number: i32| match number % 4 {
        0 => NewRow::<Thing>::new(),
        1 => NewRow::new().set(2, number),
        2 => NewRow::new().set(2, number).set(17, number),
        _ => NewRow::new().sql(2, "1 + 1").set(0, 1_000 + number),
    };
    let rows = insert_all(&db, (0..64).map(new)).unwrap();
    for (number, row) in (0..64).zip(&rows) {
        let (medium, filled) = match number % 4 {
            0 => (None, 7),
            1 => (Some(number), 7),
            2 => (Some(number), number),
            _ => (Some(2), 7),
        };
        assert_eq!((row.medium, row.filled), (medium, filled));
    }
    assert_eq!(Thing::query().count(&db).unwrap(), 64);
}

#[test]
fn rows_that_leave_everything_to_the_database() {
    for count in [1, 32, 33, 100] {
        let db = engine();
        let rows = insert_all(&db, (0..count).map(|_| NewRow::<Thing>::new())).unwrap();
        let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
        assert_eq!(ids, (1..=count).collect::<Vec<_>>());
        assert!(
            rows.iter()
                .all(|row| row.filled == 7 && row.small.is_none())
        );
    }
}

#[test]
fn sql_of_the_schema_is_batched_only_with_itself() {
    let db = engine();
    let same = (0..32).map(|_| NewRow::<Thing>::new().sql(2, "40 + 2"));
    let ran = statements(|| {
        let rows = insert_all(&db, same).unwrap();
        assert!(rows.iter().all(|row| row.medium == Some(42)));
    });
    assert_eq!(inserts(&ran), 1);
    let mixed = (0..32).map(|id| NewRow::<Thing>::new().sql(2, if id < 16 { "1" } else { "2" }));
    let rows = insert_all(&db, mixed).unwrap();
    assert_eq!(rows.iter().filter(|row| row.medium == Some(1)).count(), 16);
}

#[test]
fn a_failing_row_leaves_nothing_behind() {
    let mut db = engine();
    let rows = || {
        (0..100).map(|id| {
            person(if id == 70 { "p3" } else { "p" }).set(
                1,
                match id {
                    70 => "p3".to_owned(),
                    id => format!("p{id}"),
                },
            )
        })
    };
    let error = insert_all(&db, rows()).unwrap_err();
    assert!(error.violates(Person::NAME));
    assert_eq!(Person::query().count(&db).unwrap(), 0);
    assert!(db.is_autocommit());
    // In a session only the rows of the call are undone.
    let session = db.session().unwrap();
    session.add(person("before")).unwrap();
    assert!(session.add_all(rows()).is_err());
    session.add(person("after")).unwrap();
    session.commit().unwrap();
    assert_eq!(Person::query().count(&db).unwrap(), 2);
}

#[test]
fn a_value_that_does_not_fit_is_found_before_the_database() {
    let db = engine();
    let long = (0..40).map(|id| person(&"x".repeat(if id == 39 { 51 } else { id })));
    let error = insert_all(&db, long).unwrap_err();
    assert!(
        matches!(
            error,
            Error::DoesNotFit {
                table: "person",
                column: "name",
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(Person::query().count(&db).unwrap(), 0);
}

#[test]
fn every_type_comes_back() {
    let db = engine();
    let day = chrono::NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let moment = day.and_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    let exact: rust_decimal::Decimal = "1234567890123456.7891".parse().unwrap();
    let price: rust_decimal::Decimal = "-12345678.90".parse().unwrap();
    let uid = ::uuid::Uuid::from_u128(7);
    let json = serde_json::json!({"a": [1.5, "x", null]});
    let new = NewRow::<Thing>::new()
        .set(0, 1)
        .set(1, i16::MIN)
        .set(2, i32::MAX)
        .set(3, i64::MIN)
        .set(4, f64::MIN_POSITIVE)
        .set(5, price)
        .set(6, exact)
        .set(7, true)
        .set(8, "äöüß𝄞".to_owned())
        .set(9, vec![0_u8, 255])
        .set(10, day)
        .set(11, moment.time())
        .set(12, moment)
        .set(13, moment.and_utc())
        .set(14, uid)
        .set(15, json.clone())
        .set(16, Severity::Major)
        .set(17, 8);
    let mut row = None;
    let ran = statements(|| row = Some(new.insert(&db).unwrap()));
    assert_eq!(ran, [Thing::INSERT]);
    let thing = Thing {
        id: 1,
        small: Some(i16::MIN),
        medium: Some(i32::MAX),
        big: Some(i64::MIN),
        float: Some(f64::MIN_POSITIVE),
        price: Some(price),
        exact: Some(exact),
        flag: Some(true),
        text: Some("äöüß𝄞".to_owned()),
        bytes: Some(vec![0, 255]),
        day: Some(day),
        time: Some(moment.time()),
        moment: Some(moment),
        utc: Some(moment.and_utc()),
        uid: Some(uid),
        json: Some(json.clone()),
        severity: Some(Severity::Major),
        filled: 8,
    };
    assert_eq!(row.as_ref(), Some(&thing));
    let same = Thing::PRICE.eq(price)
        & Thing::EXACT.eq(exact)
        & Thing::DAY.eq(day)
        & Thing::TIME.eq(moment.time())
        & Thing::MOMENT.eq(moment)
        & Thing::UTC.in_([moment.and_utc()])
        & Thing::UID.eq(uid)
        & Thing::JSON.eq(json)
        & Thing::SEVERITY.eq(Severity::Major)
        & Thing::FLAG.eq(true);
    assert_eq!(Thing::query().filter(same).one(&db).unwrap(), thing);
    let times = "SELECT day || '|' || time || '|' || moment || '|' || utc || '|' || typeof(price)
                 || '|' || exact || '|' || uid FROM thing";
    let stored: String = db.query_row(times, [], |row| row.get(0)).unwrap();
    assert_eq!(
        stored,
        "2024-02-29|23:59:59.999999|2024-02-29 23:59:59.999999|2024-02-29 23:59:59.999999|real\
         |1234567890123456.7891|00000000000000000000000000000007"
    );
}

#[test]
fn prices_add_up_exactly() {
    let db = engine();
    NewRow::<Thing>::new().set(0, 1).insert(&db).unwrap();
    db.execute_batch("UPDATE thing SET price = 0.1 + 0.2")
        .unwrap();
    let price = Thing::query().one(&db).unwrap().price.unwrap();
    assert_eq!(price.to_string(), "0.30");
    let whole = NewRow::<Thing>::new()
        .set(5, rust_decimal::Decimal::from(5))
        .insert(&db)
        .unwrap();
    assert_eq!(whole.price.unwrap().to_string(), "5.00");
}

#[test]
fn batches_have_lengths_that_texts_are_kept_for() {
    let given: Vec<Given<'_>> = (0..90).map(|_| Given::Value(Value::Null)).collect();
    let batches = Rows::of(&given, 2).batches(32);
    let lengths: Vec<usize> = batches.map(Rows::len).collect();
    assert_eq!(lengths, [32, 8, 4, 1]);
    let links: Vec<usize> = (0..13).collect();
    let batches: Vec<&[usize]> = rows::batches(&links).collect();
    assert_eq!(batches.concat(), links);
    assert_eq!(
        batches.iter().map(|batch| batch.len()).collect::<Vec<_>>(),
        [8, 4, 1]
    );
    assert_eq!(batch::most_rows(Person::TABLE), 32);
}

#[test]
fn a_row_that_is_there_takes_over_columns() {
    let db = engine();
    let new = |name: &str, id: i32| person(name).set(0, id);
    let first = upsert(&db, new("a", 1), &[0], Person::NAME).unwrap();
    assert_eq!((first.id, first.name.as_str()), (1, "a"));
    let mut second = None;
    let ran = statements(|| second = upsert(&db, new("b", 1), &[0], (Person::NAME,)).ok());
    assert_eq!(second.unwrap().name, "b");
    assert_eq!(
        ran,
        [
            "INSERT INTO person (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET \
          name = excluded.name RETURNING id, name"
        ]
    );
    // Another key is no reason to take anything over.
    let refused = upsert(&db, new("b", 2), &[0], Person::NAME).unwrap_err();
    assert!(refused.violates(Person::NAME));
    let same = upsert(&db, new("b", 2), &[1], ()).unwrap();
    assert_eq!((same.id, same.name.as_str()), (1, "b"));
    let refused = upsert(&db, new("b", 2), &[1], Person::ID);
    assert!(matches!(
        refused,
        Err(Error::DoesNotFit { column: "id", .. })
    ));
}

#[test]
fn a_parent_that_is_not_known_is_told_by_the_relationship() {
    let db = engine();
    let given = Given::or_parent(&None::<i32>, "Note.offence");
    assert!(matches!(given, Given::Parent("Note.offence")));
    let given = Given::Parent("Note.offence");
    let new = NewRow::<Note>::new().set(1, "x".to_owned()).give(2, given);
    let refused = insert_all(&db, [new.clone(), new]);
    let expected = "Note.offence";
    assert!(matches!(refused, Err(Error::NoParent { relationship }) if relationship == expected));
    assert_eq!(Note::query().count(&db).unwrap(), 0);
}
