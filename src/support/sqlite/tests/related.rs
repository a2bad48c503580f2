//! Filters by what is related.

use super::super::*;
use super::filters::found;
use super::models::*;

fn nodes(db: &Connection, filter: Filter<Node>) -> Vec<String> {
    let rows = Node::query()
        .filter(filter)
        .order_by(Node::ID.asc())
        .all(db)
        .unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

fn persons(db: &Connection, filter: Filter<Person>) -> Vec<String> {
    let rows = Person::query().filter(filter).all(db).unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

#[test]
fn not_related_holds_for_rows_without_a_key() {
    let db = engine();
    let ann = person("Ann").insert(&db).unwrap();
    person("Bob").insert(&db).unwrap();
    offence("a", Some(ann.id)).insert(&db).unwrap();
    offence("none", None).insert(&db).unwrap();
    let is_ann = || Offences::PERSON.has(Person::NAME.eq("Ann"));
    assert_eq!(found(&db, is_ann()), ["a"]);
    assert_eq!(found(&db, !is_ann()), ["none"]);
    assert_eq!(found(&db, Offences::PERSON.exists()), ["a"]);
    assert_eq!(found(&db, !Offences::PERSON.exists()), ["none"]);
    let names = |filter| persons(&db, filter);
    assert_eq!(
        names(Person::OFFENCES.any(Offences::DESCRIPTION.eq("a"))),
        ["Ann"]
    );
    assert_eq!(
        names(!Person::OFFENCES.any(Offences::DESCRIPTION.eq("a"))),
        ["Bob"]
    );
    assert_eq!(
        names(!Person::OFFENCES.any(Offences::DESCRIPTION.eq("none"))),
        ["Ann", "Bob"]
    );
    assert_eq!(names(!Person::OFFENCES.exists()), ["Bob"]);
    assert_eq!(
        names(Person::OFFENCE.has(Offences::DESCRIPTION.eq("a"))),
        ["Ann"]
    );
    assert_eq!(names(Person::OFFENCE.exists()), ["Ann"]);
}

#[test]
fn a_row_belongs_to_the_one_whose_key_it_holds() {
    let db = engine();
    let ann = person("Ann").insert(&db).unwrap();
    person("Bob").insert(&db).unwrap();
    let [a, none] = [("a", Some(ann.id)), ("none", None)]
        .map(|(text, key)| offence(text, key).insert(&db).unwrap());
    let names = |filter| persons(&db, filter);
    assert_eq!(names(Person::OFFENCES.contains(&a)), ["Ann"]);
    assert_eq!(names(!Person::OFFENCES.contains(&a)), ["Bob"]);
    assert!(names(Person::OFFENCES.contains(&none)).is_empty());
    assert_eq!(names(!Person::OFFENCES.contains(&none)), ["Ann", "Bob"]);
    let called = |text| Person::OFFENCES.filter(Offences::DESCRIPTION.eq(text));
    assert_eq!(names(called("a").contains(&a)), ["Ann"]);
    assert!(names(called("b").contains(&a)).is_empty());
}

#[test]
fn related_to_itself_and_three_levels_deep() {
    let db = engine();
    for (name, parent) in [
        ("a", None),
        ("b", Some(1)),
        ("c", Some(2)),
        ("d", Some(3)),
        ("e", None),
    ] {
        node(name, parent).insert(&db).unwrap();
    }
    let named = |name| Node::NAME.eq(name);
    let children = Node::CHILDREN;
    assert_eq!(nodes(&db, children.any(named("b"))), ["a"]);
    assert_eq!(nodes(&db, !Node::CHILDREN.exists()), ["d", "e"]);
    let deep = Node::CHILDREN.any(Node::CHILDREN.any(Node::CHILDREN.any(named("d"))));
    assert_eq!(nodes(&db, deep.clone()), ["a"]);
    assert_eq!(nodes(&db, !deep), ["b", "c", "d", "e"]);
    let up =
        Node::PARENT.has(Node::PARENT.has(Node::PARENT.has(named("a") & !Node::PARENT.exists())));
    assert_eq!(nodes(&db, up), ["d"]);
    assert_eq!(
        nodes(&db, Node::PARENT.has(!Node::CHILDREN.any(named("b")))),
        ["c", "d"]
    );
}

#[test]
fn relationships_of_several_columns() {
    let db = engine();
    for (hall, row) in [(1, "a"), (1, "b"), (2, "a")] {
        NewRow::<Seat>::new()
            .set(0, hall)
            .set(1, row.to_owned())
            .insert(&db)
            .unwrap();
    }
    for (hall, row) in [(Some(1), Some("b")), (Some(2), None), (None, Some("a"))] {
        NewRow::<Ticket>::new()
            .set(1, hall)
            .set(2, row.map(str::to_owned))
            .insert(&db)
            .unwrap();
    }
    let seats = Seat::query()
        .filter(Seat::TICKETS.exists())
        .all(&db)
        .unwrap();
    assert_eq!(
        seats,
        [Seat {
            hall: 1,
            row: "b".to_owned()
        }]
    );
    assert_eq!(
        Seat::query()
            .filter(!Seat::TICKETS.exists())
            .count(&db)
            .unwrap(),
        2
    );
    let tickets = Ticket::query()
        .filter(!Ticket::SEAT.has(Seat::HALL.eq(1)))
        .all(&db)
        .unwrap();
    assert_eq!(
        tickets.iter().map(|ticket| ticket.id).collect::<Vec<_>>(),
        [2, 3]
    );
    assert_eq!(Seat::TICKETS.of(&seats[0]).count(&db).unwrap(), 1);
    assert_eq!(Ticket::SEAT.of(&tickets[0]).count(&db).unwrap(), 0);
}
