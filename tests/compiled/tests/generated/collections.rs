//! Relationships that are written from the parent's side.

use relgen_compiled::collections::*;

/// What is asked with foreign keys enforced, and without.
fn either_way(test: impl Fn(&Connection) -> Result<()>) -> Result<()> {
    for enforced in [true, false] {
        let engine = Engine::in_memory()?;
        engine.create_all()?;
        engine.pragma_update(None, "foreign_keys", enforced)?;
        test(&engine)?;
    }
    Ok(())
}

fn authors(db: &Connection) -> Result<[Author; 2]> {
    Ok([
        NewAuthor::new("Ann").insert(db)?,
        NewAuthor::new("Bob").insert(db)?,
    ])
}

fn titles(books: &[Book]) -> Vec<&str> {
    books.iter().map(|book| book.title.as_str()).collect()
}

fn user(db: &Connection) -> Result<User> {
    NewUser::new().insert(db)
}

/// A draft of two pages.
fn draft(db: &Connection, author: &Author, title: &str) -> Result<Draft> {
    let draft = author.add_drafts(db, NewDraft::new(0, title))?;
    for number in [1, 2] {
        draft.add_pages(db, NewPage::new(0, number, "…"))?;
    }
    Ok(draft)
}

#[test]
fn a_row_is_added_whatever_its_key_was() -> Result<()> {
    either_way(|db| {
        let [ann, bob] = authors(db)?;
        let book = ann.add_books(db, NewBook::new("A").author_id(bob.id))?;
        assert_eq!(book.author_id, Some(ann.id));
        assert_eq!(ann.books(db)?, [book]);
        let letter = ann.add_letters(db, NewLetter::new(bob.id))?;
        assert_eq!(ann.letters().all(db)?, [letter]);
        Ok(())
    })
}

#[test]
fn a_row_is_moved_and_brought_up_to_date() -> Result<()> {
    either_way(|db| {
        let [ann, bob] = authors(db)?;
        let book = ann.add_books(db, NewBook::new("A"))?;
        let moved = bob.move_books(db, &book)?;
        assert_eq!((moved.author_id, moved.revision), (Some(bob.id), 2));
        assert!(moved.changed > book.changed);
        assert!(ann.books(db)?.is_empty());
        moved.delete(db)?;
        let gone = ann.move_books(db, &moved);
        assert!(matches!(gone, Err(Error::NotFound { table: "book" })));
        Ok(())
    })
}

#[test]
fn a_row_is_taken_out_where_it_is_in() -> Result<()> {
    either_way(|db| {
        let [ann, bob] = authors(db)?;
        let book = ann.add_books(db, NewBook::new("A"))?;
        bob.remove_books(db, &book)?;
        assert_eq!(book.reload(db)?, book);
        ann.remove_books(db, &book)?;
        let book = book.reload(db)?;
        assert_eq!((book.author_id, book.revision), (None, 2));
        ann.remove_books(db, &book)?;
        assert_eq!(book.reload(db)?.revision, 2);
        Ok(())
    })
}

#[test]
fn these_rows_and_no_others() -> Result<()> {
    either_way(|db| {
        let [ann, bob] = authors(db)?;
        let [a, b] = [
            ann.add_books(db, NewBook::new("A"))?,
            ann.add_books(db, NewBook::new("B"))?,
        ];
        let c = bob.add_books(db, NewBook::new("C"))?;
        let d = NewBook::new("D").insert(db)?;
        ann.set_books(db, &[&b, &c, &d, &d])?;
        assert_eq!(titles(&ann.books(db)?), ["B", "C", "D"]);
        assert_eq!(a.reload(db)?.author_id, None);
        assert_eq!(b.reload(db)?, b);
        assert_eq!(c.reload(db)?.revision, 2);
        ann.set_books(db, &[])?;
        assert!(ann.books(db)?.is_empty());
        assert_eq!(Book::query().count(db)?, 4);
        Ok(())
    })
}

#[test]
fn orphans_are_deleted_with_what_is_theirs() -> Result<()> {
    either_way(|db| {
        let [ann, bob] = authors(db)?;
        let [a, b] = [draft(db, &ann, "A")?, draft(db, &ann, "B")?];
        let c = draft(db, &bob, "C")?;
        bob.remove_drafts(db, &a)?;
        assert_eq!(
            (Draft::query().count(db)?, Page::query().count(db)?),
            (3, 6)
        );
        ann.remove_drafts(db, &a)?;
        assert_eq!(
            (Draft::query().count(db)?, Page::query().count(db)?),
            (2, 4)
        );
        ann.set_drafts(db, &[&c])?;
        assert_eq!(
            (Draft::query().count(db)?, Page::query().count(db)?),
            (1, 2)
        );
        assert!(Draft::get(db, b.id)?.is_none());
        assert_eq!(ann.drafts().all(db)?, [c.reload(db)?]);
        let pages = c.pages(db)?;
        c.remove_pages(db, &pages[0])?;
        assert_eq!(c.pages(db)?, pages[1..]);
        Ok(())
    })
}

