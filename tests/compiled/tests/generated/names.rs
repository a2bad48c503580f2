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

#[test]
fn hostile_text_is_only_text() -> support::Result<()> {
    let engine = Engine::in_memory()?;
    names::create_all(&engine)?;
    names::create_all(&engine)?;
    let parent = names::NewHostile::new().insert(&engine)?;
    assert_eq!(
        parent.text,
        "x'; DROP TABLE \"t\"; -- \\ {y} \n\t\" */ r#\"\"#"
    );
    assert_eq!(parent.kind.label(), "'); DROP TABLE x; --");
    let worse = names::NewHostile::new()
        .text("'; DROP")
        .kind(names::Hostility::Worse);
    let child = worse.parent(&parent).insert(&engine)?;
    assert_eq!(child.parent(&engine)?.as_ref(), Some(&parent));
    let with = names::Hostile::query()
        .filter(names::Hostile::TEXT.eq(parent.text.as_str()))
        .with(names::Hostile::CHILDREN)
        .one(&engine)?;
    assert_eq!(with, (parent.clone(), vec![child.clone()]));
    names::Hostile::update(child.id).text("%_\\").run(&engine)?;
    let found = names::Hostile::query().filter(names::Hostile::TEXT.contains("_\\"));
    assert_eq!(found.count(&engine)?, 1);
    let twice = names::NewHostile::new().insert(&engine).unwrap_err();
    assert!(twice.violates(names::Hostile::TEXT), "{twice:?}");
    parent.delete(&engine)?;
    assert_eq!(child.reload(&engine)?.parent_id, None);
    Ok(())
}

#[test]
fn what_is_given_along_may_be_called_so() -> support::Result<()> {
    use names::{NewChildren, NewColumns, NewParent};

    let engine = Engine::in_memory()?;
    names::create_all(&engine)?;
    let child = NewChildren::new(support::Parent).columns([NewColumns::new().name("x")]);
    let parent = NewParent::new().children([child]).insert(&engine)?;
    let child = parent.children(&engine)?.remove(0);
    assert_eq!(child.parent(&engine)?, parent);
    let same = NewColumns::new().name("x").upsert_by_name(&engine, ())?;
    assert_eq!(child.columns(&engine)?, [same]);
    Ok(())
}
