//! One-to-many relationships, and the other side of them.

use crate::schemas::{
    c01_seed_one_to_many, c02_seed_back_populates, c03_backref_string, c24_order_by,
};
use serde_json::json;

use crate::harness::{case, either, test};

/// The offences of the first person.
const OF_LAD: [&str; 3] = [
    "Farting in public.",
    "Looking up skirts.",
    "Stealing from the homeless.",
];

#[test]
async fn c01_the_persons_side() -> c01_seed_one_to_many::Result<()> {
    use c01_seed_one_to_many::*;

    let (script, mut engine) = case!(c01_seed_one_to_many);
    let session = engine.session().await?;

    let step = script.step("add person (pending only)");
    let added = session.add(NewPerson::new("L. Lad")).await?;
    step.sees(
        json!({"id_before_flush": added.id}),
        json!({"id_before_flush": 1}),
    )
    .runs(1)
    .departs("Nothing waits for a flush");

    let step = script.step("query().filter(name).first() -> autoflush INSERT, then SELECT");
    let lad = Person::query().filter(Person::NAME.eq("L. Lad"));
    let lad = lad.first(&session).await?.expect("a person");
    let seen = json!({"same_object": lad == added, "id": lad.id});
    step.sees(seen, json!({"same_object": true, "id": 1}))
        .runs(1)
        .agrees();

    let step = script.step("add 4 offences (one without person_id), nothing emitted");
    let of_lad = OF_LAD.map(|text| NewOffences::new().description(text).person_id(lad.id));
    let of_nobody = NewOffences::new().description("Public nudity.");
    session
        .add_all(of_lad.into_iter().chain([of_nobody]))
        .await?;
    step.runs(1).departs("Nothing waits for a flush");

    let step = script.step("query(Person).filter(id==1).first() -> autoflush INSERTs");
    let lad = Person::query()
        .filter(Person::ID.eq(1))
        .first(&session)
        .await?;
    let lad = lad.expect("a person");
    step.sees(&lad.name, "L. Lad").runs(1).agrees();

    let step = script.step("p.offences first access: one lazy SELECT");
    let offences = lad.offences(&session).await?;
    let descriptions: Vec<_> = offences.iter().map(|one| &one.description).collect();
    step.sees(descriptions, OF_LAD).runs(1).agrees();

    // The list is the program's now.
    let step = script.step("p.offences second access: no SQL");
    step.sees(offences.len(), 3).runs(0).agrees();

    let step = script.step("commit");
    session.commit().await?;
    step.runs(0).agrees();

    let step =
        script.step("after commit: attributes expired, p.name refreshes, p.offences reloads");
    let lad = lad.reload(&engine).await?;
    let seen = json!([lad.name, lad.offences(&engine).await?.len()]);
    step.sees(seen, json!(["L. Lad", 3])).runs(2).agrees();

    let step = script.step("unique violation");
    let again = NewOffences::new()
        .description("Public nudity.")
        .insert(&engine)
        .await;
    assert!(matches!(&again, Err(error) if error.violates(Offences::DESCRIPTION)));
    step.fails(
        again,
        either(
            "UNIQUE constraint failed: offences.description",
            "offences: duplicate key value violates unique constraint \"uq_offences_description\"",
        ),
    )
    .runs(1)
    .compares(either(None, Some("Every constraint has a name")));

    // A function takes the connection that it needs.
    let _ = async |lad: &Person, db: &Connection<'_>| -> Result<Vec<Offences>> {
        lad.offences(db).await
    };
    script.leaves_out(
        "close; detached lazy load raises",
        "What cannot work does not compile",
    );
    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c02_both_sides() -> c02_seed_back_populates::Result<()> {
    use c02_seed_back_populates::*;

    let (script, engine) = case!(c02_seed_back_populates);
    let lad = NewPerson::new("L. Lad").insert(&engine).await?;
    let of_lad = OF_LAD.map(|text| NewOffences::new().description(text).person(&lad));
    Offences::insert_all(&engine, of_lad.into()).await?;
    NewOffences::new()
        .description("Public nudity.")
        .insert(&engine)
        .await?;

    let step = script.step("iterate p.offences");
    let offences = lad.offences(&engine).await?;
    let descriptions: Vec<_> = offences.iter().map(|one| &one.description).collect();
    step.sees(descriptions, OF_LAD).runs(1).agrees();

    let stealing = Offences::get_by_description(&engine, OF_LAD[2])
        .await?
        .expect("an offence");
    let step = script.step("e.person.name: identity-map hit, zero SQL");
    let person = stealing.person(&engine).await?.expect("a person");
    step.sees(person.name, "L. Lad")
        .runs(1)
        .departs("There is no identity map");

    let step = script.step(
        "python-side sync: Offences(person=p) appends to p.offences before flush, person_id still None",
    );
    let new = NewOffences::new().description("New").person(&lad);
    step.sees(json!({"fk": new.person_id}), json!({"fk": 1}))
        .runs(0)
        .departs("A value is not changed from afar");

    let step = script.step("add + flush: FK copied from parent");
    let new = new.insert(&engine).await?;
    step.sees(new.person_id, 1).runs(1).agrees();

    let step = script.step("p.offences.append(Offences()) cascades save-update; flush inserts");
    let second = lad
        .add_offences(&engine, NewOffences::new().description("New2"))
        .await?;
    let seen = json!({"person": second.person_id == Some(lad.id), "in_session": second.id == 6});
    step.sees(seen, json!({"person": true, "in_session": true}))
        .runs(1)
        .agrees();

    let step = script.step("p.offences.remove(o2) -> UPDATE FK = NULL, row kept");
    lad.remove_offences(&engine, &second).await?;
    step.runs(1).departs("A value is not changed from afar");
    let second = second.reload(&engine).await?;
    assert_eq!(
        (second.person_id, second.person(&engine).await?),
        (None, None)
    );

    let step = script.step("o2.person = p -> UPDATE FK");
    let second = lad.move_offences(&engine, &second).await?;
    step.sees(second.person_id, 1).runs(1).agrees();

    let loaded = lad.offences(&engine).await?;
    let step =
        script.step("setting only the FK does NOT change loaded collection / scalar until expire");
    Offences::update(second.id)
        .person_id_null()
        .run(&engine)
        .await?;
    let seen = json!({"still_in": loaded.contains(&second), "person": second.person_id == Some(1)});
    step.sees(seen, json!({"still_in": true, "person": true}))
        .runs(1)
        .agrees();

    let step = script.step("after expire_all");
    let second = second.reload(&engine).await?;
    let within = lad.offences(&engine).await?.contains(&second);
    let seen =
        json!({"in": within, "person": second.person(&engine).await?.map(|person| person.id)});
    step.sees(seen, json!({"in": false, "person": null}))
        .runs(2)
        .agrees();

    let step = script.step("orphan offence .person is None: no SQL because FK is NULL");
    let orphan = Offences::query().filter(Offences::DESCRIPTION.eq("Public nudity."));
    let person = orphan.one(&engine).await?.person(&engine).await?;
    step.sees(person.map(|person| person.id), json!(null))
        .runs(1)
        .agrees();

    let step = script.step("fresh session: e.person emits one SELECT by PK");
    let farting = Offences::get(&engine, 1).await?.expect("an offence");
    let person = farting.person(&engine).await?.expect("a person");
    step.sees(person.name, "L. Lad").runs(2).agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c03_the_other_side_by_backref() -> c03_backref_string::Result<()> {
    use c03_backref_string::*;

    let (script, engine) = case!(c03_backref_string);

    let step = script.step("insert graph: parent first, then children in one batch");
    let offences = ["1", "2"].map(|text| NewOffence::new().description(text));
    NewPerson::new("A")
        .offences(offences)
        .insert(&engine)
        .await?;
    step.runs(2).agrees();

    let step = script.step("backref attribute works");
    let offences = Offence::query()
        .order_by(Offence::ID.asc())
        .with(Offence::PERSON);
    let names: Vec<_> = offences
        .all(&engine)
        .await?
        .into_iter()
        .map(|(_, person)| person.map(|one| one.name))
        .collect();
    step.sees(names, ["A", "A"]).runs(2).agrees();

    let step = script.step("move child: appending to another parent removes it from the first");
    let a = Person::get(&engine, 1).await?.expect("a person");
    let b = NewPerson::new("B").insert(&engine).await?;
    let moved = b
        .move_offences(&engine, &a.offences(&engine).await?[0])
        .await?;
    let left = a.offences(&engine).await?.len();
    let owner = moved.person_id.filter(|id| *id == b.id).map(|_| &b.name);
    step.sees(
        json!({"left_in_a": left, "o.person": owner}),
        json!({"left_in_a": 1, "o.person": "B"}),
    )
    .runs(5)
    .agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c24_an_order_of_the_schemas() -> c24_order_by::Result<()> {
    use c24_order_by::*;

    const SORTED: [&str; 4] = ["d", "a", "b", "c"];
    fn names(offences: Vec<Offence>) -> Vec<Option<String>> {
        offences.into_iter().map(|one| one.name).collect()
    }

    let (script, engine) = case!(c24_order_by);

    let step = script.step("in-memory collection after add is NOT re-sorted");
    let offences = [("c", 1), ("a", 2), ("b", 2), ("d", 3)];
    let offences = offences.map(|(name, severity)| NewOffence::new().name(name).severity(severity));
    let person = NewPerson::new().offences(offences).insert(&engine).await?;
    step.sees(names(person.offences(&engine).await?), SORTED)
        .runs(3)
        .agrees();

    let step = script.step("lazy");
    let person = Person::get(&engine, 1).await?.expect("a person");
    step.sees(names(person.offences(&engine).await?), SORTED)
        .runs(2)
        .agrees();

    let step = script.step("joined");
    let (_, offences) = Person::query().with(Person::OFFENCES).one(&engine).await?;
    step.sees(names(offences), SORTED)
        .runs(2)
        .departs("A join is a second statement");

    for name in ["selectin", "subquery"] {
        let step = script.step(name);
        let (_, offences) = Person::query().with(Person::OFFENCES).one(&engine).await?;
        step.sees(names(offences), SORTED).runs(2).agrees();
    }

    script.ends_as_recorded(&engine).await;
    Ok(())
}
