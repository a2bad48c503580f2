//! Authors are filtered by the first three of their books.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    let first = Author::BOOKS.limit(3);
    Author::query().filter(first.any(Book::TITLE.eq("x"))).all(&db)?;
    Ok(())
}
