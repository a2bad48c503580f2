//! `docs/operations.md`, run: every row of its tables is an operation here, and says which
//! statements it runs. A table without its test, or a row without its operation, is an error.

mod page;

use relgen_oracle::Log;
use relgen_oracle::operations::*;

use self::page::{Table, headings};

/// Runs an operation, and compares its statements with the row that shows its code.
macro_rules! operation {
    ($table:ident, $code:expr) => {{
        $table.begin();
        let value = $code;
        $table.ran(stringify!($code));
        value
    }};
}

/// A database with two authors, of whom the first has two books, and a book of nobody.
struct Library {
    log: Log,
    db: Engine,
    author: Author,
    other: Author,
    book: Book,
    alone: Book,
    tag: Tag,
}

fn library() -> Result<Library> {
    let log = Log::default();
    let db = Engine::new(log.connection())?;
    db.create_all()?;
    let author = NewAuthor::new("Ursula").insert(&db)?;
    let other = NewAuthor::new("Octavia").insert(&db)?;
    let book = NewBook::new("The Dispossessed").pages(400).author(&author);
    let book = book.insert(&db)?;
    NewBook::new("The Telling").author(&author).insert(&db)?;
    let alone = NewBook::new("Beowulf").insert(&db)?;
    let tag = NewTag::new("utopia").insert(&db)?;
    book.add_tags(&db, &tag)?;
    NewProfile::new(&author).bio("Portland").insert(&db)?;
    Ok(Library {
        log,
        db,
        author,
        other,
        book,
        alone,
        tag,
    })
}

#[test]
fn every_table_has_its_test() {
    for heading in headings() {
        let used = format!("Table::under(\"{heading}\"");
        assert!(
            include_str!("main.rs").contains(&used),
            "no test says `{used}`"
        );
    }
}

#[test]
fn tables_and_transactions() -> Result<()> {
    let Library { log, mut db, .. } = library()?;
    let table = Table::under("Tables and transactions", &log);
    operation!(table, db.drop_all()?);
    operation!(table, db.create_all()?);
    let mut session = operation!(table, db.session()?);
    let savepoint = operation!(table, session.savepoint()?);
    operation!(table, savepoint.commit()?);
    operation!(table, session.commit()?);
    let session = operation!(table, db.read()?);
    operation!(table, session.rollback()?);
    table.end();
    Ok(())
}

#[test]
fn one_row() -> Result<()> {
    let Library {
        log,
        mut db,
        author,
        other,
        book,
        alone,
        ..
    } = library()?;
    let table = Table::under("One row", &log);
    let session = db.session()?;
    operation!(table, session.add(NewTag::new("anarchy"))?);
    session.commit()?;
    operation!(table, NewBook::new("Kindred").author(&other).insert(&db)?);
    let new = vec![NewTag::new("time"), NewTag::new("travel")];
    operation!(table, Tag::insert_all(&db, new)?);
    operation!(table, Author::get(&db, 1)?);
    operation!(table, Author::get_many(&db, &[1, 2])?);
    operation!(table, Author::get_by_name(&db, "Octavia")?);
    operation!(table, Book::update(book.id).pages(387).run(&db)?);
    operation!(table, book.save(&db)?);
    operation!(table, book.reload(&db)?);
    operation!(table, alone.delete(&db)?);
    operation!(table, author.delete(&db)?);
    table.end();
    Ok(())
}

#[test]
fn queries() -> Result<()> {
    let Library { log, db, .. } = library()?;
    let table = Table::under("Queries", &log);
    operation!(table, Book::query().all(&db)?);
    operation!(table, Book::query().filter(Book::PAGES.gt(100)).all(&db)?);
    operation!(
        table,
        Book::query()
            .filter(Book::PAGES.is_null() | !Book::TITLE.eq("Kindred"))
            .all(&db)?
    );
    operation!(
        table,
        Book::query()
            .filter(Book::TITLE.starts_with("The "))
            .all(&db)?
    );
    operation!(
        table,
        Book::query().filter(Book::PAGES.in_([100, 400])).all(&db)?
    );
    operation!(
        table,
        Book::query()
            .order_by(Book::PAGES.desc())
            .limit(10)
            .offset(1)
            .all(&db)?
    );
    operation!(table, Book::query().order_by(Book::TITLE.asc()).first(&db)?);
    operation!(
        table,
        Book::query().filter(Book::TITLE.eq("Beowulf")).one(&db)?
    );
    operation!(table, Book::query().count(&db)?);
    operation!(
        table,
        Book::query().filter(Book::PAGES.gt(999)).exists(&db)?
    );
    operation!(table, Book::query().each(&db, |_| Ok(()))?);
    table.end();
    Ok(())
}

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
            .filter(Author::BOOKS.count().ge(2))
            .all(&db)?
    );
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
