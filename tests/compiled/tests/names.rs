//! Names that mean something to Rust, to SQL, or to the generated code still do what they say.

use relgen_compiled::names::{self, support};
use support::Engine;

#[test]
fn declarations_may_be_called_like_the_preludes_types() -> support::Result<()> {
    let engine = Engine::in_memory()?;
    names::create_all(&engine)?;
    let option = names::NewOption::new().insert(&engine)?;
    let boxed = names::NewBox::new().option(&option).insert(&engine)?;
    assert_eq!(boxed.option(&engine)?.as_ref(), Some(&option));
    assert_eq!(option.boxed(&engine)?, [boxed]);
    names::NewVec::new("x").insert(&engine)?;
    let user = names::NewUser::new().insert(&engine)?;
    let session = names::NewSession::new(&user).insert(&engine)?;
    let loaded = names::User::query()
        .with(names::User::SESSIONS)
        .one(&engine)?;
    assert_eq!(loaded, (user.clone(), vec![session]));
    user.delete(&engine)?;
    assert_eq!(names::Session::query().count(&engine)?, 0);
    Ok(())
}

#[test]
fn members_may_be_called_like_words_of_rust_and_sql() -> support::Result<()> {
    let engine = Engine::in_memory()?;
    names::create_all(&engine)?;
    let first = names::NewWords::new("m", "g", 5)
        .order(1)
        .select(2)
        .r#fn(3)
        .self_(4)
        .two_words(6)
        .quoted(7)
        .size(8)
        .insert(&engine)?;
    let second = names::NewWords::new("n", "g", 5)
        .r#where(&first)
        .insert(&engine)?;
    assert_eq!(second.r#where(&engine)?.as_ref(), Some(&first));
    assert_eq!(first.r#in(&engine)?, [second]);
    assert_eq!(
        names::Words::get_by_match(&engine, "m")?,
        Some(first.clone())
    );
    let found =
        names::Words::query().filter(names::Words::TWO_WORDS.eq(6) & names::Words::QUOTED.eq(7));
    assert_eq!(found.filter(names::Words::SIZE.ge(8)).one(&engine)?, first);
    names::Words::update(first.r#type)
        .r#match("other")
        .r#gen(1)
        .run(&engine)?;
    assert_eq!(first.reload(&engine)?.r#gen, Some(1));
    Ok(())
}

#[test]
fn variants_may_be_called_like_words_of_rust() -> support::Result<()> {
    let engine = Engine::in_memory()?;
    names::create_all(&engine)?;
    let uses = names::NewUses::new()
        .update(names::Update::Self_)
        .insert(&engine)?;
    assert_eq!(
        (uses.link, uses.update),
        (names::Link::A, Some(names::Update::Self_))
    );
    assert_eq!(names::Update::InProgress.to_string(), "in progress");
    Ok(())
}