#[test]
fn the_one_row_is_replaced() -> Result<()> {
    either_way(|db| {
        let [one, other] = [user(db)?, user(db)?];
        let first = one.set_profile(db, NewProfile::new(other.id, "first"))?;
        first.add_photos(db, NewPhoto::new(0))?;
        let second = one.set_profile(db, NewProfile::new(0, "second"))?;
        assert_eq!(one.profile(db)?, Some(second.clone()));
        assert_eq!(
            (Profile::query().count(db)?, Photo::query().count(db)?),
            (1, 0)
        );
        other.set_profile(db, NewProfile::new(0, "third"))?;
        let moved = other.move_profile(db, &second)?;
        assert_eq!(Profile::query().all(db)?, std::slice::from_ref(&moved));
        assert_eq!(other.move_profile(db, &moved)?, moved);
        other.remove_profile(db)?;
        other.remove_profile(db)?;
        assert_eq!(Profile::query().count(db)?, 0);
        Ok(())
    })
}

#[test]
fn the_one_row_is_left_alone() -> Result<()> {
    either_way(|db| {
        let [one, other] = [user(db)?, user(db)?];
        let [a, b] = [
            one.set_desk(db, NewDesk::new())?,
            one.set_desk(db, NewDesk::new())?,
        ];
        assert_eq!(a.reload(db)?.user_id, None);
        let moved = other.move_desk(db, &b)?;
        assert!(one.desk(db)?.is_none());
        other.move_desk(db, &a)?;
        assert_eq!(moved.reload(db)?.user_id, None);
        other.remove_desk(db)?;
        assert_eq!(Desk::query().filter(Desk::USER_ID.is_null()).count(db)?, 2);
        Ok(())
    })
}

#[test]
fn a_row_that_is_known_by_its_parent_is_replaced() -> Result<()> {
    either_way(|db| {
        let user = user(db)?;
        user.set_card(db, NewCard::new(0, 1))?;
        let card = user.set_card(db, NewCard::new(0, 2))?;
        assert_eq!(Card::query().all(db)?, [card]);
        user.remove_card(db)?;
        assert_eq!(Card::query().count(db)?, 0);
        Ok(())
    })
}

#[test]
fn nothing_is_replaced_where_the_new_row_is_refused() -> Result<()> {
    let engine = Engine::in_memory()?;
    engine.create_all()?;
    let user = user(&engine)?;
    let there = user.set_profile(&engine, NewProfile::new(0, "there"))?;
    let other = self::user(&engine)?.set_profile(&engine, NewProfile::new(0, "other"))?;
    let again = NewProfile::new(0, "again").id(other.id);
    assert!(user.set_profile(&engine, again).is_err());
    assert_eq!(user.profile(&engine)?, Some(there.clone()));
    other.delete(&engine)?;
    let gone = user.move_profile(&engine, &other);
    assert!(matches!(gone, Err(Error::NotFound { table: "profile" })));
    assert_eq!(user.profile(&engine)?, Some(there));
    Ok(())
}

#[test]
fn trees_are_written() -> Result<()> {
    either_way(|db| {
        let root = NewNode::new().insert(db)?;
        let a = root.add_children(db, NewNode::new())?;
        let b = root.add_children(db, NewNode::new())?;
        let leaf = a.add_children(db, NewNode::new())?;
        b.move_children(db, &leaf)?;
        root.set_children(db, &[&b])?;
        assert_eq!(Node::query().count(db)?, 3);
        root.remove_children(db, &b)?;
        assert_eq!(Node::query().all(db)?, [root]);
        Ok(())
    })
}

#[test]
fn keys_of_several_columns_and_other_keys() -> Result<()> {
    either_way(|db| {
        let [one, other] = [
            NewShop::new("x", 1, "x1").insert(db)?,
            NewShop::new("x", 2, "x2").insert(db)?,
        ];
        let a = one.add_goods(db, NewGood::new("a").shelf(1))?;
        let b = one.add_goods(db, NewGood::new("b").shelf(2))?;
        assert_eq!((a.chain.as_deref(), a.number), (Some("x"), Some(1)));
        let a = other.move_goods(db, &a)?;
        other.set_goods(db, &[&b])?;
        assert_eq!(other.goods(db)?, [b.reload(db)?]);
        let a = a.reload(db)?;
        assert_eq!((a.chain, a.number), (None, None));
        other.remove_goods(db, &b)?;
        assert!(other.goods(db)?.is_empty());
        let till = one.add_tills(db, NewTill::new())?;
        assert_eq!(till.shop.as_deref(), Some("x1"));
        one.remove_tills(db, &till)?;
        assert!(one.tills(db)?.is_empty());
        Ok(())
    })
}
