//! `docs/operations.md`, run: every row of its tables is an operation here, and says which
//! statements it runs. A table without its test, or a row without its operation, is an error.

mod page;
mod queries;
mod relationships;
mod rows;

use relgen_oracle::operations::*;
use relgen_oracle::{Log, Sources};

use self::page::headings;

/// Runs an operation, and compares its statements with the row that shows its code.
macro_rules! operation {
    ($table:ident, $code:expr) => {{
        $table.begin();
        let value = $code;
        $table.ran(stringify!($code));
        value
    }};
}
pub(crate) use operation;

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
    let tests = Sources::of("operations");
    for heading in headings() {
        let begun = format!("Table::under(\"{heading}\"");
        assert!(tests.say(&begun), "no test says `{begun}`");
    }
}
