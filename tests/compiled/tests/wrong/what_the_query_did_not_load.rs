//! A query is taken for one that loads the card along.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    for (member, card) in Member::query().all(&db)? {
        println!("{}: {}", member.name, card.id);
    }
    Ok(())
}
