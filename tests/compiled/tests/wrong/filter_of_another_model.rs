//! A query of members, filtered by a column of authors.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    Member::query().filter(Author::NAME.eq("Ursula")).all(&db)?;
    Ok(())
}
