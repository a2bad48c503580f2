//! Rows by what they hold.

use relgen_oracle::operations::*;

use crate::page::Table;
use crate::{Library, library, operation};

#[test]
fn queries() -> Result<()> {
    let Library { log, db, .. } = library()?;
    let table = Table::under("Queries", &log);
    operation!(table, Book::query().all(&db)?);
    operation!(table, Book::query().filter(Book::PAGES.gt(100)).all(&db)?);
    operation!(
        table,
        Book::query()
            .filter(Book::PAGES.is_null() | !Book::TITLE.eq("Kindred"))
            .all(&db)?
    );
    operation!(
        table,
        Book::query()
            .filter(Book::TITLE.starts_with("The "))
            .all(&db)?
    );
    operation!(
        table,
        Book::query().filter(Book::PAGES.in_([100, 400])).all(&db)?
    );
    operation!(
        table,
        Book::query()
            .order_by(Book::PAGES.desc())
            .limit(10)
            .offset(1)
            .all(&db)?
    );
    operation!(table, Book::query().order_by(Book::TITLE.asc()).first(&db)?);
    operation!(
        table,
        Book::query().filter(Book::TITLE.eq("Beowulf")).one(&db)?
    );
    operation!(table, Book::query().count(&db)?);
    operation!(
        table,
        Book::query().filter(Book::PAGES.gt(999)).exists(&db)?
    );
    operation!(table, Book::query().each(&db, |_| Ok(()))?);
    table.end();
    Ok(())
}
