//! Links of many-to-many relationships, made and undone.

use super::array::{array, arrays};
use super::by_key::savepoint;
use super::statement::execute;
use super::{Db, LinkTable, ManyToMany, Model, Result, Row, Value};

/// Links two rows.
pub(crate) async fn add_link<P: Model, C: Model>(
    db: &dyn Db,
    sql: &str,
    relationship: ManyToMany<P, C>,
    row: &P,
    other: &C,
) -> Result<()> {
    check(relationship.link, row, other)?;
    remove_link(db, sql, relationship, row, other).await
}

/// Runs a statement with the keys of two rows.
pub(crate) async fn remove_link<P: Model, C: Model>(
    db: &dyn Db,
    sql: &str,
    relationship: ManyToMany<P, C>,
    row: &P,
    other: &C,
) -> Result<()> {
    let link = relationship.link;
    let mut values = values(row, link.local);
    values.extend(self::values(other, link.remote));
    execute(db, sql, &values).await?;
    Ok(())
}

/// Links a row to these and to no others, by a statement that parts it from the others and
/// one that links what is not linked yet.
pub(crate) async fn set_links<P: Model, C: Model>(
    db: &dyn Db,
    [part, link]: [&str; 2],
    relationship: ManyToMany<P, C>,
    row: &P,
    others: &[&C],
) -> Result<()> {
    for other in others {
        check(relationship.link, row, *other)?;
    }
    let remote = relationship.link.remote;
    let keys = match remote {
        [column] => array(others.iter().map(|other| other.value(*column))),
        _ => arrays(others.iter().map(|other| values(*other, remote))),
    };
    let mut values = values(row, relationship.link.local);
    values.push(Value::Text(keys.into()));
    let savepoint = savepoint(db).await?;
    let db: &dyn Db = &savepoint;
    execute(db, part, &values).await?;
    execute(db, link, &values).await?;
    savepoint.commit().await
}

/// Refuses two rows that no link row can point to.
fn check<P: Model, C: Model>(link: &LinkTable, row: &P, other: &C) -> Result<()> {
    link.pair(&values(row, link.local), &values(other, link.remote))?;
    Ok(())
}

fn values<'a, M: Model>(row: &'a M, columns: &[usize]) -> Vec<Value<'a>> {
    columns.iter().map(|&column| row.value(column)).collect()
}
