//! Ten persons with three offences each, one of them with none, in each way of loading them.

use std::collections::BTreeSet;

use crate::record::Done;
use crate::schemas::{c25_lazy_joined, c25_lazy_raise, c25_lazy_select, c25_lazy_selectin};
use serde_json::{Value as Json, json};

use crate::harness::{case, test};

/// Puts the rows of the record in.
macro_rules! fill {
    ($engine:ident) => {
        for number in 1..=10 {
            let new = NewPerson::new().id(number).name(format!("p{number}"));
            let person = new.insert(&$engine).await?;
            for child in (1..=3).filter(|_| number != 4) {
                let new = NewOffence::new().id((number - 1) * 3 + child);
                let new = new.d(format!("o{number}.{child}")).person(&person);
                new.insert(&$engine).await?;
            }
        }
        NewOffence::new()
            .id(100_000)
            .d("orphan")
            .insert(&$engine)
            .await?;
    };
}

/// The last steps. Where persons have their offences in a field, these are read along.
macro_rules! last_steps {
    ($script:ident, $engine:ident, $statements:literal) => {
        let step = $script.step("where that matches nothing");
        let none = Person::query()
            .filter(Person::ID.eq(999))
            .all(&$engine)
            .await?;
        step.sees(none.len(), 0).runs(1).agrees();

        let step = $script
            .step("many-to-one back: 28 offences (27 of 9 persons + 1 orphan), touch .person");
        let offences = Offence::query()
            .order_by(Offence::ID.asc())
            .with(Offence::PERSON);
        let persons = offences
            .all(&$engine)
            .await?
            .into_iter()
            .filter_map(|(_, person)| person);
        let persons: Vec<i32> = persons.map(|person| person.id).collect();
        let different: BTreeSet<&i32> = persons.iter().collect();
        step.sees([persons.len(), different.len()], [27, 9])
            .runs($statements)
            .agrees();
    };
}

/// The steps that read offences into a field; `$end` says how those that read persons compare.
macro_rules! in_a_field {
    ($script:ident, $engine:ident, $end:expr) => {
        let end: fn(Done<'_>) = $end;
        fn texts(person: &Person) -> Vec<Option<String>> {
            person.offences.iter().map(|one| one.d.clone()).collect()
        }

        let step = $script.step("select all parents");
        let persons = Person::query()
            .order_by(Person::ID.asc())
            .all(&$engine)
            .await?;
        end(step.sees(persons.len(), 10).runs(2));

        let step = $script.step("touch every collection");
        let seen: Vec<_> = persons.iter().map(texts).collect();
        step.sees(seen, offences()).runs(0).agrees();

        let step = $script.step("limit 3 offset 2, then touch");
        let some = Person::query()
            .order_by(Person::ID.asc())
            .limit(3)
            .offset(2);
        let some = some.all(&$engine).await?;
        let seen: Vec<_> = some
            .iter()
            .map(|one| json!([one.name, texts(one)]))
            .collect();
        let all = offences();
        let expected = json!([["p3", all[2]], ["p4", all[3]], ["p5", all[4]]]);
        end(step.sees(seen, expected).runs(2));

        let step = $script.step("session.get(parent)");
        let person = Person::get(&$engine, 1).await?.expect("a person");
        end(step.sees(person.offences.len(), 3).runs(2));
    };
}

/// The texts of each person's offences.
fn offences() -> Json {
    let of = |number: i32| match number {
        4 => json!([]),
        _ => json!([1, 2, 3].map(|child| format!("o{number}.{child}"))),
    };
    (1..=10).map(of).collect()
}

#[test]
async fn c25_lazy_raise() -> c25_lazy_raise::Result<()> {
    use c25_lazy_raise::*;

    let (script, engine) = case!(c25_lazy_raise);
    fill!(engine);

    let step = script.step("select all parents");
    let persons = Person::query()
        .order_by(Person::ID.asc())
        .all(&engine)
        .await?;
    step.sees(persons.len(), 10).runs(1).agrees();

    // It compiles only because persons have no function of that name.
    trait Absent {
        fn offences(&self) {}
    }
    impl Absent for Person {}
    persons.iter().for_each(|person| person.offences());
    script.leaves_out(
        "touch every collection",
        "What cannot work does not compile",
    );
    let loaded = Person::OFFENCES.load(&engine, &persons).await?;
    let loaded: Vec<Vec<_>> = loaded
        .into_iter()
        .map(|offences| offences.into_iter().map(|one| one.d).collect())
        .collect();
    assert_eq!(json!(loaded), offences());

    let step = script.step("limit 3 offset 2, then touch");
    let some = Person::query()
        .order_by(Person::ID.asc())
        .limit(3)
        .offset(2);
    some.all(&engine).await?;
    step.runs(1).agrees();

    let step = script.step("session.get(parent)");
    Person::get(&engine, 1).await?;
    step.runs(1).agrees();

    last_steps!(script, engine, 2);
    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c25_lazy_select() -> c25_lazy_select::Result<()> {
    use c25_lazy_select::*;

    fn texts(offences: Vec<Offence>) -> Vec<Option<String>> {
        offences.into_iter().map(|one| one.d).collect()
    }

    let (script, engine) = case!(c25_lazy_select);
    fill!(engine);

    let step = script.step("select all parents");
    let persons = Person::query()
        .order_by(Person::ID.asc())
        .all(&engine)
        .await?;
    step.sees(persons.len(), 10).runs(1).agrees();

    let step = script.step("touch every collection");
    let mut seen = Vec::new();
    for person in &persons {
        seen.push(texts(person.offences(&engine).await?));
    }
    step.sees(seen, offences()).runs(10).agrees();

    let step = script.step("limit 3 offset 2, then touch");
    let some = Person::query()
        .order_by(Person::ID.asc())
        .limit(3)
        .offset(2);
    let some = some.with(Person::OFFENCES).all(&engine).await?.into_iter();
    let seen: Vec<_> = some
        .map(|(person, offences)| json!([person.name, texts(offences)]))
        .collect();
    let all = offences();
    let expected = json!([["p3", all[2]], ["p4", all[3]], ["p5", all[4]]]);
    step.sees(seen, expected).runs(2).agrees();

    let step = script.step("session.get(parent)");
    let person = Person::get(&engine, 1).await?.expect("a person");
    step.sees(person.offences(&engine).await?.len(), 3)
        .runs(2)
        .agrees();

    last_steps!(script, engine, 2);
    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c25_lazy_joined() -> c25_lazy_joined::Result<()> {
    use c25_lazy_joined::*;

    let (script, engine) = case!(c25_lazy_joined);
    fill!(engine);
    in_a_field!(script, engine, |step| step
        .departs("A join is a second statement"));
    last_steps!(script, engine, 3);
    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c25_lazy_selectin() -> c25_lazy_selectin::Result<()> {
    use c25_lazy_selectin::*;

    let (script, engine) = case!(c25_lazy_selectin);
    fill!(engine);
    in_a_field!(script, engine, |step| step.agrees());
    last_steps!(script, engine, 3);
    script.ends_as_recorded(&engine).await;
    Ok(())
}
