//! An author's books are loaded with a relationship that members have.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    Author::query().with(Author::BOOKS.with(Member::LOANS)).all(&db)?;
    Ok(())
}
