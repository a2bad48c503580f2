//! Persons and their offences: what a user does first.

use crate::common::{Log, logged};
use relgen_compiled::seed::*;

fn database() -> (rusqlite::Connection, Log) {
    let (db, log) = logged(|db| prepare(db).and_then(|()| create_all(db)));
    log.take();
    (db, log)
}

/// `count` persons, `P0` and so on, with three offences each.
fn persons(db: &Connection, count: usize) -> Result<Vec<Person>> {
    let new = (0..count).map(|number| NewPerson::new(format!("P{number}")));
    let persons = Person::insert_all(db, new.collect())?;
    for person in &persons {
        let offence = |number| {
            let text = format!("{} {number}", person.name);
            NewOffences::new().description(text).person(person)
        };
        Offences::insert_all(db, (0..3).map(offence).collect())?;
    }
    Ok(persons)
}

#[test]
fn ten_parents_lazily_are_eleven_statements() -> Result<()> {
    let (db, log) = database();
    persons(&db, 10)?;
    log.take();
    let mut seen = 0;
    for person in Person::query().all(&db)? {
        seen += person.offences(&db)?.len();
    }
    assert_eq!((seen, log.take().len()), (30, 11));
    Ok(())
}

#[test]
fn ten_parents_eagerly_are_two_statements_and_so_are_ten_thousand() -> Result<()> {
    for count in [10, 10_000] {
        let (db, log) = database();
        persons(&db, count)?;
        log.take();
        let all = Person::query().with(Person::OFFENCES).all(&db)?;
        let statements = log.take();
        assert_eq!(statements.len(), 2, "{statements:?}");
        assert_eq!(all.len(), count);
        for (person, offences) in all {
            let texts: Vec<_> = offences
                .into_iter()
                .filter_map(|one| one.description)
                .collect();
            let wanted: Vec<_> = (0..3)
                .map(|number| format!("{} {number}", person.name))
                .collect();
            assert_eq!(texts, wanted);
        }
    }
    Ok(())
}

#[test]
fn a_level_of_nesting_is_one_statement_more() -> Result<()> {
    let (db, log) = database();
    persons(&db, 5)?;
    log.take();
    let nested = Person::query().with(Person::OFFENCES.with(Offences::PERSON));
    let all = nested.all(&db)?;
    assert_eq!(log.take().len(), 3);
    for (person, offences) in all {
        assert_eq!(offences.len(), 3);
        assert!(
            offences
                .into_iter()
                .all(|(_, back)| back.as_ref() == Some(&person))
        );
    }
    Ok(())
}

#[test]
fn the_parent_of_nobodys_offence_costs_no_statement() -> Result<()> {
    let (db, log) = database();
    let nobodys = NewOffences::new()
        .description("Public nudity.")
        .insert(&db)?;
    log.take();
    assert_eq!(nobodys.person(&db)?, None);
    assert_eq!(log.take(), [""; 0]);
    Ok(())
}

#[test]
fn every_accessor_and_by_key_statement_is_documented() -> Result<()> {
    let (db, log) = database();
    let person = persons(&db, 2)?.remove(0);
    log.take();
    let mut renamed = person.clone();
    renamed.name = "Other".to_owned();
    renamed.save(&db)?;
    renamed.reload(&db)?;
    Person::get_many(&db, &[1, 2])?;
    let offence = Offences::get_by_description(&db, "P0 1")?.unwrap();
    offence.person(&db)?;
    person.offences(&db)?;
    Person::query().with(Person::OFFENCES).all(&db)?;
    NewPerson::new("x").insert(&db)?;
    person.delete(&db)?;
    let code = include_str!(concat!(env!("OUT_DIR"), "/seed.rs"));
    let documented = |sql: &str| {
        let constant =
            sql.starts_with("INSERT") || sql.contains("savepoint") || sql.contains(" relgen");
        constant || code.contains(&format!("/// {sql}\n"))
    };
    let ran = log.take();
    assert_eq!(ran.len(), 13, "{ran:#?}");
    for sql in ran
        .iter()
        .filter(|sql| *sql != "SELECT id, name FROM person")
    {
        assert!(documented(sql), "{sql}");
    }
    Ok(())
}

#[test]
fn filters_across_relationships() -> Result<()> {
    let (db, _) = database();
    persons(&db, 3)?;
    NewOffences::new().description("nobody's").insert(&db)?;
    NewPerson::new("innocent").insert(&db)?;
    let names = |filter: Filter<Person>| -> Result<Vec<String>> {
        let query = Person::query().filter(filter).order_by(Person::NAME.asc());
        Ok(query
            .all(&db)?
            .into_iter()
            .map(|person| person.name)
            .collect())
    };
    let p1 = || Offences::DESCRIPTION.starts_with("P1");
    assert_eq!(names(Person::OFFENCES.any(p1()))?, ["P1"]);
    assert_eq!(
        names(!Person::OFFENCES.any(p1()))?,
        ["P0", "P2", "innocent"]
    );
    assert_eq!(names(!Person::OFFENCES.exists())?, ["innocent"]);
    let of_p2 = Offences::PERSON.has(Person::NAME.eq("P2"));
    assert_eq!(Offences::query().filter(of_p2.clone()).count(&db)?, 3);
    assert_eq!(Offences::query().filter(!of_p2).count(&db)?, 7);
    let siblings = Person::OFFENCES.any(Offences::PERSON.has(Person::OFFENCES.any(p1())));
    assert_eq!(names(siblings)?, ["P1"]);
    Ok(())
}

