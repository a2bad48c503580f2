//! Eager loading: what comes back, and how many statements it takes.

use super::super::*;
use super::models::*;

/// As many persons, each with two offences but the last.
fn offenders(count: i32) -> Engine {
    let db = engine();
    insert_all(&db, (1..=count).map(|id| person(&format!("p{id}")))).unwrap();
    let offences = (1..count)
        .flat_map(|id| ["a", "b"].map(|letter| offence(&format!("{letter}{id}"), Some(id))));
    insert_all(&db, offences).unwrap();
    db
}

fn descriptions(offences: &[Offences]) -> Vec<&str> {
    offences
        .iter()
        .filter_map(|offence| offence.description.as_deref())
        .collect()
}

fn selects(ran: &[String]) -> usize {
    ran.iter().filter(|text| text.starts_with("SELECT")).count()
}

#[test]
fn lazy_is_a_statement_for_each_and_with_is_one_for_all() {
    let db = offenders(10);
    let lazy = statements(|| {
        for person in Person::query().all(&db).unwrap() {
            person.offences(&db).unwrap();
        }
    });
    assert_eq!(selects(&lazy), 11);
    let eager = statements(|| {
        let rows = Person::query().with(Person::OFFENCES).all(&db).unwrap();
        assert_eq!(rows.len(), 10);
    });
    assert_eq!(selects(&eager), 2);
}

#[test]
fn ten_thousand_parents_are_still_two_statements() {
    let db = offenders(10_000);
    let mut rows = Vec::new();
    let ran = statements(|| rows = Person::query().with(Person::OFFENCES).all(&db).unwrap());
    assert_eq!(selects(&ran), 2);
    assert_eq!(
        rows.iter()
            .map(|(_, offences)| offences.len())
            .sum::<usize>(),
        19_998
    );
    assert!(rows.iter().all(|(row, offences)| {
        offences
            .iter()
            .all(|offence| offence.person_id == Some(row.id))
    }));
    let ran = statements(|| {
        let rows = Offences::query().with(Offences::PERSON).all(&db).unwrap();
        assert!(
            rows.iter()
                .all(|(row, person)| row.person_id == person.as_ref().map(|p| p.id))
        );
    });
    assert_eq!(selects(&ran), 2);
}

#[test]
fn children_come_in_order() {
    let db = offenders(3);
    let rows = Person::query()
        .order_by(Person::ID.desc())
        .with(Person::OFFENCES)
        .all(&db)
        .unwrap();
    let rows: Vec<_> = rows
        .iter()
        .map(|(row, all)| (row.id, descriptions(all)))
        .collect();
    assert_eq!(
        rows,
        [(3, vec![]), (2, vec!["b2", "a2"]), (1, vec!["b1", "a1"])]
    );
    let first = Person::query().filter(Person::ID.eq(1)).one(&db).unwrap();
    let query = Person::OFFENCES.of(&first);
    assert_eq!(descriptions(&query.all(&db).unwrap()), ["b1", "a1"]);
}

#[test]
fn rows_share_a_parent_and_may_have_none() {
    let db = offenders(2);
    offence("none", None).insert(&db).unwrap();
    let rows = Offences::query()
        .order_by(Offences::ID.asc())
        .with(Offences::PERSON)
        .all(&db)
        .unwrap();
    let names: Vec<_> = rows
        .into_iter()
        .map(|(_, person)| person.map(|p| p.name))
        .collect();
    assert_eq!(names, [Some("p1".to_owned()), Some("p1".to_owned()), None]);
    // Each of the two brings all offences of the person that they share.
    let nested = Offences::PERSON.with(Person::OFFENCES);
    let rows = Offences::query()
        .order_by(Offences::ID.asc())
        .with(nested)
        .all(&db)
        .unwrap();
    let counts: Vec<_> = rows
        .iter()
        .map(|(_, one)| one.as_ref().map(|(_, all)| all.len()))
        .collect();
    assert_eq!(counts, [Some(2), Some(2), None]);
}

#[test]
fn without_keys_no_statement_runs() {
    let db = engine();
    let ran = statements(|| drop(Person::query().with(Person::OFFENCES).all(&db).unwrap()));
    assert_eq!(selects(&ran), 1);
    offence("none", None).insert(&db).unwrap();
    let ran = statements(|| drop(Offences::query().with(Offences::PERSON).all(&db).unwrap()));
    assert_eq!(selects(&ran), 1);
}

