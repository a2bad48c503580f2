//! Links of many-to-many relationships, made and undone.

use rusqlite::Connection;

use super::array::{json_array, json_arrays};
use super::by_key::savepoint;
use super::statement::execute;
use super::{LinkTable, ManyToMany, Model, Result, Row, Value};

/// Links two rows.
pub(crate) fn add_link<P: Model, C: Model>(
    db: &Connection,
    sql: &str,
    relationship: ManyToMany<P, C>,
    row: &P,
    other: &C,
) -> Result<()> {
    check(relationship.link, row, other)?;
    remove_link(db, sql, relationship, row, other)
}

/// Runs a statement with the keys of two rows.
pub(crate) fn remove_link<P: Model, C: Model>(
    db: &Connection,
    sql: &str,
    relationship: ManyToMany<P, C>,
    row: &P,
    other: &C,
) -> Result<()> {
    let link = relationship.link;
    let mut values = values(row, link.local);
    values.extend(self::values(other, link.remote));
    execute(db, sql, &values)?;
    Ok(())
}

/// Links a row to these and to no others, by a statement that parts it from the others and
/// one that links what is not linked yet.
pub(crate) fn set_links<P: Model, C: Model>(
    db: &Connection,
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
        [column] => json_array(others.iter().map(|other| other.value(*column))),
        _ => json_arrays(others.iter().map(|other| values(*other, remote))),
    };
    let mut values = values(row, relationship.link.local);
    values.push(Value::Text(keys.into()));
    let savepoint = savepoint(db)?;
    execute(db, part, &values)?;
    execute(db, link, &values)?;
    savepoint.commit()
}

/// Refuses two rows that no link row can point to.
fn check<P: Model, C: Model>(link: &LinkTable, row: &P, other: &C) -> Result<()> {
    link.pair(&values(row, link.local), &values(other, link.remote))?;
    Ok(())
}

fn values<'a, M: Model>(row: &'a M, columns: &[usize]) -> Vec<Value<'a>> {
    columns.iter().map(|&column| row.value(column)).collect()
}
