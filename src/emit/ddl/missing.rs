//! What is created if it is not there, and dropped if it is.

use std::slice;

use askama::Template;

use super::{Existing, constraint, keys, late_keys, object, table, table_name};
use crate::dialect::{Dialect, Literal, Name, Sql, sql};
use crate::tables::{ForeignKey, Table, Tables};
use crate::text::join;

/// The lock under which two programs do not create the same things at once: "relgen" in ASCII. Without
/// it IF NOT EXISTS is no help, since neither sees what the other one has not committed.
const LOCK: i64 = 0x7265_6c67_656e;

#[derive(Template)]
#[template(path = "sql/lock.sql", escape = "none")]
struct Lock {
    function: &'static str,
    number: i64,
}

/// A statement that runs only if a condition is true.
#[derive(Template)]
#[template(path = "sql/if_missing.sql", escape = "none")]
struct IfMissing {
    tag: Sql,
    condition: Sql,
    statement: Sql,
}

#[derive(Template)]
#[template(path = "sql/missing_type.sql", escape = "none")]
struct MissingType {
    name: Literal,
}

#[derive(Template)]
#[template(path = "sql/missing_key.sql", escape = "none")]
struct MissingKey {
    /// The table that has to be there.
    target: Option<Literal>,
    table: Literal,
    name: Literal,
}

#[derive(Template)]
#[template(path = "sql/drop_all.sql", escape = "none")]
struct DropAll {
    keys: Vec<DropKey>,
    tables: Vec<Sql>,
    types: Vec<Name>,
    sequences: Vec<Sql>,
}

struct DropKey {
    table: Sql,
    name: Name,
}

/// The statements that create a table, its indexes and what it needs, as far as they are not there. A
/// key to a table that comes later is added if that table is there.
pub fn create_missing(
    tables: &Tables,
    table: &Table,
    dialect: &dyn Dialect,
) -> askama::Result<Sql> {
    let (now, late) = keys(table, dialect);
    let only = slice::from_ref(table);
    let mut parts = lock(dialect)?;
    parts.extend(object::before(only, dialect, Existing::Stays)?);
    parts.push(table::statements(table, &now, dialect, Existing::Stays)?);
    for key in late {
        let target = table_name(key.namespace.as_deref(), &key.table, dialect);
        parts.push(missing_key(table, key, Some(target), dialect)?);
    }
    parts.extend(object::owners(tables, only, dialect)?);
    Ok(join(&parts, "\n"))
}

/// The statements that add the keys that could not be there before all tables were.
pub fn missing_keys(tables: &Tables, dialect: &dyn Dialect) -> askama::Result<Option<Sql>> {
    let mut parts = lock(dialect)?;
    let late = late_keys(tables, dialect);
    for (table, key) in &late {
        parts.push(missing_key(table, key, None, dialect)?);
    }
    Ok((!late.is_empty()).then(|| join(&parts, "\n")))
}

/// The statements that drop all tables with what they needed; schemas stay. Tables that point to each
/// other are parted first, so that nothing has to be dropped that is not ours.
pub fn drop_all(tables: &Tables, dialect: &dyn Dialect) -> askama::Result<Sql> {
    let name = |table: &Table| table_name(table.namespace.as_deref(), &table.name, dialect);
    let keys = late_keys(tables, dialect).into_iter();
    let (types, sequences) = object::names(&tables.tables, dialect);
    let drop = DropAll {
        keys: keys
            .map(|(table, key)| DropKey {
                table: name(table),
                name: dialect.name(&key.name),
            })
            .collect(),
        tables: tables.tables.iter().rev().map(name).collect(),
        types,
        sequences,
    };
    let mut parts = lock(dialect)?;
    parts.push(Sql::rendered(&drop)?);
    Ok(join(&parts, "\n"))
}

/// The statement that creates a type, unless there is one of that name where it would be created.
pub(super) fn missing_type(name: &str, create: Sql, dialect: &dyn Dialect) -> askama::Result<Sql> {
    let name = dialect.text(name);
    if_missing(Sql::rendered(&MissingType { name })?, create)
}

fn missing_key(
    table: &Table,
    key: &ForeignKey,
    target: Option<Sql>,
    dialect: &dyn Dialect,
) -> askama::Result<Sql> {
    let name = table_name(table.namespace.as_deref(), &table.name, dialect);
    let missing = MissingKey {
        target: target.map(|target| dialect.text(&target)),
        table: dialect.text(&name),
        name: dialect.text(&key.name),
    };
    if_missing(
        Sql::rendered(&missing)?,
        constraint::added(table, key, dialect)?,
    )
}

/// What stands between the tags is a text: it must not hold them.
fn if_missing(condition: Sql, statement: Sql) -> askama::Result<Sql> {
    let mut tag = Sql::from("do");
    let holds = |text: &Sql, tag: &Sql| text.contains(sql!["$", tag, "$"].as_str());
    while [&statement, &condition]
        .iter()
        .any(|text| holds(text, &tag))
    {
        tag.push("_");
    }
    Sql::rendered(&IfMissing {
        tag,
        condition,
        statement,
    })
}

fn lock(dialect: &dyn Dialect) -> askama::Result<Vec<Sql>> {
    let number = LOCK;
    let locks = dialect.lock().into_iter();
    locks
        .map(|function| Sql::rendered(&Lock { function, number }))
        .collect()
}
