//! A loan's date is set to NULL, and a column is compared with NULL.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    Loan::update(1).due_null().run(&db)?;
    Loan::query().filter(Loan::GUARANTOR_CODE.eq(None)).all(&db)?;
    Ok(())
}
