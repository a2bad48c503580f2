//! A book without an author.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    NewBook::new("1", "The Dispossessed").insert(&db)?;
    Ok(())
}