#[test]
fn a_parent_that_must_be_there_and_is_not() {
    let db = engine();
    country("AT").insert(&db).unwrap();
    city("Wien", "AT").insert(&db).unwrap();
    let rows = City::query().with(City::COUNTRY).all(&db).unwrap();
    assert_eq!(rows[0].1.code, "AT");
    city("Atlantis", "??").insert(&db).unwrap();
    match City::query().with(City::COUNTRY).all(&db) {
        Err(Error::NoParent { relationship }) => assert_eq!(relationship, "City.country"),
        other => panic!("{other:?}"),
    }
    // Where the key may be NULL, a parent that is gone is none.
    db.execute_batch("PRAGMA foreign_keys = off").unwrap();
    offence("gone", Some(77)).insert(&db).unwrap();
    let rows = Offences::query().with(Offences::PERSON).all(&db).unwrap();
    assert_eq!(rows[0].1, None);
}

#[test]
fn several_and_nested() {
    let db = offenders(2);
    note("n1", 1).insert(&db).unwrap();
    note("n2", 1).insert(&db).unwrap();
    let ran = statements(|| {
        let nested = Person::OFFENCES
            .with(Offences::NOTES.with(Note::OFFENCE))
            .with(Offences::PERSON);
        let rows = Person::query()
            .with(nested)
            .with(Person::OFFENCES)
            .all(&db)
            .unwrap();
        let (_, offences, again) = &rows[0];
        assert_eq!(again.len(), 2);
        let (offence, notes, parent) = &offences[1];
        assert_eq!(offence.id, 1);
        assert_eq!(parent.as_ref().unwrap().name, "p1");
        let notes: Vec<_> = notes
            .iter()
            .map(|(note, of)| (&*note.text, of.id))
            .collect();
        assert_eq!(notes, [("n1", 1), ("n2", 1)]);
    });
    assert_eq!(selects(&ran), 6);
}

#[test]
fn eight_relationships() {
    let db = offenders(3);
    let query = Person::query()
        .filter(Person::ID.lt(3))
        .order_by(Person::ID.asc());
    let query = query
        .with(Person::OFFENCES)
        .with(Person::OFFENCES)
        .with(Person::OFFENCES);
    let query = query
        .with(Person::OFFENCES)
        .with(Person::OFFENCES)
        .with(Person::OFFENCES);
    let query = query
        .with(Person::OFFENCES)
        .with(Person::OFFENCES.with(Offences::NOTES));
    let mut rows = Vec::new();
    let ran = statements(|| rows = query.all(&db).unwrap());
    assert_eq!(selects(&ran), 10);
    let (row, a, b, c, d, e, f, g, h) = rows.remove(1);
    assert_eq!(row.id, 2);
    for offences in [&b, &c, &d, &e, &f, &g] {
        assert_eq!(&a, offences);
    }
    assert_eq!(h.len(), 2);
}

#[test]
fn one_to_one_refuses_a_second() {
    let db = engine();
    person("Ann").insert(&db).unwrap();
    person("Bob").insert(&db).unwrap();
    offence("a", Some(1)).insert(&db).unwrap();
    let rows = Person::query().with(Person::OFFENCE).all(&db).unwrap();
    let ids: Vec<_> = rows
        .into_iter()
        .map(|(_, one)| one.map(|one| one.id))
        .collect();
    assert_eq!(ids, [Some(1), None]);
    offence("b", Some(1)).insert(&db).unwrap();
    let result = Person::query().with(Person::OFFENCE).all(&db);
    assert!(matches!(
        result,
        Err(Error::SeveralRows { table: "offences" })
    ));
}

#[test]
fn a_tree_loads_level_by_level() {
    let db = engine();
    for (name, parent) in [("a", None), ("b", Some(1)), ("c", Some(1)), ("d", Some(2))] {
        node(name, parent).insert(&db).unwrap();
    }
    let levels = Node::CHILDREN.with(Node::CHILDREN).with(Node::PARENT);
    let rows = Node::query()
        .filter(Node::PARENT_ID.is_null())
        .with(levels)
        .all(&db)
        .unwrap();
    let (root, children) = &rows[0];
    assert_eq!(root.name, "a");
    let names: Vec<_> = children
        .iter()
        .map(|(child, below, _)| (&*child.name, below.len()))
        .collect();
    assert_eq!(names, [("b", 1), ("c", 0)]);
    assert!(
        children
            .iter()
            .all(|(_, _, parent)| parent.as_ref() == Some(root))
    );
}
