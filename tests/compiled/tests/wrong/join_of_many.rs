//! Some of an author's books are joined, of which a join takes all.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    Author::query().join(Author::BOOKS.limit(3)).all(&db)?;
    Ok(())
}
