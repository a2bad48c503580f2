//! A session is used after it was committed.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let mut engine = Engine::in_memory()?;
    let session = engine.session()?;
    session.commit()?;
    session.add(NewAuthor::new("Ursula"))?;
    Ok(())
}
