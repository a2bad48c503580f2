//! The Rust of README.md and of `docs/`, run.

use crate::harness::{either, test};
use crate::schemas::{composite, nested, seed, workshop};
use chrono::NaiveDate;

#[test]
async fn a_first_table() -> workshop::Result<()> {
    use workshop::*;

    let engine = Engine::in_memory().await?;
    engine.create_all().await?;
    let ada = NewCustomer::new("Ada").email("ada@example.org");
    let ada = ada.insert(&engine).await?;

    let found = Customer::get(&engine, ada.id).await?;
    assert_eq!(found, Some(ada));

    let with_mail = Customer::query().filter(Customer::EMAIL.is_not_null());
    assert_eq!(with_mail.count(&engine).await?, 1);
    Ok(())
}

#[test]
async fn along_a_key() -> workshop::Result<()> {
    use workshop::*;

    let engine = Engine::in_memory().await?;
    engine.create_all().await?;
    let ada = NewCustomer::new("Ada").insert(&engine).await?;
    let red = NewBicycle::new("red", &ada).insert(&engine).await?;

    // SELECT … FROM bicycle WHERE customer_id = ?1
    let bicycles: Vec<Bicycle> = ada.bicycles(&engine).await?;
    assert_eq!(bicycles[0], red);

    // SELECT … FROM customer WHERE id = ?1
    let owner: Customer = red.customer(&engine).await?;
    assert_eq!(owner, ada);

    // Two statements, for any number of customers.
    let all: Vec<(Customer, Vec<Bicycle>)> = Customer::query()
        .with(Customer::BICYCLES)
        .all(&engine)
        .await?;
    assert_eq!(all.len(), 1);

    let red_ones = Customer::BICYCLES.any(Bicycle::COLOR.eq("red"));
    assert_eq!(Customer::query().filter(red_ones).count(&engine).await?, 1);
    Ok(())
}

#[test]
async fn several_keys_and_the_model_itself() -> workshop::Result<()> {
    use workshop::*;

    let engine = Engine::in_memory().await?;
    engine.create_all().await?;
    let ada = NewCustomer::new("Ada").insert(&engine).await?;
    let bicycle = NewBicycle::new("red", &ada).insert(&engine).await?;
    let carl = NewMechanic::new("Carl").insert(&engine).await?;
    let dora = NewMechanic::new("Dora")
        .teacher(&carl)
        .insert(&engine)
        .await?;
    assert_eq!(dora.teacher(&engine).await?.as_ref(), Some(&carl));
    assert_eq!(carl.apprentices(&engine).await?[0], dora);

    let repair = NewRepair::new(&bicycle).mechanic(&dora).inspector(&carl);
    let repair = repair.insert(&engine).await?;
    assert_eq!(dora.repairs(&engine).await?[0], repair);
    assert_eq!(carl.inspections(&engine).await?[0], repair);
    Ok(())
}

#[test]
async fn what_others_write_or_what_is_read_on_demand() -> workshop::Result<()> {
    use workshop::*;

    let engine = Engine::in_memory().await?;
    engine.create_all().await?;
    let ada = NewCustomer::new("Ada").insert(&engine).await?;
    let bicycle = NewBicycle::new("red", &ada).insert(&engine).await?;
    let mut repair = NewRepair::new(&bicycle).insert(&engine).await?;
    let mut stale = repair.clone();

    repair.state = State::Done;
    repair.save(&engine).await?;
    assert_eq!(repair.revision, 2);
    let refused = stale.save(&engine).await;
    assert!(matches!(refused, Err(Error::Stale { table: "repair" })));

    let dora = NewMechanic::new("Dora").photo(vec![1, 2]);
    let dora = dora.insert(&engine).await?;
    let photo: Option<Vec<u8>> = dora.photo(&engine).await?;
    assert_eq!(photo, Some(vec![1, 2]));
    Ok(())
}

#[test]
async fn at_most_one_and_an_association() -> workshop::Result<()> {
    use workshop::*;

    let engine = Engine::in_memory().await?;
    engine.create_all().await?;
    let ada = NewCustomer::new("Ada").insert(&engine).await?;
    let bicycle = NewBicycle::new("red", &ada).insert(&engine).await?;
    let repair = NewRepair::new(&bicycle).insert(&engine).await?;
    let until = NaiveDate::from_ymd_opt(2027, 1, 31).unwrap();
    let guarantee = NewGuarantee::new(until, &repair).insert(&engine).await?;
    assert_eq!(repair.guarantee(&engine).await?, Some(guarantee));
    let chain = NewPart::new("C-1", 1999).insert(&engine).await?;
    let used = NewUsedPart::new(&repair, &chain).insert(&engine).await?;
    let found = UsedPart::get(&engine, (repair.id, chain.id)).await?;
    assert_eq!(found.as_ref(), Some(&used));
    let parts = Repair::query().with(Repair::PARTS.with(UsedPart::PART));
    assert_eq!(parts.all(&engine).await?, [(repair, vec![(used, chain)])]);
    Ok(())
}

#[test]
async fn a_session_of_sqlalchemy() -> seed::Result<()> {
    use seed::*;

    let mut engine = Engine::in_memory().await?;
    engine.create_all().await?;
    let session = engine.session().await?;
    session.add(NewPerson::new("L. Lad")).await?;
    let mut person = Person::query()
        .filter(Person::NAME.eq("L. Lad"))
        .one(&session)
        .await?;
    session
        .add(
            NewOffences::new()
                .description("Public nudity.")
                .person(&person),
        )
        .await?;
    person.name = "Libre Lad".to_owned();
    person.save(&session).await?;
    session.commit().await?;

    let person = Person::query().one(&engine).await?;
    assert_eq!(person.name, "Libre Lad");
    assert_eq!(person.offences(&engine).await?.len(), 1);
    Ok(())
}

