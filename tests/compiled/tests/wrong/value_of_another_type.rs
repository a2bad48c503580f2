//! Text is compared with a number, and a number is set to text.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    Member::query().filter(Member::NAME.eq(7)).all(&db)?;
    Loan::update(1).fine("a lot").run(&db)?;
    NewBook::new("1", 1974, 1).insert(&db)?;
    Ok(())
}
