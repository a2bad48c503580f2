//! A guarantor is used as if each loan had one.

use relgen_compiled::library::*;

fn main() -> Result<()> {
    let db = Engine::in_memory()?;
    for (loan, guarantor) in Loan::query().with(Loan::GUARANTOR).all(&db)? {
        println!("{}: {}", loan.id, guarantor.name);
    }
    Ok(())
}
