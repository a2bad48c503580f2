//! An author that is there takes over a column of members.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    NewAuthor::new("Ursula").upsert_by_name(&db, Member::NAME)?;
    Ok(())
}
