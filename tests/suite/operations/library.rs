//! What the operations are done with.

use crate::harness::{Log, logged};
use crate::schemas::operations::*;

/// A database with two authors, of whom the first has two books, and a book of nobody.
pub struct Library {
    pub log: Log,
    pub db: Engine,
    pub author: Author,
    pub other: Author,
    pub book: Book,
    pub alone: Book,
    pub tag: Tag,
}

pub async fn library() -> Result<Library> {
    let (db, log) = logged!();
    let author = NewAuthor::new("Ursula").insert(&db).await?;
    let other = NewAuthor::new("Octavia").insert(&db).await?;
    let book = NewBook::new("The Dispossessed").pages(400).author(&author);
    let book = book.insert(&db).await?;
    NewBook::new("The Telling")
        .author(&author)
        .insert(&db)
        .await?;
    let alone = NewBook::new("Beowulf").insert(&db).await?;
    let tag = NewTag::new("utopia").insert(&db).await?;
    book.add_tags(&db, &tag).await?;
    NewProfile::new(&author).bio("Portland").insert(&db).await?;
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
