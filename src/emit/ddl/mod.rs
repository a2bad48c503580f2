//! Tables to CREATE statements.

mod column;
mod constraint;
mod missing;
mod object;
mod table;

use crate::dialect::{Dialect, Name, Sql, remark, sql};
use crate::tables::{ForeignKey, Table, Tables};
use crate::text::join;

pub use column::column;
pub use missing::{create_missing, drop_all, missing_keys};
#[cfg(feature = "verify")]
pub use table::create_table;

/// Whether a table that exists is an error or left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// The statement fails.
    Fails,
    /// IF NOT EXISTS.
    Stays,
}

/// The statements of a whole schema, as a script: what tables need, the tables, and the keys that
/// can only be added when all of them are there.
pub fn script(tables: &Tables, dialect: &dyn Dialect, header: &str) -> askama::Result<Sql> {
    let mut parts = object::before(&tables.tables, dialect, Existing::Fails)?;
    for table in &tables.tables {
        let (now, _) = keys(table, dialect);
        parts.push(table::statements(table, &now, dialect, Existing::Fails)?);
    }
    for (table, key) in late_keys(tables, dialect) {
        parts.push(constraint::added(table, key, dialect)?);
    }
    parts.extend(object::owners(tables, &tables.tables, dialect)?);
    let mut script = remark(header);
    for part in parts {
        script.push(sql!["\n", part, "\n"]);
    }
    Ok(script)
}

/// The keys that stand in the table, and those that are added later: they point to a table or an index that
/// is not made yet, or say so themselves.
fn keys<'t>(table: &'t Table, dialect: &dyn Dialect) -> (Vec<&'t ForeignKey>, Vec<&'t ForeignKey>) {
    let own = (&table.namespace, &table.name);
    table.foreign_keys.iter().partition(|key| {
        let is_own = (&key.namespace, &key.table) == own;
        let by_index = is_own && !has_key(table, &key.target_columns);
        !(key.late || by_index) || !dialect.adds_keys()
    })
}

/// Whether the columns, in any order, are a key that stands in the table: indexes come after it.
fn has_key(table: &Table, columns: &[String]) -> bool {
    let mut keys = table.primary_key.iter().chain(&table.uniques);
    keys.any(|key| {
        key.columns.len() == columns.len() && key.columns.iter().all(|one| columns.contains(one))
    })
}

/// All that are added later, with their tables.
fn late_keys<'t>(tables: &'t Tables, dialect: &dyn Dialect) -> Vec<(&'t Table, &'t ForeignKey)> {
    let late = tables.tables.iter().flat_map(|table| {
        let late = keys(table, dialect).1.into_iter();
        late.map(move |key| (table, key))
    });
    late.collect()
}

/// A table's name, with the schema that it is in.
pub fn table_name(namespace: Option<&str>, name: &str, dialect: &dyn Dialect) -> Sql {
    let parts = namespace.into_iter().chain([name]);
    let parts: Vec<Name> = parts.map(|part| dialect.name(part)).collect();
    join(&parts, ".")
}

/// `a, b`
fn names(names: &[String], dialect: &dyn Dialect) -> Sql {
    let names: Vec<Name> = names.iter().map(|name| dialect.name(name)).collect();
    join(&names, ", ")
}
