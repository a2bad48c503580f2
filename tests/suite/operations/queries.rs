//! Rows by what they hold.

use crate::harness::test;
use crate::schemas::operations::*;

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
    operation!(
        table,
        Book::query().select((Book::TITLE, Book::PAGES)).all(&db)?
    );
    operation!(
        table,
        Book::query().select(Book::PAGES).distinct().all(&db)?
    );
    operation!(
        table,
        Book::query()
            .group_by(Book::AUTHOR_ID)
            .select(count())
            .all(&db)?
    );
    operation!(
        table,
        Book::query().aggregate(&db, (count(), Book::PAGES.max()))?
    );
    let last = Book::get(&db, 1)?;
    operation!(
        table,
        Book::query().after(last.as_ref()).limit(20).all(&db)?
    );
    let long = || Book::query().filter(Book::PAGES.gt(300));
    operation!(table, long().update_all(&db, |row| row.pages(300))?);
    operation!(table, long().delete_all(&db)?);
    operation!(
        table,
        Book::from_sql(&db, "SELECT * FROM book WHERE pages > ?1", (300,))?
    );
    table.end();
    Ok(())
}
