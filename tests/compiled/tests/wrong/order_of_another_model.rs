//! A query of members, ordered by a column of books.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    Member::query().order_by(Book::TITLE.asc()).all(&db)?;
    Ok(())
}
