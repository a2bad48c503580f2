//! Children that do not live without their parent.

use crate::schemas::{c06_one_to_one, c22_delete_orphan};
use serde_json::json;

use crate::harness::{case, either, test};

#[test]
async fn c06_at_most_one() -> c06_one_to_one::Result<()> {
    use c06_one_to_one::*;

    let (script, engine) = case!(c06_one_to_one);
    let profile = NewProfile::new(Parent).bio("b");
    NewUser::new()
        .name("u")
        .profile(profile)
        .insert(&engine)
        .await?;
    NewUser::new().name("v").insert(&engine).await?;

    let step = script.step("load scalar");
    let user = User::get(&engine, 1).await?.expect("a user");
    let profile = user.profile(&engine).await?.expect("a profile");
    step.sees(profile.bio, "b").runs(2).agrees();

    let step = script.step("absent -> None, costs a SELECT on the non-FK side");
    let other = User::get(&engine, 2).await?.expect("a user");
    let absent = other.profile(&engine).await?.map(|profile| profile.id);
    step.sees(absent, json!(null)).runs(2).agrees();

    let step = script.step(
        "replacing the child: DELETE old (delete-orphan) and INSERT new; order matters with UNIQUE",
    );
    let profile = user
        .set_profile(&engine, NewProfile::new(Parent).bio("c"))
        .await?;
    step.sees(&profile.bio, "c")
        .runs(3)
        .departs("The former child goes first");
    assert_eq!(Profile::query().all(&engine).await?, [profile]);

    let step = script.step("set None deletes orphan");
    let user = User::get(&engine, 1).await?.expect("a user");
    user.remove_profile(&engine).await?;
    step.runs(3).agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c22_delete_orphan() -> c22_delete_orphan::Result<()> {
    use c22_delete_orphan::*;

    let (script, engine) = case!(c22_delete_orphan);
    let new = |text: &str| {
        let evidence = [NewEvidence::new(Parent), NewEvidence::new(Parent)];
        NewOffence::new(Parent).d(text).evidence(evidence)
    };
    let person = NewPerson::new().name("a").offences([new("1"), new("2")]);
    person.insert(&engine).await?;
    let person = NewPerson::new().name("b").offences([new("3")]);
    person.insert(&engine).await?;

    let step = script.step("remove from collection -> DELETE child and grandchildren");
    let person = Person::get(&engine, 1).await?.expect("a person");
    person
        .remove_offences(&engine, &person.offences(&engine).await?[0])
        .await?;
    step.runs(5).agrees();

    let step = script.step("delete parent -> children first, bottom-up");
    person.delete(&engine).await?;
    step.runs(3).agrees();

    // A new row is the program's own until it is inserted.
    let step = script.step("pending orphan: appended then removed before flush is never inserted");
    let person = Person::get(&engine, 2).await?.expect("a person");
    drop(new("x"));
    let offences = person.offences(&engine).await?;
    let inserted = offences.iter().any(|one| one.d.as_deref() == Some("x"));
    step.sees(inserted, false).runs(2).agrees();

    let step = script.step("orphan added without parent -> NOT NULL error at flush");
    let lost = NewOffence::new(Parent).d("lost").insert(&engine).await;
    step.fails(lost, "Offence.person: there is no row that it points to")
        .runs(0)
        .departs("What has no parent is not sent");

    let step =
        script.step("re-parenting by o.person = other (delete-orphan): object kept, UPDATE only");
    let person = NewPerson::new().name("c").insert(&engine).await?;
    let offence = Offence::query()
        .filter(Offence::D.eq("3"))
        .one(&engine)
        .await?;
    person.move_offences(&engine, &offence).await?;
    let keys = Offence::query()
        .select(Offence::PERSON_ID)
        .all(&engine)
        .await?;
    step.sees(keys, [3]).runs(4).agrees();

    let step = script.step("replace the whole collection");
    let offence = person
        .add_offences(&engine, NewOffence::new(Parent).d("9"))
        .await?;
    person.set_offences(&engine, &[&offence]).await?;
    let left = Offence::query().select(Offence::D).all(&engine).await?;
    step.sees(left, ["9"]).runs(6).agrees();

    script
        .ends_as_recorded_but(&engine, |rows| {
            // Its sequence has given a number to the row that was refused.
            if either(false, true) {
                let heading = "What has no parent is not sent";
                rows.hold(("offence", 5, "id"), json!(4), heading);
            }
        })
        .await;
    Ok(())
}
