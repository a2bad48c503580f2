//! Books are asked for by their author, and the condition is on members.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    let by = Book::AUTHOR.has(Member::NAME.eq("Ann"));
    Book::query().filter(by).all(&db)?;
    Ok(())
}
