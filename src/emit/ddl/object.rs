//! What tables need and are none: schemas, types, sequences.

use std::collections::HashSet;
use std::hash::Hash;

use askama::Template;

use super::{Existing, missing, table_name};
use crate::dialect::{Dialect, Enums, Literal, Name, Sql, sql};
use crate::tables::{ColumnType, Numbered, Table, Tables};
use crate::text::join;

#[derive(Template)]
#[template(path = "sql/create_schema.sql", escape = "none")]
struct CreateSchema {
    name: Name,
}

#[derive(Template)]
#[template(path = "sql/create_type.sql", escape = "none")]
struct CreateType {
    name: Name,
    labels: Sql,
}

#[derive(Template)]
#[template(path = "sql/create_sequence.sql", escape = "none")]
struct CreateSequence {
    name: Sql,
    if_missing: bool,
    options: Sql,
}

#[derive(Template)]
#[template(path = "sql/own_sequence.sql", escape = "none")]
struct OwnSequence {
    name: Sql,
    column: Sql,
}

/// A sequence and a column that it numbers.
struct Sequence {
    name: Sql,
    options: Sql,
    column: Sql,
}

/// The statements that come before these tables, each object once.
pub fn before(
    tables: &[Table],
    dialect: &dyn Dialect,
    existing: Existing,
) -> askama::Result<Vec<Sql>> {
    let mut schemas: HashSet<Name> = HashSet::new();
    let mut parts = Vec::new();
    for namespace in tables.iter().filter_map(|one| one.namespace.as_ref()) {
        let name = dialect.name(namespace);
        if schemas.insert(name.clone()) {
            parts.push(Sql::rendered(&CreateSchema { name })?);
        }
    }
    let mut types: HashSet<&str> = HashSet::new();
    for (name, labels) in enums(tables, dialect) {
        if !types.insert(name) {
            continue;
        }
        let labels: Vec<Literal> = labels.iter().map(|label| dialect.text(label)).collect();
        let create = CreateType {
            name: dialect.name(name),
            labels: join(&labels, ", "),
        };
        let create = Sql::rendered(&create)?;
        parts.push(match existing {
            Existing::Fails => create,
            Existing::Stays => missing::missing_type(name, create, dialect)?,
        });
    }
    let mut made: HashSet<Sql> = HashSet::new();
    for sequence in sequences(tables, dialect) {
        let (name, options) = (sequence.name, sequence.options);
        if made.insert(name.clone()) {
            let create = CreateSequence {
                name,
                if_missing: existing == Existing::Stays,
                options,
            };
            parts.push(Sql::rendered(&create)?);
        }
    }
    Ok(parts)
}

/// The statements that have a sequence go with its column in one of these tables, where it has only one
/// in all of them.
pub fn owners(all: &Tables, tables: &[Table], dialect: &dyn Dialect) -> askama::Result<Vec<Sql>> {
    let sequences = sequences(tables, dialect);
    if sequences.is_empty() {
        return Ok(Vec::new());
    }
    let all = self::sequences(&all.tables, dialect);
    let owned = sequences.iter().filter(|sequence| {
        let same = all.iter().filter(|other| other.name == sequence.name);
        same.count() == 1
    });
    let statement = |sequence: &Sequence| {
        let (name, column) = (sequence.name.clone(), sequence.column.clone());
        Sql::rendered(&OwnSequence { name, column })
    };
    owned.map(statement).collect()
}

/// What these tables need has these names: types, and sequences with their schemas.
pub fn names(tables: &[Table], dialect: &dyn Dialect) -> (Vec<Name>, Vec<Sql>) {
    let types = enums(tables, dialect).map(|(name, _)| dialect.name(name));
    let sequences = sequences(tables, dialect).into_iter().map(|one| one.name);
    (once(types.collect()), once(sequences.collect()))
}

fn once<T: Clone + Eq + Hash>(names: Vec<T>) -> Vec<T> {
    let mut seen = HashSet::new();
    let new = names.into_iter().filter(|name| seen.insert(name.clone()));
    new.collect()
}

/// The enums that are types of their own.
fn enums<'t>(
    tables: &'t [Table],
    dialect: &dyn Dialect,
) -> impl Iterator<Item = (&'t String, &'t Vec<String>)> {
    let has_types = dialect.enums() == Enums::Types;
    let tables = tables.iter().filter(move |_| has_types);
    let columns = tables.flat_map(|table| &table.columns);
    columns.filter_map(|column| match &column.ty {
        ColumnType::Enum { name, labels } => Some((name, labels)),
        _ => None,
    })
}

fn sequences(tables: &[Table], dialect: &dyn Dialect) -> Vec<Sequence> {
    let mut found = Vec::new();
    for table in tables {
        let namespace = table.namespace.as_deref();
        for column in &table.columns {
            if let Some(Numbered::Sequence(name, numbers)) = &column.numbered
                && let Some(options) = dialect.sequence(*numbers)
            {
                let table = table_name(namespace, &table.name, dialect);
                found.push(Sequence {
                    name: table_name(namespace, name, dialect),
                    options,
                    column: sql![table, ".", dialect.name(&column.name)],
                });
            }
        }
    }
    found
}
