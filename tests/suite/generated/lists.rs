//! Keys, indexes and checks over several columns.

use crate::harness::test;
use crate::schemas::lists::*;

async fn engine() -> Result<Engine> {
    let engine = Engine::in_memory().await?;
    engine.create_all().await?;
    Ok(engine)
}

#[test]
async fn keys_of_several_columns_are_tuples() -> Result<()> {
    let engine = engine().await?;
    let author = NewAuthor::new("Ursula").insert(&engine).await?;
    let new = NewBook::new(&author, "The Dispossessed", 387).shelf("A");
    let book = new.slot(1).year(1974).insert(&engine).await?;
    let key = ("The Dispossessed", author.id);
    assert_eq!(Book::get(&engine, key).await?.as_ref(), Some(&book));
    let by_slot = Book::get_by_shelf_slot(&engine, ("A", 1)).await?;
    assert_eq!(by_slot.as_ref(), Some(&book));
    assert_eq!(Book::get_by_year_pages(&engine, (1974, 388)).await?, None);
    Book::update(key).pages(400).run(&engine).await?;
    assert_eq!(book.reload(&engine).await?.pages, 400);
    assert_eq!(author.books(&engine).await?.len(), 1);
    Ok(())
}

#[test]
async fn each_constraint_is_told_by_its_constant() -> Result<()> {
    let engine = engine().await?;
    let author = NewAuthor::new("Ursula").insert(&engine).await?;
    let book = |title: &str| NewBook::new(author.id, title, 1);
    book("a")
        .shelf("A")
        .slot(1)
        .year(1999)
        .insert(&engine)
        .await?;
    let slot = book("b")
        .shelf("A")
        .slot(1)
        .insert(&engine)
        .await
        .unwrap_err();
    assert!(slot.violates(Book::UQ_SHELF_SLOT) && !slot.violates(Book::YEAR_AND_PAGES));
    let pages = book("c").year(1999).insert(&engine).await.unwrap_err();
    assert!(pages.violates(Book::YEAR_AND_PAGES), "{pages}");
    let mut none = book("d");
    none.pages = 0;
    let none = none.insert(&engine).await.unwrap_err();
    assert!(none.violates(Book::CK_POSITIVE_PAGES), "{none}");
    assert_eq!(none.kind(), Some(ConstraintKind::Check));
    let year = book("e").year(3000).insert(&engine).await.unwrap_err();
    assert!(year.violates(Book::CK_SANE_YEAR), "{year}");
    let slot = book("f").slot(100).insert(&engine).await.unwrap_err();
    assert!(slot.violates(Book::CK_SLOT), "{slot}");
    let lower = NewAuthor::new("URSULA").insert(&engine).await.unwrap_err();
    assert_eq!(lower.kind(), Some(ConstraintKind::Unique));
    Ok(())
}