#[test]
async fn the_readme() -> seed::Result<()> {
    use seed::*;

    // Or Engine::open("persons.db").
    let mut engine = Engine::in_memory().await?;
    engine.create_all().await?;
    // Rolled back, unless it is committed.
    let session = engine.session().await?;

    // A forgotten value does not compile.
    let lad = session.add(NewPerson::new("L. Lad")).await?;
    let farting = NewOffences::new().description("Farting in public.");
    session.add(farting.person(&lad)).await?;

    // One statement.
    for offence in lad.offences(&session).await? {
        println!("offence: {}", offence.description.unwrap_or_default());
    }
    // Two statements, for any number of persons.
    let all: Vec<(Person, Vec<Offences>)> =
        Person::query().with(Person::OFFENCES).all(&session).await?;
    // One, with the condition in it.
    let public = Person::OFFENCES.any(Offences::DESCRIPTION.contains("public"));
    let wanted: Vec<Person> = Person::query().filter(public).all(&session).await?;
    session.commit().await?;

    assert_eq!((all[0].1.len(), wanted), (1, vec![lad]));
    Ok(())
}

#[test]
async fn keys_of_several_columns() -> composite::Result<()> {
    use composite::*;

    let engine = Engine::in_memory().await?;
    engine.create_all().await?;
    NewShop::new("acme", 1, "A shop").insert(&engine).await?;
    let shop = Shop::get(&engine, ("acme", 1)).await?;
    assert_eq!(shop.map(|shop| shop.name).as_deref(), Some("A shop"));
    Ok(())
}

#[test]
async fn rows_with_all_that_belongs_to_them() -> nested::Result<()> {
    use nested::*;

    let engine = Engine::in_memory().await?;
    engine.create_all().await?;
    let rust = NewTag::new("rust").insert(&engine).await?;
    let book = NewBook::new("The Dispossessed", Parent)
        .chapters([NewChapter::new(Parent, "Anarres")])
        .tags([&rust])
        .tags([NewTag::new("utopia")]);
    let ursula = NewAuthor::new("Ursula")
        .books([book])
        .insert(&engine)
        .await?;
    let book = &ursula.books(&engine).await?[0];
    assert_eq!(book.tags(&engine).await?[0], rust);
    assert_eq!(book.chapters(&engine).await?[0].title, "Anarres");

    let tag = NewTag::new("rust").color("red");
    let same = tag.upsert_by_label(&engine, Tag::COLOR).await?;
    assert_eq!(same.id, rust.id);
    Ok(())
}

#[test]
async fn reading_without_models() -> seed::Result<()> {
    use seed::*;

    struct Record {
        name: String,
        offences: u64,
    }
    let db = Engine::in_memory().await?;
    db.create_all().await?;
    let lad = NewPerson::new("L. Lad").insert(&db).await?;
    NewOffences::new().person(&lad).insert(&db).await?;
    NewOffences::new().person(&lad).insert(&db).await?;
    NewOffences::new().insert(&db).await?;

    // SELECT name, (SELECT count(*) FROM offences WHERE person_id = person.id) FROM person
    let records: Vec<Record> = Person::query()
        .select((Person::NAME, Person::OFFENCES.count()))
        .map(|(name, offences)| Record { name, offences })
        .all(&db)
        .await?;
    assert_eq!(
        (records[0].name.as_str(), records[0].offences),
        ("L. Lad", 2)
    );

    // SELECT person_id, count(*) FROM offences GROUP BY 1 HAVING count(*) >= ?1 ORDER BY 1
    let repeated: Vec<(Option<i32>, u64)> = Offences::query()
        .group_by(Offences::PERSON_ID)
        .having(count().ge(2))
        .select(count())
        .all(&db)
        .await?;
    assert_eq!(repeated, [(Some(lad.id), 2)]);

    // SELECT count(*), avg(id) FROM offences
    let (number, mean): (u64, Option<f64>) = Offences::query()
        .aggregate(&db, (count(), Offences::ID.avg()))
        .await?;
    assert_eq!((number, mean), (3, Some(2.0)));

    let mut last = None;
    loop {
        let page = Offences::query().order_by(Offences::DESCRIPTION.desc());
        let page = page.after(last.as_ref()).limit(20).all(&db).await?;
        let Some(row) = page.last() else { break };
        last = Some(row.clone());
    }

    let joined: Vec<(Offences, Option<Person>)> =
        Offences::query().join(Offences::PERSON).all(&db).await?;
    assert_eq!(joined.len(), 3);

    let open = Offences::query().filter(Offences::PERSON_ID.is_null());
    let changed: u64 = open
        .update_all(&db, |row| row.description("nobody's").person(&lad))
        .await?;
    assert_eq!(changed, 1);
    assert_eq!(Offences::query().limit(1).delete_all(&db).await?, 1);

    if either(false, true) {
        // PostgreSQL writes the number of a value so.
        let named = Person::from_sql(&db, "SELECT * FROM person WHERE name = $1", ("L. Lad",));
        assert_eq!(named.await?[0].id, 1);
        return Ok(());
    }
    let named = Person::from_sql(&db, "SELECT * FROM person WHERE name = ?1", ("L. Lad",)).await?;
    let pairs = <(String, i64)>::from_sql(&db, "SELECT name, id * 10 FROM person", ()).await?;
    assert_eq!((named[0].id, pairs[0].1), (1, 10));
    Ok(())
}
