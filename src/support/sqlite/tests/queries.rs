//! How a query gives its rows.

use super::super::*;
use super::models::*;

fn people(names: &[&str]) -> Engine {
    let db = engine();
    insert_all(&db, names.iter().map(|name| person(name))).unwrap();
    db
}

fn names(people: Vec<Person>) -> Vec<String> {
    people.into_iter().map(|person| person.name).collect()
}

#[test]
fn order_limit_offset() {
    let db = people(&["b", "a", "d", "c"]);
    let by_name = || Person::query().order_by(Person::NAME.asc());
    assert_eq!(names(by_name().all(&db).unwrap()), ["a", "b", "c", "d"]);
    let descending = Person::query().order_by(Person::NAME.desc());
    assert_eq!(names(descending.limit(2).all(&db).unwrap()), ["d", "c"]);
    assert_eq!(
        names(by_name().offset(1).all(&db).unwrap()),
        ["b", "c", "d"]
    );
    assert_eq!(
        names(by_name().limit(2).offset(1).all(&db).unwrap()),
        ["b", "c"]
    );
    assert!(by_name().limit(0).all(&db).unwrap().is_empty());
    assert!(
        by_name()
            .limit(u32::MAX)
            .offset(u32::MAX)
            .all(&db)
            .unwrap()
            .is_empty()
    );
    let by_two = Offences::query()
        .order_by(Offences::PERSON_ID.asc())
        .order_by(Offences::ID.desc());
    for name in ["x", "y"] {
        offence(name, None).insert(&db).unwrap();
        offence(&name.repeat(2), Some(1)).insert(&db).unwrap();
    }
    let ids: Vec<i32> = by_two.all(&db).unwrap().iter().map(|row| row.id).collect();
    assert_eq!(ids, [3, 1, 4, 2]);
}

#[test]
fn count_and_exists() {
    let db = people(&["a", "b", "c"]);
    assert_eq!(Person::query().count(&db).unwrap(), 3);
    assert_eq!(
        Person::query()
            .order_by(Person::ID.asc())
            .limit(2)
            .count(&db)
            .unwrap(),
        2
    );
    assert_eq!(Person::query().offset(2).count(&db).unwrap(), 1);
    assert_eq!(
        Person::query().with(Person::OFFENCES).count(&db).unwrap(),
        3
    );
    assert!(
        Person::query()
            .filter(Person::NAME.eq("a"))
            .exists(&db)
            .unwrap()
    );
    assert!(
        !Person::query()
            .filter(Person::NAME.eq("x"))
            .exists(&db)
            .unwrap()
    );
    assert!(!Person::query().limit(0).exists(&db).unwrap());
    assert!(!Person::query().offset(3).exists(&db).unwrap());
}

#[test]
fn one_first_and_none() {
    let db = people(&["a", "b"]);
    let named = |name| Person::query().filter(Person::NAME.eq(name));
    assert_eq!(named("b").one(&db).unwrap().id, 2);
    assert!(matches!(
        named("x").one(&db),
        Err(Error::NotFound { table: "person" })
    ));
    assert!(matches!(
        Person::query().one(&db),
        Err(Error::SeveralRows { table: "person" })
    ));
    assert_eq!(named("x").one_or_none(&db).unwrap(), None);
    assert!(matches!(
        Person::query().one_or_none(&db),
        Err(Error::SeveralRows { .. })
    ));
    assert_eq!(Person::query().limit(1).one(&db).unwrap().id, 1);
    assert_eq!(named("x").first(&db).unwrap(), None);
    let last = Person::query()
        .order_by(Person::ID.desc())
        .first(&db)
        .unwrap();
    assert_eq!(last.unwrap().name, "b");
    assert_eq!(Person::query().limit(0).first(&db).unwrap(), None);
    let (row, offences) = named("a").with(Person::OFFENCES).one(&db).unwrap();
    assert_eq!((row.id, offences.len()), (1, 0));
}

#[test]
fn each_stops_at_the_first_error() {
    let db = people(&["a", "b", "c"]);
    let mut seen = Vec::new();
    let result = Person::query()
        .order_by(Person::ID.asc())
        .each(&db, |person| {
            seen.push(person.name);
            match seen.len() {
                2 => Err(Error::NotFound { table: "here" }),
                _ => Ok(()),
            }
        });
    assert!(matches!(result, Err(Error::NotFound { table: "here" })));
    assert_eq!(seen, ["a", "b"]);
    // The connection is free again.
    Person::query()
        .each(&db, |person| {
            person.name.is_empty().then_some(()).map_or(Ok(()), Ok)
        })
        .unwrap();
    person("d").insert(&db).unwrap();
}

#[test]
fn a_million_rows_take_the_memory_of_a_few() {
    let db = engine();
    db.execute_batch(
        "CREATE VIEW number AS
         WITH RECURSIVE numbers (id) AS (
             SELECT 1 UNION ALL SELECT id + 1 FROM numbers WHERE id < 1000000)
         SELECT id FROM numbers",
    )
    .unwrap();
    let (mut rows, mut most) = (0, 0);
    let read = Number::query().each(&db, |row| {
        rows += 1;
        assert_eq!(row.id.0, rows);
        most = most.max(Counted::there());
        Ok(())
    });
    read.unwrap();
    assert_eq!(rows, 1_000_000);
    assert!(most <= 256, "{most}");
    let read = Number::query().select(Number::ID).each(&db, |id| {
        rows -= 1;
        assert_eq!(Counted::there(), 1, "{id:?}");
        Ok(())
    });
    read.unwrap();
    assert_eq!(rows, 0);
}

#[test]
fn filters_add_up() {
    let db = people(&["a", "b", "c"]);
    let query = Person::query()
        .filter(Person::ID.gt(1))
        .filter(Person::NAME.lt("c"));
    assert_eq!(names(query.all(&db).unwrap()), ["b"]);
    let either = Person::NAME.eq("a") | Person::NAME.eq("c");
    let query = Person::query().filter(either).filter(Person::ID.gt(1));
    assert_eq!(names(query.all(&db).unwrap()), ["c"]);
}

#[test]
fn a_filter_is_one_constant_text() {
    let db = people(&[]);
    let ran = statements(|| {
        let filter = Person::NAME.eq("x") & !Person::OFFENCES.any(Offences::ID.gt(1));
        Person::query()
            .filter(filter)
            .order_by(Person::ID.desc())
            .limit(3)
            .all(&db)
            .unwrap();
    });
    assert_eq!(
        ran,
        [
            "SELECT id, name FROM person WHERE (name = ?1 AND NOT ((id IS NOT NULL AND id IN (SELECT \
          person_id FROM offences WHERE person_id IS NOT NULL AND id > ?2)))) ORDER BY id DESC LIMIT ?3"
        ]
    );
}
