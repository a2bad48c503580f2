//! Tables, transactions, and rows one by one.

use crate::harness::test;
use crate::schemas::operations::*;

use crate::library::{Library, library};
use crate::operation;
use crate::page::Table;

#[test]
async fn tables_and_transactions() -> Result<()> {
    let Library { log, mut db, .. } = library().await?;
    let table = Table::under("Tables and transactions", &log);
    operation!(table, db.drop_all().await?);
    operation!(table, db.create_all().await?);
    let tag = NewTag::new("anarchy");
    operation!(
        table,
        db.transaction(async |session| session.add(tag.clone()).await)
            .await?
    );
    let mut session = operation!(table, db.session().await?);
    let savepoint = operation!(table, session.savepoint().await?);
    operation!(table, savepoint.commit().await?);
    operation!(table, session.commit().await?);
    let session = operation!(table, db.read().await?);
    operation!(table, session.rollback().await?);
    table.end();
    Ok(())
}

#[test]
async fn one_row() -> Result<()> {
    let Library {
        log,
        mut db,
        author,
        other,
        book,
        alone,
        ..
    } = library().await?;
    let table = Table::under("One row", &log);
    let session = db.session().await?;
    operation!(table, session.add(NewTag::new("anarchy")).await?);
    session.commit().await?;
    operation!(
        table,
        NewBook::new("Kindred").author(&other).insert(&db).await?
    );
    let new = vec![NewTag::new("time"), NewTag::new("travel")];
    operation!(table, Tag::insert_all(&db, new).await?);
    let books = ["Kindred", "Fledgling"].map(NewBook::new);
    operation!(
        table,
        NewAuthor::new("Joanna").books(books).insert(&db).await?
    );
    operation!(
        table,
        NewBook::new("Beowulf")
            .id(9)
            .upsert(&db, Book::TITLE)
            .await?
    );
    operation!(table, NewTag::new("time").upsert_by_name(&db, ()).await?);
    operation!(table, Author::get(&db, 1).await?);
    operation!(table, Author::get_many(&db, &[1, 2]).await?);
    operation!(table, Author::get_by_name(&db, "Octavia").await?);
    operation!(table, Book::update(book.id).pages(387).run(&db).await?);
    operation!(table, book.save(&db).await?);
    operation!(table, book.reload(&db).await?);
    operation!(table, alone.delete(&db).await?);
    operation!(table, author.delete(&db).await?);
    table.end();
    Ok(())
}
