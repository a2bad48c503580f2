//! Rows by what they hold.

use crate::harness::{either, test};
use crate::schemas::operations::*;

use crate::library::{Library, library};
use crate::operation;
use crate::page::Table;

#[test]
async fn queries() -> Result<()> {
    let Library { log, db, .. } = library().await?;
    let table = Table::under("Queries", &log);
    operation!(table, Book::query().all(&db).await?);
    operation!(
        table,
        Book::query().filter(Book::PAGES.gt(100)).all(&db).await?
    );
    operation!(
        table,
        Book::query()
            .filter(Book::PAGES.is_null() | !Book::TITLE.eq("Kindred"))
            .all(&db)
            .await?
    );
    operation!(
        table,
        Book::query()
            .filter(Book::TITLE.starts_with("The "))
            .all(&db)
            .await?
    );
    operation!(
        table,
        Book::query()
            .filter(Book::PAGES.in_([100, 400]))
            .all(&db)
            .await?
    );
    operation!(
        table,
        Book::query()
            .order_by(Book::PAGES.desc())
            .limit(10)
            .offset(1)
            .all(&db)
            .await?
    );
    operation!(
        table,
        Book::query().order_by(Book::TITLE.asc()).first(&db).await?
    );
    operation!(
        table,
        Book::query()
            .filter(Book::TITLE.eq("Beowulf"))
            .one(&db)
            .await?
    );
    operation!(table, Book::query().count(&db).await?);
    operation!(
        table,
        Book::query()
            .filter(Book::PAGES.gt(999))
            .exists(&db)
            .await?
    );
    operation!(table, Book::query().each(&db, |_| Ok(())).await?);
    operation!(
        table,
        Book::query()
            .select((Book::TITLE, Book::PAGES))
            .all(&db)
            .await?
    );
    operation!(
        table,
        Book::query()
            .select(Book::PAGES)
            .distinct()
            .all(&db)
            .await?
    );
    operation!(
        table,
        Book::query()
            .group_by(Book::AUTHOR_ID)
            .select(count())
            .all(&db)
            .await?
    );
    operation!(
        table,
        Book::query()
            .aggregate(&db, (count(), Book::PAGES.max()))
            .await?
    );
    let last = Book::get(&db, 1).await?;
    operation!(
        table,
        Book::query()
            .after(last.as_ref())
            .limit(20)
            .all(&db)
            .await?
    );
    let long = || Book::query().filter(Book::PAGES.gt(300));
    operation!(table, long().update_all(&db, |row| row.pages(300)).await?);
    operation!(table, long().delete_all(&db).await?);
    if either(true, false) {
        operation!(
            table,
            Book::from_sql(&db, "SELECT * FROM book WHERE pages > ?1", (300,)).await?
        );
    } else {
        // PostgreSQL writes the number of a value so.
        Book::from_sql(&db, "SELECT * FROM book WHERE pages > $1", (300,)).await?;
        table.ran(r#"Book::from_sql(&db, "SELECT * FROM book WHERE pages > ?1", (300,))?"#);
    }
    table.end();
    Ok(())
}
