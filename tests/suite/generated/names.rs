//! Names that mean something to Rust, to SQL, or to the generated code still do what they say.

use crate::harness::test;
use crate::schemas::names::{self, support};
use support::Engine;

#[test]
async fn declarations_may_be_called_like_the_preludes_types() -> support::Result<()> {
    let engine = Engine::in_memory().await?;
    names::create_all(&engine).await?;
    let option = names::NewOption::new().insert(&engine).await?;
    let boxed = names::NewBox::new().option(&option).insert(&engine).await?;
    assert_eq!(boxed.option(&engine).await?.as_ref(), Some(&option));
    assert_eq!(option.boxed(&engine).await?, [boxed]);
    names::NewVec::new("x").insert(&engine).await?;
    let user = names::NewUser::new().insert(&engine).await?;
    let session = names::NewSession::new(&user).insert(&engine).await?;
    let loaded = names::User::query()
        .with(names::User::SESSIONS)
        .one(&engine)
        .await?;
    assert_eq!(loaded, (user.clone(), vec![session]));
    user.delete(&engine).await?;
    assert_eq!(names::Session::query().count(&engine).await?, 0);
    Ok(())
}

#[test]
async fn members_may_be_called_like_words_of_rust_and_sql() -> support::Result<()> {
    let engine = Engine::in_memory().await?;
    names::create_all(&engine).await?;
    let first = names::NewWords::new("m", "g", 5)
        .order(1)
        .select(2)
        .r#fn(3)
        .self_(4)
        .two_words(6)
        .quoted(7)
        .size(8)
        .insert(&engine)
        .await?;
    let second = names::NewWords::new("n", "g", 5)
        .r#where(&first)
        .insert(&engine)
        .await?;
    assert_eq!(second.r#where(&engine).await?.as_ref(), Some(&first));
    assert_eq!(first.r#in(&engine).await?, [second]);
    assert_eq!(
        names::Words::get_by_match(&engine, "m").await?,
        Some(first.clone())
    );
    let found =
        names::Words::query().filter(names::Words::TWO_WORDS.eq(6) & names::Words::QUOTED.eq(7));
    assert_eq!(
        found.filter(names::Words::SIZE.ge(8)).one(&engine).await?,
        first
    );
    names::Words::update(first.r#type)
        .r#match("other")
        .r#gen(1)
        .run(&engine)
        .await?;
    assert_eq!(first.reload(&engine).await?.r#gen, Some(1));
    Ok(())
}

#[test]
async fn variants_may_be_called_like_words_of_rust() -> support::Result<()> {
    let engine = Engine::in_memory().await?;
    names::create_all(&engine).await?;
    let uses = names::NewUses::new()
        .update(names::Update::Self_)
        .insert(&engine)
        .await?;
    assert_eq!(
        (uses.link, uses.update),
        (names::Link::A, Some(names::Update::Self_))
    );
    assert_eq!(names::Update::InProgress.to_string(), "in progress");
    Ok(())
}

#[test]
async fn hostile_text_is_only_text() -> support::Result<()> {
    let engine = Engine::in_memory().await?;
    names::create_all(&engine).await?;
    names::create_all(&engine).await?;
    let parent = names::NewHostile::new().insert(&engine).await?;
    assert_eq!(
        parent.text,
        "x'; DROP TABLE \"t\"; -- \\ {y} \n\t\" */ r#\"\"#"
    );
    assert_eq!(parent.kind.label(), "'); DROP TABLE x; --");
    let worse = names::NewHostile::new()
        .text("'; DROP")
        .kind(names::Hostility::Worse);
    let child = worse.parent(&parent).insert(&engine).await?;
    assert_eq!(child.parent(&engine).await?.as_ref(), Some(&parent));
    let with = names::Hostile::query()
        .filter(names::Hostile::TEXT.eq(parent.text.as_str()))
        .with(names::Hostile::CHILDREN)
        .one(&engine)
        .await?;
    assert_eq!(with, (parent.clone(), vec![child.clone()]));
    names::Hostile::update(child.id)
        .text("%_\\")
        .run(&engine)
        .await?;
    let found = names::Hostile::query().filter(names::Hostile::TEXT.contains("_\\"));
    assert_eq!(found.count(&engine).await?, 1);
    let twice = names::NewHostile::new().insert(&engine).await.unwrap_err();
    assert!(twice.violates(names::Hostile::TEXT), "{twice:?}");
    parent.delete(&engine).await?;
    assert_eq!(child.reload(&engine).await?.parent_id, None);
    Ok(())
}

#[test]
async fn what_is_given_along_may_be_called_so() -> support::Result<()> {
    use names::{NewChildren, NewColumns, NewParent};

    let engine = Engine::in_memory().await?;
    names::create_all(&engine).await?;
    let child = NewChildren::new(support::Parent).columns([NewColumns::new().name("x")]);
    let parent = NewParent::new().children([child]).insert(&engine).await?;
    let child = parent.children(&engine).await?.remove(0);
    assert_eq!(child.parent(&engine).await?, parent);
    let same = NewColumns::new()
        .name("x")
        .upsert_by_name(&engine, ())
        .await?;
    assert_eq!(child.columns(&engine).await?, [same]);
    Ok(())
}
