//! Rows by what belongs to them, and what belongs to rows.

use crate::harness::test;
use crate::schemas::operations::*;

use crate::library::{Library, library};
use crate::operation;
use crate::page::Table;

#[test]
async fn many_to_one() -> Result<()> {
    let Library {
        log,
        db,
        other,
        book,
        alone,
        ..
    } = library().await?;
    let table = Table::under("Many-to-one", &log);
    operation!(table, book.author(&db).await?);
    operation!(table, alone.author(&db).await?);
    operation!(table, Book::query().with(Book::AUTHOR).all(&db).await?);
    operation!(table, Book::query().join(Book::AUTHOR).all(&db).await?);
    let authors = Book::AUTHOR.get(Author::NAME);
    operation!(
        table,
        Book::query()
            .select((Book::TITLE, authors))
            .all(&db)
            .await?
    );
    let ursulas = Author::NAME.eq("Ursula");
    operation!(
        table,
        Book::query()
            .filter(Book::AUTHOR.has(ursulas))
            .all(&db)
            .await?
    );
    operation!(
        table,
        Book::query()
            .order_by(Book::AUTHOR.by(Author::NAME.asc()))
            .all(&db)
            .await?
    );
    operation!(table, Book::update(book.id).author(&other).run(&db).await?);
    operation!(
        table,
        Book::update(book.id).author_id_null().run(&db).await?
    );
    table.end();
    Ok(())
}

#[test]
async fn one_to_many() -> Result<()> {
    let Library {
        log,
        db,
        author,
        book,
        alone,
        ..
    } = library().await?;
    let table = Table::under("One-to-many", &log);
    operation!(table, author.books(&db).await?);
    operation!(table, Author::query().with(Author::BOOKS).all(&db).await?);
    operation!(table, Author::query().join(Author::BOOKS).all(&db).await?);
    operation!(
        table,
        Author::query()
            .with(Author::BOOKS.with(Book::TAGS))
            .all(&db)
            .await?
    );
    let long = Book::PAGES.gt(300);
    operation!(
        table,
        Author::query()
            .with(Author::BOOKS.filter(long))
            .all(&db)
            .await?
    );
    operation!(
        table,
        Author::query()
            .with(Author::BOOKS.limit(3))
            .all(&db)
            .await?
    );
    let authors = Author::query().all(&db).await?;
    operation!(table, Author::BOOKS.load(&db, &authors).await?);
    operation!(
        table,
        Author::BOOKS
            .of(&author)
            .filter(Book::PAGES.gt(300))
            .all(&db)
            .await?
    );
    operation!(
        table,
        Author::query()
            .filter(Author::BOOKS.any(Book::PAGES.gt(300)))
            .all(&db)
            .await?
    );
    operation!(
        table,
        Author::query()
            .filter(!Author::BOOKS.exists())
            .all(&db)
            .await?
    );
    operation!(
        table,
        Author::query()
            .filter(Author::BOOKS.contains(&book))
            .all(&db)
            .await?
    );
    operation!(
        table,
        Author::query()
            .filter(Author::BOOKS.count().ge(2))
            .all(&db)
            .await?
    );
    let numbers = (Author::NAME, Author::BOOKS.count());
    operation!(table, Author::query().select(numbers).all(&db).await?);
    operation!(table, author.add_books(&db, NewBook::new("Lavinia")).await?);
    operation!(table, author.move_books(&db, &alone).await?);
    operation!(table, author.remove_books(&db, &alone).await?);
    operation!(table, author.set_books(&db, &[&book, &alone]).await?);
    table.end();
    Ok(())
}

#[test]
async fn one_to_one() -> Result<()> {
    let Library {
        log,
        db,
        author,
        other,
        ..
    } = library().await?;
    let table = Table::under("One-to-one", &log);
    let profile = operation!(table, author.profile(&db).await?);
    operation!(table, Author::query().with(Author::PROFILE).all(&db).await?);
    let profile = profile.expect("a profile");
    operation!(table, other.move_profile(&db, &profile).await?);
    let new = NewProfile::new(&other).bio("Pasadena");
    operation!(table, other.set_profile(&db, new).await?);
    operation!(table, other.remove_profile(&db).await?);
    table.end();
    Ok(())
}

#[test]
async fn many_to_many() -> Result<()> {
    let Library {
        log, db, book, tag, ..
    } = library().await?;
    let table = Table::under("Many-to-many", &log);
    operation!(table, book.tags(&db).await?);
    operation!(table, Book::query().with(Book::TAGS).all(&db).await?);
    operation!(table, Book::query().join(Book::TAGS).all(&db).await?);
    operation!(
        table,
        Book::query()
            .filter(Book::TAGS.any(Tag::NAME.eq("utopia")))
            .all(&db)
            .await?
    );
    operation!(
        table,
        Book::query()
            .filter(Book::TAGS.contains(&tag))
            .all(&db)
            .await?
    );
    operation!(table, book.add_tags(&db, &tag).await?);
    operation!(table, book.remove_tags(&db, &tag).await?);
    operation!(table, book.set_tags(&db, &[&tag]).await?);
    table.end();
    Ok(())
}

#[test]
async fn trees() -> Result<()> {
    let Library { log, db, .. } = library().await?;
    let table = Table::under("Trees", &log);
    let node = NewNode::new("root").insert(&db).await?;
    let child = operation!(table, node.add_children(&db, NewNode::new("child")).await?);
    operation!(table, node.children(&db).await?);
    operation!(table, child.parent(&db).await?);
    let roots = Node::query().filter(Node::PARENT_ID.is_null());
    operation!(
        table,
        roots
            .with(Node::CHILDREN.recursion_depth(5))
            .all(&db)
            .await?
    );
    operation!(table, node.delete(&db).await?);
    table.end();
    Ok(())
}

#[test]
async fn fields() -> Result<()> {
    let Library { log, db, .. } = library().await?;
    let table = Table::under("Fields", &log);
    let invoice = operation!(table, NewInvoice::new("7").insert(&db).await?);
    operation!(
        table,
        invoice
            .add_lines(&db, NewLine::new("tea", invoice.id))
            .await?
    );
    operation!(table, Invoice::get(&db, 1).await?);
    operation!(table, Invoice::query().all(&db).await?);
    operation!(table, invoice.reload(&db).await?);
    table.end();
    Ok(())
}
