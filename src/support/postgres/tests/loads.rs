//! Eager loading: what comes back, and how many statements it takes.

use super::super::*;
use super::harness::*;
use super::models::*;

/// As many persons, each with two offences but the last.
async fn offenders(count: i32) -> Option<Engine> {
    let db = engine().await?;
    let persons = (1..=count).map(|id| person(&format!("p{id}")));
    insert_all(&db, persons).await.unwrap();
    let two = |id| ["a", "b"].map(|letter| offence(&format!("{letter}{id}"), Some(id)));
    insert_all(&db, (1..count).flat_map(two)).await.unwrap();
    Some(db)
}

fn descriptions(offences: &[Offences]) -> Vec<&str> {
    let texts = offences.iter();
    texts.filter_map(|one| one.description.as_deref()).collect()
}

#[tokio::test]
async fn ten_thousand_parents_are_still_two_statements() {
    let Some(db) = offenders(10_000).await else {
        return;
    };
    let counted = Counted::of(&db);
    let rows = Person::query()
        .with(Person::OFFENCES)
        .all(&counted)
        .await
        .unwrap();
    assert_eq!(counted.ran(), 2);
    let of =
        |(row, all): &(Person, Vec<Offences>)| all.iter().all(|one| one.person_id == Some(row.id));
    assert!(rows.iter().all(of));
    assert_eq!(rows.iter().map(|row| row.1.len()).sum::<usize>(), 19_998);
    let rows = Offences::query()
        .with(Offences::PERSON)
        .all(&db)
        .await
        .unwrap();
    let same = |(row, person): &(Offences, Option<Person>)| {
        row.person_id == person.as_ref().map(|person| person.id)
    };
    assert!(rows.iter().all(same));
}

#[tokio::test]
async fn children_come_in_order_and_may_be_cut() {
    let Some(db) = offenders(3).await else {
        return;
    };
    let query = || Person::query().order_by(Person::ID.desc());
    let rows = query().with(Person::OFFENCES).all(&db).await.unwrap();
    let texts: Vec<_> = rows.iter().map(|row| descriptions(&row.1)).collect();
    assert_eq!(texts, [vec![], vec!["b2", "a2"], vec!["b1", "a1"]]);
    let first = Person::OFFENCES.order_by(Offences::ID.asc()).limit(1);
    let rows = query().with(first).all(&db).await.unwrap();
    let texts: Vec<_> = rows.iter().map(|row| descriptions(&row.1)).collect();
    assert_eq!(texts, [vec![], vec!["a2"], vec!["a1"]]);
    let second = Person::OFFENCES.order_by(Offences::ID.asc()).offset(1);
    let rows = query().with(second).all(&db).await.unwrap();
    let texts: Vec<_> = rows.iter().map(|row| descriptions(&row.1)).collect();
    assert_eq!(texts, [vec![], vec!["b2"], vec!["b1"]]);
}

#[tokio::test]
async fn rows_share_a_parent_and_may_have_none() {
    let Some(db) = offenders(2).await else {
        return;
    };
    offence("none", None).insert(&db).await.unwrap();
    let query = || Offences::query().order_by(Offences::ID.asc());
    let rows = query().with(Offences::PERSON).all(&db).await.unwrap();
    let names: Vec<_> = rows
        .iter()
        .map(|row| row.1.as_ref().map(|p| p.name.as_str()))
        .collect();
    assert_eq!(names, [Some("p1"), Some("p1"), None]);
    // Each of the two brings all offences of the person that they share.
    let nested = Offences::PERSON.with(Person::OFFENCES);
    let rows = query().with(nested).all(&db).await.unwrap();
    let counts: Vec<_> = rows
        .iter()
        .map(|row| row.1.as_ref().map(|one| one.1.len()))
        .collect();
    assert_eq!(counts, [Some(2), Some(2), None]);
}

#[tokio::test]
async fn without_keys_no_statement_runs() {
    let Some(db) = engine().await else {
        return;
    };
    let counted = Counted::of(&db);
    Person::query()
        .with(Person::OFFENCES)
        .all(&counted)
        .await
        .unwrap();
    assert_eq!(counted.ran(), 1);
    offence("none", None).insert(&db).await.unwrap();
    let counted = Counted::of(&db);
    Offences::query()
        .with(Offences::PERSON)
        .all(&counted)
        .await
        .unwrap();
    assert_eq!(counted.ran(), 1);
}

