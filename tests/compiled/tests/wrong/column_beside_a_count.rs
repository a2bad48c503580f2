//! A column that is not grouped stands beside a count.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    let groups = Loan::query().group_by(Loan::BORROWER_CODE);
    groups.select((Loan::DUE, count())).all(&db)?;
    Ok(())
}
