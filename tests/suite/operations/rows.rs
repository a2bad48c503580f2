//! Tables, transactions, and rows one by one.

use crate::harness::test;
use crate::schemas::operations::*;

use crate::page::Table;
use crate::{Library, library, operation};

#[test]
fn tables_and_transactions() -> Result<()> {
    let Library { log, mut db, .. } = library()?;
    let table = Table::under("Tables and transactions", &log);
    operation!(table, db.drop_all()?);
    operation!(table, db.create_all()?);
    let tag = NewTag::new("anarchy");
    operation!(table, db.transaction(|session| session.add(tag.clone()))?);
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
    let books = ["Kindred", "Fledgling"].map(NewBook::new);
    operation!(table, NewAuthor::new("Joanna").books(books).insert(&db)?);
    operation!(
        table,
        NewBook::new("Beowulf").id(9).upsert(&db, Book::TITLE)?
    );
    operation!(table, NewTag::new("time").upsert_by_name(&db, ())?);
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
