//! UPDATE and DELETE of all rows of a query.

use super::super::*;
use super::models::*;

fn database() -> Engine {
    let db = engine();
    person("Ann").insert(&db).unwrap();
    for (text, owner) in [("a", Some(1)), ("b", None), ("c", Some(1)), ("d", None)] {
        offence(text, owner).insert(&db).unwrap();
    }
    db
}

fn texts(db: &Connection) -> Vec<Option<String>> {
    let query = Offences::query().order_by(Offences::ID.asc());
    query.select(Offences::DESCRIPTION).all(db).unwrap()
}

#[test]
fn all_rows_of_a_query_are_changed_by_one_statement() {
    let db = database();
    let mut changed = 0;
    let ran = statements(|| {
        let query = Offences::query().filter(Offences::PERSON.has(Person::NAME.eq("Ann")));
        let set = |row: Update<Offences>| row.person_id(None);
        changed = query.update_all(&db, set).unwrap();
    });
    assert_eq!(changed, 2);
    assert_eq!(
        ran,
        [
            "UPDATE offences SET person_id = ? WHERE (person_id IS NOT NULL AND person_id IN \
             (SELECT id FROM person WHERE id IS NOT NULL AND name = ?2))"
        ]
    );
    assert_eq!(texts(&db).len(), 4);
    let nobody = Offences::PERSON_ID.is_null();
    assert_eq!(Offences::query().filter(nobody).count(&db).unwrap(), 4);
    let all = Offences::query().update_all(&db, |row| row.person_id(1));
    assert_eq!(all.unwrap(), 4);
    let ran = statements(|| {
        assert_eq!(Offences::query().update_all(&db, |row| row).unwrap(), 0);
    });
    assert!(ran.is_empty());
}

#[test]
fn a_limit_and_an_order_hold_for_changes() {
    let db = database();
    let last = || Offences::query().order_by(Offences::ID.desc()).limit(1);
    let ran = statements(|| {
        let set = |row: Update<Offences>| row.description("last");
        assert_eq!(last().update_all(&db, set).unwrap(), 1);
    });
    assert_eq!(
        ran,
        [
            "UPDATE offences SET description = ? WHERE id IN (SELECT id FROM offences ORDER BY id \
             DESC LIMIT ?2)"
        ]
    );
    let ran = statements(|| assert_eq!(last().offset(1).delete_all(&db).unwrap(), 1));
    assert_eq!(
        ran,
        [
            "DELETE FROM offences WHERE id IN (SELECT id FROM offences ORDER BY id DESC LIMIT ?1 \
             OFFSET ?2)"
        ]
    );
    let left = ["a", "b", "last"].map(|text| Some(text.to_owned()));
    assert_eq!(texts(&db), left);
    let first = Offences::query().first(&db).unwrap();
    let behind = Offences::query().after(&first).delete_all(&db);
    assert_eq!(behind.unwrap(), 2);
    assert_eq!(Offences::query().delete_all(&db).unwrap(), 1);
    assert_eq!(Offences::query().delete_all(&db).unwrap(), 0);
}

#[test]
fn keys_of_several_columns() {
    let db = engine();
    for (hall, row) in [(1, "a"), (1, "b"), (2, "a")] {
        let seat = NewRow::<Seat>::new().set(0, hall).set(1, row.to_owned());
        seat.insert(&db).unwrap();
    }
    let ran = statements(|| {
        let query = Seat::query().order_by(Seat::ROW.asc()).limit(2);
        assert_eq!(query.delete_all(&db).unwrap(), 2);
    });
    assert_eq!(
        ran,
        [
            "DELETE FROM seat WHERE (hall, row) IN (SELECT hall, row FROM seat ORDER BY row LIMIT \
             ?1)"
        ]
    );
    assert_eq!(Seat::query().one(&db).unwrap().row, "b");
}

#[test]
fn what_is_refused_names_its_column() {
    let db = database();
    let long = "x".repeat(51);
    let refused = Offences::query().update_all(&db, |row| row.description(long.as_str()));
    assert!(matches!(
        refused,
        Err(Error::DoesNotFit {
            column: "description",
            ..
        })
    ));
    let refused = Offences::query().update_all(&db, |row| row.description("same"));
    assert!(refused.unwrap_err().violates(Offences::DESCRIPTION));
    let refused = Person::query().delete_all(&db).unwrap_err();
    assert_eq!(refused.kind(), Some(ConstraintKind::ForeignKey));
}
