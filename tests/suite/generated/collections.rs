//! Relationships that are written from the parent's side.

use crate::harness::{Raw, test};
use crate::schemas::collections::*;

/// What is asked with foreign keys enforced, and without.
async fn either_way(test: impl AsyncFn(&Connection<'_>) -> Result<()>) -> Result<()> {
    for enforced in [true, false] {
        let engine = Engine::in_memory().await?;
        engine.create_all().await?;
        engine.enforce_keys(enforced).await?;
        test(&engine).await?;
    }
    Ok(())
}

async fn authors(db: &Connection<'_>) -> Result<[Author; 2]> {
    Ok([
        NewAuthor::new("Ann").insert(db).await?,
        NewAuthor::new("Bob").insert(db).await?,
    ])
}

fn titles(books: &[Book]) -> Vec<&str> {
    books.iter().map(|book| book.title.as_str()).collect()
}

async fn user(db: &Connection<'_>) -> Result<User> {
    NewUser::new().insert(db).await
}

/// A draft of two pages.
async fn draft(db: &Connection<'_>, author: &Author, title: &str) -> Result<Draft> {
    let draft = author.add_drafts(db, NewDraft::new(0, title)).await?;
    for number in [1, 2] {
        draft.add_pages(db, NewPage::new(0, number, "…")).await?;
    }
    Ok(draft)
}

#[test]
async fn a_row_is_added_whatever_its_key_was() -> Result<()> {
    either_way(async |db| {
        let [ann, bob] = authors(db).await?;
        let book = ann
            .add_books(db, NewBook::new("A").author_id(bob.id))
            .await?;
        assert_eq!(book.author_id, Some(ann.id));
        assert_eq!(ann.books(db).await?, [book]);
        let letter = ann.add_letters(db, NewLetter::new(bob.id)).await?;
        assert_eq!(ann.letters().all(db).await?, [letter]);
        Ok(())
    })
    .await
}

#[test]
async fn a_row_is_moved_and_brought_up_to_date() -> Result<()> {
    either_way(async |db| {
        let [ann, bob] = authors(db).await?;
        let book = ann.add_books(db, NewBook::new("A")).await?;
        let moved = bob.move_books(db, &book).await?;
        assert_eq!((moved.author_id, moved.revision), (Some(bob.id), 2));
        assert!(moved.changed > book.changed);
        assert!(ann.books(db).await?.is_empty());
        moved.delete(db).await?;
        let gone = ann.move_books(db, &moved).await;
        assert!(matches!(gone, Err(Error::NotFound { table: "book" })));
        Ok(())
    })
    .await
}

#[test]
async fn a_row_is_taken_out_where_it_is_in() -> Result<()> {
    either_way(async |db| {
        let [ann, bob] = authors(db).await?;
        let book = ann.add_books(db, NewBook::new("A")).await?;
        bob.remove_books(db, &book).await?;
        assert_eq!(book.reload(db).await?, book);
        ann.remove_books(db, &book).await?;
        let book = book.reload(db).await?;
        assert_eq!((book.author_id, book.revision), (None, 2));
        ann.remove_books(db, &book).await?;
        assert_eq!(book.reload(db).await?.revision, 2);
        Ok(())
    })
    .await
}

#[test]
async fn these_rows_and_no_others() -> Result<()> {
    either_way(async |db| {
        let [ann, bob] = authors(db).await?;
        let [a, b] = [
            ann.add_books(db, NewBook::new("A")).await?,
            ann.add_books(db, NewBook::new("B")).await?,
        ];
        let c = bob.add_books(db, NewBook::new("C")).await?;
        let d = NewBook::new("D").insert(db).await?;
        ann.set_books(db, &[&b, &c, &d, &d]).await?;
        assert_eq!(titles(&ann.books(db).await?), ["B", "C", "D"]);
        assert_eq!(a.reload(db).await?.author_id, None);
        assert_eq!(b.reload(db).await?, b);
        assert_eq!(c.reload(db).await?.revision, 2);
        ann.set_books(db, &[]).await?;
        assert!(ann.books(db).await?.is_empty());
        assert_eq!(Book::query().count(db).await?, 4);
        Ok(())
    })
    .await
}

#[test]
async fn orphans_are_deleted_with_what_is_theirs() -> Result<()> {
    either_way(async |db| {
        let [ann, bob] = authors(db).await?;
        let [a, b] = [draft(db, &ann, "A").await?, draft(db, &ann, "B").await?];
        let c = draft(db, &bob, "C").await?;
        bob.remove_drafts(db, &a).await?;
        assert_eq!(
            (
                Draft::query().count(db).await?,
                Page::query().count(db).await?
            ),
            (3, 6)
        );
        ann.remove_drafts(db, &a).await?;
        assert_eq!(
            (
                Draft::query().count(db).await?,
                Page::query().count(db).await?
            ),
            (2, 4)
        );
        ann.set_drafts(db, &[&c]).await?;
        assert_eq!(
            (
                Draft::query().count(db).await?,
                Page::query().count(db).await?
            ),
            (1, 2)
        );
        assert!(Draft::get(db, b.id).await?.is_none());
        assert_eq!(ann.drafts().all(db).await?, [c.reload(db).await?]);
        let pages = c.pages(db).await?;
        c.remove_pages(db, &pages[0]).await?;
        assert_eq!(c.pages(db).await?, pages[1..]);
        Ok(())
    })
    .await
}

#[test]
async fn the_one_row_is_replaced() -> Result<()> {
    either_way(async |db| {
        let [one, other] = [user(db).await?, user(db).await?];
        let first = one
            .set_profile(db, NewProfile::new(other.id, "first"))
            .await?;
        first.add_photos(db, NewPhoto::new(0)).await?;
        let second = one.set_profile(db, NewProfile::new(0, "second")).await?;
        assert_eq!(one.profile(db).await?, Some(second.clone()));
        assert_eq!(
            (
                Profile::query().count(db).await?,
                Photo::query().count(db).await?
            ),
            (1, 0)
        );
        other.set_profile(db, NewProfile::new(0, "third")).await?;
        let moved = other.move_profile(db, &second).await?;
        assert_eq!(
            Profile::query().all(db).await?,
            std::slice::from_ref(&moved)
        );
        assert_eq!(other.move_profile(db, &moved).await?, moved);
        other.remove_profile(db).await?;
        other.remove_profile(db).await?;
        assert_eq!(Profile::query().count(db).await?, 0);
        Ok(())
    })
    .await
}

#[test]
async fn the_one_row_is_left_alone() -> Result<()> {
    either_way(async |db| {
        let [one, other] = [user(db).await?, user(db).await?];
        let [a, b] = [
            one.set_desk(db, NewDesk::new()).await?,
            one.set_desk(db, NewDesk::new()).await?,
        ];
        assert_eq!(a.reload(db).await?.user_id, None);
        let moved = other.move_desk(db, &b).await?;
        assert!(one.desk(db).await?.is_none());
        other.move_desk(db, &a).await?;
        assert_eq!(moved.reload(db).await?.user_id, None);
        other.remove_desk(db).await?;
        assert_eq!(
            Desk::query()
                .filter(Desk::USER_ID.is_null())
                .count(db)
                .await?,
            2
        );
        Ok(())
    })
    .await
}

#[test]
async fn a_row_that_is_known_by_its_parent_is_replaced() -> Result<()> {
    either_way(async |db| {
        let user = user(db).await?;
        user.set_card(db, NewCard::new(0, 1)).await?;
        let card = user.set_card(db, NewCard::new(0, 2)).await?;
        assert_eq!(Card::query().all(db).await?, [card]);
        user.remove_card(db).await?;
        assert_eq!(Card::query().count(db).await?, 0);
        Ok(())
    })
    .await
}

#[test]
async fn nothing_is_replaced_where_the_new_row_is_refused() -> Result<()> {
    let engine = Engine::in_memory().await?;
    engine.create_all().await?;
    let user = user(&engine).await?;
    let there = user
        .set_profile(&engine, NewProfile::new(0, "there"))
        .await?;
    let other = self::user(&engine)
        .await?
        .set_profile(&engine, NewProfile::new(0, "other"))
        .await?;
    let again = NewProfile::new(0, "again").id(other.id);
    assert!(user.set_profile(&engine, again).await.is_err());
    assert_eq!(user.profile(&engine).await?, Some(there.clone()));
    other.delete(&engine).await?;
    let gone = user.move_profile(&engine, &other).await;
    assert!(matches!(gone, Err(Error::NotFound { table: "profile" })));
    assert_eq!(user.profile(&engine).await?, Some(there));
    Ok(())
}

#[test]
async fn trees_are_written() -> Result<()> {
    either_way(async |db| {
        let root = NewNode::new().insert(db).await?;
        let a = root.add_children(db, NewNode::new()).await?;
        let b = root.add_children(db, NewNode::new()).await?;
        let leaf = a.add_children(db, NewNode::new()).await?;
        b.move_children(db, &leaf).await?;
        root.set_children(db, &[&b]).await?;
        assert_eq!(Node::query().count(db).await?, 3);
        root.remove_children(db, &b).await?;
        assert_eq!(Node::query().all(db).await?, [root]);
        Ok(())
    })
    .await
}

#[test]
async fn keys_of_several_columns_and_other_keys() -> Result<()> {
    either_way(async |db| {
        let [one, other] = [
            NewShop::new("x", 1, "x1").insert(db).await?,
            NewShop::new("x", 2, "x2").insert(db).await?,
        ];
        let a = one.add_goods(db, NewGood::new("a").shelf(1)).await?;
        let b = one.add_goods(db, NewGood::new("b").shelf(2)).await?;
        assert_eq!((a.chain.as_deref(), a.number), (Some("x"), Some(1)));
        let a = other.move_goods(db, &a).await?;
        other.set_goods(db, &[&b]).await?;
        assert_eq!(other.goods(db).await?, [b.reload(db).await?]);
        let a = a.reload(db).await?;
        assert_eq!((a.chain, a.number), (None, None));
        other.remove_goods(db, &b).await?;
        assert!(other.goods(db).await?.is_empty());
        let till = one.add_tills(db, NewTill::new()).await?;
        assert_eq!(till.shop.as_deref(), Some("x1"));
        one.remove_tills(db, &till).await?;
        assert!(one.tills(db).await?.is_empty());
        Ok(())
    })
    .await
}
