//! Persons and their offences: what a user does first.

use crate::harness::{Log, logged, test};
use crate::schemas::seed::*;

async fn database() -> (Engine, Log) {
    let (db, log) = logged!();
    log.take();
    (db, log)
}

/// `count` persons, `P0` and so on, with three offences each.
async fn persons(db: &Connection<'_>, count: usize) -> Result<Vec<Person>> {
    let new = (0..count).map(|number| NewPerson::new(format!("P{number}")));
    let persons = Person::insert_all(db, new.collect()).await?;
    for person in &persons {
        let offence = |number| {
            let text = format!("{} {number}", person.name);
            NewOffences::new().description(text).person(person)
        };
        Offences::insert_all(db, (0..3).map(offence).collect()).await?;
    }
    Ok(persons)
}

#[test]
async fn ten_parents_lazily_are_eleven_statements() -> Result<()> {
    let (db, log) = database().await;
    persons(&db, 10).await?;
    log.take();
    let mut seen = 0;
    for person in Person::query().all(&db).await? {
        seen += person.offences(&db).await?.len();
    }
    assert_eq!((seen, log.take().len()), (30, 11));
    Ok(())
}

#[test]
async fn ten_parents_eagerly_are_two_statements_and_so_are_ten_thousand() -> Result<()> {
    for count in [10, 10_000] {
        let (db, log) = database().await;
        persons(&db, count).await?;
        log.take();
        let all = Person::query().with(Person::OFFENCES).all(&db).await?;
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
async fn a_level_of_nesting_is_one_statement_more() -> Result<()> {
    let (db, log) = database().await;
    persons(&db, 5).await?;
    log.take();
    let nested = Person::query().with(Person::OFFENCES.with(Offences::PERSON));
    let all = nested.all(&db).await?;
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
async fn the_parent_of_nobodys_offence_costs_no_statement() -> Result<()> {
    let (db, log) = database().await;
    let nobodys = NewOffences::new()
        .description("Public nudity.")
        .insert(&db)
        .await?;
    log.take();
    assert_eq!(nobodys.person(&db).await?, None);
    assert_eq!(log.take(), [""; 0]);
    Ok(())
}

#[test]
async fn every_accessor_and_by_key_statement_is_documented() -> Result<()> {
    let (db, log) = database().await;
    let person = persons(&db, 2).await?.remove(0);
    log.take();
    let mut renamed = person.clone();
    renamed.name = "Other".to_owned();
    renamed.save(&db).await?;
    renamed.reload(&db).await?;
    Person::get_many(&db, &[1, 2]).await?;
    let offence = Offences::get_by_description(&db, "P0 1").await?.unwrap();
    offence.person(&db).await?;
    person.offences(&db).await?;
    Person::query().with(Person::OFFENCES).all(&db).await?;
    NewPerson::new("x").insert(&db).await?;
    person.delete(&db).await?;
    let code = include_str!(concat!(env!("OUT_DIR"), "/seed.rs"));
    let documented = |sql: &str| {
        let constant = ["BEGIN", "COMMIT"].contains(&sql)
            || sql.starts_with("INSERT")
            || sql.contains("savepoint")
            || sql.contains(" relgen");
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
async fn filters_across_relationships() -> Result<()> {
    let (db, _) = database().await;
    persons(&db, 3).await?;
    NewOffences::new()
        .description("nobody's")
        .insert(&db)
        .await?;
    NewPerson::new("innocent").insert(&db).await?;
    let names = async |filter: Filter<Person>| -> Result<Vec<String>> {
        let query = Person::query().filter(filter).order_by(Person::NAME.asc());
        Ok(query
            .all(&db)
            .await?
            .into_iter()
            .map(|person| person.name)
            .collect())
    };
    let p1 = || Offences::DESCRIPTION.starts_with("P1");
    assert_eq!(names(Person::OFFENCES.any(p1())).await?, ["P1"]);
    assert_eq!(
        names(!Person::OFFENCES.any(p1())).await?,
        ["P0", "P2", "innocent"]
    );
    assert_eq!(names(!Person::OFFENCES.exists()).await?, ["innocent"]);
    let of_p2 = Offences::PERSON.has(Person::NAME.eq("P2"));
    assert_eq!(Offences::query().filter(of_p2.clone()).count(&db).await?, 3);
    assert_eq!(Offences::query().filter(!of_p2).count(&db).await?, 7);
    let siblings = Person::OFFENCES.any(Offences::PERSON.has(Person::OFFENCES.any(p1())));
    assert_eq!(names(siblings).await?, ["P1"]);
    Ok(())
}

#[test]
async fn of_hands_out_a_query_to_refine() -> Result<()> {
    let (db, _) = database().await;
    let persons = persons(&db, 2).await?;
    let last = Person::OFFENCES
        .of(&persons[1])
        .order_by(Offences::ID.desc());
    assert_eq!(
        last.first(&db).await?.unwrap().description.as_deref(),
        Some("P1 2")
    );
    assert_eq!(
        Person::OFFENCES
            .of(&persons[0])
            .filter(Offences::DESCRIPTION.ends_with("2"))
            .count(&db)
            .await?,
        1
    );
    Ok(())
}

#[test]
async fn updates_write_what_was_set() -> Result<()> {
    let (db, log) = database().await;
    let persons = persons(&db, 2).await?;
    log.take();
    Offences::update(1).person(&persons[1]).run(&db).await?;
    log.says(["UPDATE offences SET person_id = ? WHERE id = ?"]);
    assert_eq!(
        Offences::get(&db, 1).await?.unwrap().person_id,
        Some(persons[1].id)
    );
    Offences::update(1)
        .description_null()
        .person_id(None)
        .run(&db)
        .await?;
    let row = Offences::get(&db, 1).await?.unwrap();
    assert_eq!((row.description, row.person_id), (None, None));
    log.take();
    Offences::update(1).run(&db).await?;
    assert_eq!(log.take(), [""; 0]);
    let gone = Offences::update(99).description("x").run(&db).await;
    assert!(matches!(gone, Err(Error::NotFound { table: "offences" })));
    Ok(())
}

#[test]
async fn deleting_a_parent_leaves_its_children_without_one() -> Result<()> {
    let (db, _) = database().await;
    let persons = persons(&db, 2).await?;
    persons[0].delete(&db).await?;
    assert_eq!(
        Offences::query()
            .filter(Offences::PERSON_ID.is_null())
            .count(&db)
            .await?,
        3
    );
    assert_eq!(Offences::query().count(&db).await?, 6);
    let again = persons[0].delete(&db).await;
    assert!(matches!(again, Err(Error::NotFound { table: "person" })));
    Ok(())
}

#[test]
async fn sessions_commit_roll_back_and_nest() -> Result<()> {
    let mut engine = Engine::in_memory().await?;
    engine.create_all().await?;
    engine.create_all().await?;
    let mut session = engine.session().await?;
    session.add(NewPerson::new("kept")).await?;
    let savepoint = session.savepoint().await?;
    savepoint.add(NewPerson::new("undone")).await?;
    savepoint.rollback().await?;
    drop({
        let dropped = session.savepoint().await?;
        dropped.add(NewPerson::new("dropped")).await?;
        dropped
    });
    session.commit().await?;
    engine.session().await?.add(NewPerson::new("never")).await?;
    let session = engine.read().await?;
    let names: Vec<String> = Person::query()
        .all(&session)
        .await?
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, ["kept"]);
    drop(session);
    engine.drop_all().await?;
    assert!(Person::query().count(&engine).await.is_err());
    Ok(())
}

#[test]
async fn violated_constraints_are_told_apart() -> Result<()> {
    let (db, _) = database().await;
    persons(&db, 1).await?;
    let twice = NewOffences::new()
        .description("P0 1")
        .insert(&db)
        .await
        .unwrap_err();
    assert_eq!(twice.kind(), Some(ConstraintKind::Unique));
    assert!(twice.violates(Offences::DESCRIPTION));
    assert!(!twice.violates(Offences::PERSON_ID));
    let orphan = NewOffences::new()
        .person_id(99)
        .insert(&db)
        .await
        .unwrap_err();
    assert_eq!(orphan.kind(), Some(ConstraintKind::ForeignKey));
    let long = NewPerson::new("ö".repeat(51))
        .insert(&db)
        .await
        .unwrap_err();
    let expected = "person.name: expected text of at most 50 characters, found 51 characters";
    assert!(long.to_string().starts_with(expected), "{long}");
    NewPerson::new("ö".repeat(50)).insert(&db).await?;
    Ok(())
}
