//! Fines are summed up, which SQLite cannot do exactly.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    Loan::query().aggregate(&db, Loan::FINE.sum())?;
    Ok(())
}
