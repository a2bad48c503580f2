//! Members are loaded with a relationship that books have.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    Member::query().with(Book::AUTHOR).all(&db)?;
    Ok(())
}
