//! A column of members is compared with a column of authors.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    Member::query().filter(Member::NAME.eq(Author::NAME)).all(&db)?;
    Ok(())
}
