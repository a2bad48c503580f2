//! Rows by what belongs to them, and what belongs to rows.

use crate::harness::test;
use crate::schemas::operations::*;

use crate::page::Table;
use crate::{Library, library, operation};

#[test]
fn many_to_one() -> Result<()> {
    let Library {
        log,
        db,
        other,
        book,
        alone,
        ..
    } = library()?;
    let table = Table::under("Many-to-one", &log);
    operation!(table, book.author(&db)?);
    operation!(table, alone.author(&db)?);
    operation!(table, Book::query().with(Book::AUTHOR).all(&db)?);
    operation!(table, Book::query().join(Book::AUTHOR).all(&db)?);
    let authors = Book::AUTHOR.get(Author::NAME);
    operation!(
        table,
        Book::query().select((Book::TITLE, authors)).all(&db)?
    );
    let ursulas = Author::NAME.eq("Ursula");
    operation!(
        table,
        Book::query().filter(Book::AUTHOR.has(ursulas)).all(&db)?
    );
    operation!(
        table,
        Book::query()
            .order_by(Book::AUTHOR.by(Author::NAME.asc()))
            .all(&db)?
    );
    operation!(table, Book::update(book.id).author(&other).run(&db)?);
    operation!(table, Book::update(book.id).author_id_null().run(&db)?);
    table.end();
    Ok(())
}

#[test]
fn one_to_many() -> Result<()> {
    let Library {
        log,
        db,
        author,
        book,
        alone,
        ..
    } = library()?;
    let table = Table::under("One-to-many", &log);
    operation!(table, author.books(&db)?);
    operation!(table, Author::query().with(Author::BOOKS).all(&db)?);
    operation!(
        table,
        Author::query()
            .with(Author::BOOKS.with(Book::TAGS))
            .all(&db)?
    );
    let long = Book::PAGES.gt(300);
    operation!(
        table,
        Author::query().with(Author::BOOKS.filter(long)).all(&db)?
    );
    operation!(
        table,
        Author::query().with(Author::BOOKS.limit(3)).all(&db)?
    );
    let authors = Author::query().all(&db)?;
    operation!(table, Author::BOOKS.load(&db, &authors)?);
    operation!(
        table,
        Author::BOOKS
            .of(&author)
            .filter(Book::PAGES.gt(300))
            .all(&db)?
    );
    operation!(
        table,
        Author::query()
            .filter(Author::BOOKS.any(Book::PAGES.gt(300)))
            .all(&db)?
    );
    operation!(
        table,
        Author::query().filter(!Author::BOOKS.exists()).all(&db)?
    );
    operation!(
        table,
        Author::query()
            .filter(Author::BOOKS.contains(&book))
            .all(&db)?
    );
    operation!(
        table,
        Author::query()
            .filter(Author::BOOKS.count().ge(2))
            .all(&db)?
    );
    let numbers = (Author::NAME, Author::BOOKS.count());
    operation!(table, Author::query().select(numbers).all(&db)?);
    operation!(table, author.add_books(&db, NewBook::new("Lavinia"))?);
    operation!(table, author.move_books(&db, &alone)?);
    operation!(table, author.remove_books(&db, &alone)?);
    operation!(table, author.set_books(&db, &[&book, &alone])?);
    table.end();
    Ok(())
}

#[test]
fn one_to_one() -> Result<()> {
    let Library {
        log,
        db,
        author,
        other,
        ..
    } = library()?;
    let table = Table::under("One-to-one", &log);
    let profile = operation!(table, author.profile(&db)?);
    operation!(table, Author::query().with(Author::PROFILE).all(&db)?);
    let profile = profile.expect("a profile");
    operation!(table, other.move_profile(&db, &profile)?);
    let new = NewProfile::new(&other).bio("Pasadena");
    operation!(table, other.set_profile(&db, new)?);
    operation!(table, other.remove_profile(&db)?);
    table.end();
    Ok(())
}

#[test]
fn many_to_many() -> Result<()> {
    let Library {
        log, db, book, tag, ..
    } = library()?;
    let table = Table::under("Many-to-many", &log);
    operation!(table, book.tags(&db)?);
    operation!(table, Book::query().with(Book::TAGS).all(&db)?);
    operation!(
        table,
        Book::query()
            .filter(Book::TAGS.any(Tag::NAME.eq("utopia")))
            .all(&db)?
    );
    operation!(
        table,
        Book::query().filter(Book::TAGS.contains(&tag)).all(&db)?
    );
    operation!(table, book.add_tags(&db, &tag)?);
    operation!(table, book.remove_tags(&db, &tag)?);
    operation!(table, book.set_tags(&db, &[&tag])?);
    table.end();
    Ok(())
}

#[test]
fn trees() -> Result<()> {
    let Library { log, db, .. } = library()?;
    let table = Table::under("Trees", &log);
    let node = NewNode::new("root").insert(&db)?;
    let child = operation!(table, node.add_children(&db, NewNode::new("child"))?);
    operation!(table, node.children(&db)?);
    operation!(table, child.parent(&db)?);
    let roots = Node::query().filter(Node::PARENT_ID.is_null());
    operation!(
        table,
        roots.with(Node::CHILDREN.recursion_depth(5)).all(&db)?
    );
    operation!(table, node.delete(&db)?);
    table.end();
    Ok(())
}

#[test]
fn fields() -> Result<()> {
    let Library { log, db, .. } = library()?;
    let table = Table::under("Fields", &log);
    let invoice = operation!(table, NewInvoice::new("7").insert(&db)?);
    operation!(
        table,
        invoice.add_lines(&db, NewLine::new("tea", invoice.id))?
    );
    operation!(table, Invoice::get(&db, 1)?);
    operation!(table, Invoice::query().all(&db)?);
    operation!(table, invoice.reload(&db)?);
    table.end();
    Ok(())
}