#[tokio::test]
async fn a_parent_that_must_be_there_and_is_not() {
    let Some(db) = engine().await else {
        return;
    };
    country("AT").insert(&db).await.unwrap();
    city("Wien", "AT").insert(&db).await.unwrap();
    let rows = City::query().with(City::COUNTRY).all(&db).await.unwrap();
    assert_eq!(rows[0].1.code, "AT");
    city("Atlantis", "\"{?,\\").insert(&db).await.unwrap();
    match City::query().with(City::COUNTRY).all(&db).await {
        Err(Error::NoParent { relationship }) => assert_eq!(relationship, "City.country"),
        other => panic!("{other:?}"),
    }
    country("\"{?,\\").insert(&db).await.unwrap();
    assert_eq!(
        City::query()
            .with(City::COUNTRY)
            .all(&db)
            .await
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn several_and_nested() {
    let Some(db) = offenders(2).await else {
        return;
    };
    note("n1", 1).insert(&db).await.unwrap();
    note("n2", 1).insert(&db).await.unwrap();
    let nested = Person::OFFENCES
        .with(Offences::NOTES.with(Note::OFFENCE))
        .with(Offences::PERSON);
    let counted = Counted::of(&db);
    let query = Person::query().order_by(Person::ID.asc());
    let rows = query
        .with(nested)
        .with(Person::OFFENCES)
        .all(&counted)
        .await
        .unwrap();
    assert_eq!(counted.ran(), 6);
    let (_, offences, again) = &rows[0];
    assert_eq!(again.len(), 2);
    let (offence, notes, parent) = &offences[1];
    assert_eq!((offence.id, parent.as_ref().unwrap().id), (1, 1));
    let notes: Vec<_> = notes
        .iter()
        .map(|(note, of)| (&*note.text, of.id))
        .collect();
    assert_eq!(notes, [("n1", 1), ("n2", 1)]);
}

#[tokio::test]
async fn what_is_loaded_with_rows_is_sent_at_once() {
    let Some(db) = offenders(3).await else {
        return;
    };
    let query = Person::query()
        .filter(Person::ID.lt(3))
        .order_by(Person::ID.asc());
    let all = || Person::OFFENCES;
    let query = query.with(all()).with(all()).with(all()).with(all());
    let query = query.with(all()).with(all()).with(all());
    let query = query.with(all().with(Offences::NOTES));
    let counted = Counted::of(&db);
    let mut rows = query.all(&counted).await.unwrap();
    assert_eq!(counted.ran(), 10);
    let (row, a, b, c, d, e, f, g, h) = rows.remove(1);
    assert_eq!((row.id, h.len()), (2, 2));
    for offences in [&b, &c, &d, &e, &f, &g] {
        assert_eq!(&a, offences);
    }
    // A statement is sent when its future is polled for the first time: all of them are,
    // before there is an answer to the first.
    let rows = Person::query().all(&db).await.unwrap();
    let both = (Person::OFFENCES, Person::OFFENCE.with(Offences::NOTES));
    let counted = Counted::of(&db);
    let mut attached = Loads::attach(&both, &counted, rows);
    let first = std::future::poll_fn(|context| {
        std::task::Poll::Ready(attached.as_mut().poll(context).is_pending())
    });
    assert!(first.await);
    assert_eq!(counted.ran(), 2);
    // There are two offences where there is to be one.
    assert!(matches!(
        attached.await,
        Err(Error::SeveralRows { table: "offences" })
    ));
}

#[tokio::test]
async fn keys_of_several_columns() {
    let Some(db) = engine().await else {
        return;
    };
    for (hall, row) in [(1, "a"), (1, "\"b\\"), (2, "{a,}")] {
        let seat = NewRow::<Seat>::new().set(0, hall).set(1, row.to_owned());
        seat.insert(&db).await.unwrap();
        let ticket = NewRow::<Ticket>::new().set(1, hall).set(2, row.to_owned());
        insert_all(&db, [ticket.clone(), ticket]).await.unwrap();
    }
    let half = NewRow::<Ticket>::new().set(1, 1);
    half.insert(&db).await.unwrap();
    let rows = Seat::query().with(Seat::TICKETS).all(&db).await.unwrap();
    let counts: Vec<usize> = rows.iter().map(|row| row.1.len()).collect();
    assert_eq!(counts, [2, 2, 2]);
    let rows = Ticket::query()
        .order_by(Ticket::ID.asc())
        .with(Ticket::SEAT);
    let rows = rows.all(&db).await.unwrap();
    let seat = |seat: &Option<Seat>| seat.as_ref().map(|seat| (seat.hall, seat.row.clone()));
    let seats: Vec<_> = rows.iter().map(|row| seat(&row.1)).collect();
    assert_eq!(seats[0], Some((1, "a".to_owned())));
    assert_eq!(
        (seats[3].clone(), seats[6].clone()),
        (Some((1, "\"b\\".to_owned())), None)
    );
}

#[tokio::test]
async fn trees_load_level_by_level() {
    let Some(db) = engine().await else {
        return;
    };
    for (name, parent) in [("a", None), ("b", Some(1)), ("c", Some(1)), ("d", Some(2))] {
        node(name, parent).insert(&db).await.unwrap();
    }
    let roots = || Node::query().filter(Node::PARENT_ID.is_null());
    let counted = Counted::of(&db);
    let levels = Node::CHILDREN.recursion_depth(9);
    let (root, below) = roots().with(levels).one(&counted).await.unwrap();
    assert_eq!((root.id, counted.ran()), (1, 4));
    let names: Vec<_> = below
        .iter()
        .map(|tree| (tree.row.name.as_str(), tree.children.len()))
        .collect();
    assert_eq!(names, [("b", 1), ("c", 0)]);
    assert_eq!(below[0].children[0].row.name, "d");
    let (_, below) = roots()
        .with(Node::CHILDREN.recursion_depth(1))
        .one(&db)
        .await
        .unwrap();
    assert!(below.iter().all(|tree| tree.children.is_empty()));
}
