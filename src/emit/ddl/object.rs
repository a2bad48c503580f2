//! What tables need and are none: schemas, types, sequences.

use std::collections::HashSet;

use askama::Template;

use super::table_name;
use crate::dialect::{Dialect, Enums};
use crate::tables::{ColumnType, Numbered, Tables};

#[derive(Template)]
#[template(path = "sql/create_schema.sql")]
struct CreateSchema {
    name: String,
}

#[derive(Template)]
#[template(path = "sql/create_type.sql")]
struct CreateType {
    name: String,
    labels: Vec<String>,
}

#[derive(Template)]
#[template(path = "sql/create_sequence.sql")]
struct CreateSequence {
    name: String,
    options: String,
}

#[derive(Template)]
#[template(path = "sql/own_sequence.sql")]
struct OwnSequence {
    name: String,
    column: String,
}

/// A sequence and a column that it numbers.
struct Sequence {
    name: String,
    options: String,
    column: String,
}

/// The statements that come before the tables, each object once.
pub fn before(tables: &Tables, dialect: &dyn Dialect) -> askama::Result<Vec<String>> {
    let mut made: HashSet<String> = HashSet::new();
    let mut parts = Vec::new();
    for namespace in tables
        .tables
        .iter()
        .filter_map(|one| one.namespace.as_ref())
    {
        let name = dialect.name(namespace);
        if made.insert(name.clone()) {
            parts.push(CreateSchema { name }.render()?);
        }
    }
    made.clear();
    for (name, labels) in enums(tables).filter(|_| dialect.enums() == Enums::Types) {
        let name = dialect.name(name);
        let labels = labels.iter().map(|label| dialect.text(label)).collect();
        if made.insert(name.clone()) {
            parts.push(CreateType { name, labels }.render()?);
        }
    }
    made.clear();
    for sequence in sequences(tables, dialect) {
        let (name, options) = (sequence.name, sequence.options);
        if made.insert(name.clone()) {
            parts.push(CreateSequence { name, options }.render()?);
        }
    }
    Ok(parts)
}

/// The statements that have a sequence go with its column, where it has only one.
pub fn owners(tables: &Tables, dialect: &dyn Dialect) -> askama::Result<Vec<String>> {
    let sequences = sequences(tables, dialect);
    let owned = sequences.iter().filter(|sequence| {
        let same = sequences.iter().filter(|other| other.name == sequence.name);
        same.count() == 1
    });
    let statement = |sequence: &Sequence| {
        let (name, column) = (sequence.name.clone(), sequence.column.clone());
        OwnSequence { name, column }.render()
    };
    owned.map(statement).collect()
}

fn enums(tables: &Tables) -> impl Iterator<Item = (&String, &Vec<String>)> {
    let columns = tables.tables.iter().flat_map(|table| &table.columns);
    columns.filter_map(|column| match &column.ty {
        ColumnType::Enum { name, labels } => Some((name, labels)),
        _ => None,
    })
}

fn sequences(tables: &Tables, dialect: &dyn Dialect) -> Vec<Sequence> {
    let mut found = Vec::new();
    for table in &tables.tables {
        let namespace = table.namespace.as_deref();
        for column in &table.columns {
            if let Some(Numbered::Sequence(name, numbers)) = &column.numbered
                && let Some(options) = dialect.sequence(*numbers)
            {
                let table = table_name(namespace, &table.name, dialect);
                found.push(Sequence {
                    name: table_name(namespace, name, dialect),
                    options,
                    column: format!("{table}.{}", dialect.name(&column.name)),
                });
            }
        }
    }
    found
}