#[test]
fn of_hands_out_a_query_to_refine() -> Result<()> {
    let (db, _) = database();
    let persons = persons(&db, 2)?;
    let last = Person::OFFENCES
        .of(&persons[1])
        .order_by(Offences::ID.desc());
    assert_eq!(
        last.first(&db)?.unwrap().description.as_deref(),
        Some("P1 2")
    );
    assert_eq!(
        Person::OFFENCES
            .of(&persons[0])
            .filter(Offences::DESCRIPTION.ends_with("2"))
            .count(&db)?,
        1
    );
    Ok(())
}

#[test]
fn updates_write_what_was_set() -> Result<()> {
    let (db, log) = database();
    let persons = persons(&db, 2)?;
    log.take();
    Offences::update(1).person(&persons[1]).run(&db)?;
    assert_eq!(
        log.take(),
        ["UPDATE offences SET person_id = ? WHERE id = ?"]
    );
    assert_eq!(
        Offences::get(&db, 1)?.unwrap().person_id,
        Some(persons[1].id)
    );
    Offences::update(1)
        .description_null()
        .person_id(None)
        .run(&db)?;
    let row = Offences::get(&db, 1)?.unwrap();
    assert_eq!((row.description, row.person_id), (None, None));
    log.take();
    Offences::update(1).run(&db)?;
    assert_eq!(log.take(), [""; 0]);
    let gone = Offences::update(99).description("x").run(&db);
    assert!(matches!(gone, Err(Error::NotFound { table: "offences" })));
    Ok(())
}

#[test]
fn deleting_a_parent_leaves_its_children_without_one() -> Result<()> {
    let (db, _) = database();
    let persons = persons(&db, 2)?;
    persons[0].delete(&db)?;
    assert_eq!(
        Offences::query()
            .filter(Offences::PERSON_ID.is_null())
            .count(&db)?,
        3
    );
    assert_eq!(Offences::query().count(&db)?, 6);
    let again = persons[0].delete(&db);
    assert!(matches!(again, Err(Error::NotFound { table: "person" })));
    Ok(())
}

#[test]
fn sessions_commit_roll_back_and_nest() -> Result<()> {
    let mut engine = Engine::in_memory()?;
    engine.create_all()?;
    engine.create_all()?;
    let mut session = engine.session()?;
    session.add(NewPerson::new("kept"))?;
    let savepoint = session.savepoint()?;
    savepoint.add(NewPerson::new("undone"))?;
    savepoint.rollback()?;
    drop({
        let dropped = session.savepoint()?;
        dropped.add(NewPerson::new("dropped"))?;
        dropped
    });
    session.commit()?;
    engine.session()?.add(NewPerson::new("never"))?;
    let session = engine.read()?;
    let names: Vec<String> = Person::query()
        .all(&session)?
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, ["kept"]);
    drop(session);
    engine.drop_all()?;
    assert!(Person::query().count(&engine).is_err());
    Ok(())
}

#[test]
fn violated_constraints_are_told_apart() -> Result<()> {
    let (db, _) = database();
    persons(&db, 1)?;
    let twice = NewOffences::new()
        .description("P0 1")
        .insert(&db)
        .unwrap_err();
    assert_eq!(twice.kind(), Some(ConstraintKind::Unique));
    assert!(twice.violates(Offences::DESCRIPTION));
    assert!(!twice.violates(Offences::PERSON_ID));
    let orphan = NewOffences::new().person_id(99).insert(&db).unwrap_err();
    assert_eq!(orphan.kind(), Some(ConstraintKind::ForeignKey));
    let long = NewPerson::new("ö".repeat(51)).insert(&db).unwrap_err();
    let expected = "person.name: expected text of at most 50 characters, found 51 characters";
    assert!(long.to_string().starts_with(expected), "{long}");
    NewPerson::new("ö".repeat(50)).insert(&db)?;
    Ok(())
}

#[test]
fn what_does_not_fit_is_a_typed_error() -> Result<()> {
    let (db, _) = database();
    db.execute_batch("INSERT INTO person (id, name) VALUES (1, x'ff'), (3000000000, 'big')")?;
    let bytes = Person::get(&db, 1).unwrap_err();
    assert!(
        matches!(
            bytes,
            Error::DoesNotFit {
                table: "person",
                column: "name",
                ..
            }
        ),
        "{bytes}"
    );
    let big = Person::query()
        .filter(Person::NAME.eq("big"))
        .all(&db)
        .unwrap_err();
    assert_eq!(
        big.to_string(),
        "person.id: expected i32, found the integer 3000000000"
    );
    Ok(())
}
