//! An author's books are joined, of which there are many.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    Author::query().join(Author::BOOKS).all(&db)?;
    Ok(())
}
