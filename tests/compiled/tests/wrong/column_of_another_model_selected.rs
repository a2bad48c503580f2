//! Names of authors are selected from members.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    Member::query().select(Author::NAME).all(&db)?;
    Ok(())
}
