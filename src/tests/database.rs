//! What SQLite makes of the generated SQL: read back, it is what the tables say.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::{cases, checked};
use crate::dialect::{Dialect, Sqlite};
use crate::pipeline::Checked;
use crate::tables::{Action, Index, IndexElement, Table};

/// An empty database with the case's tables.
pub fn database(name: &str, sql: &str) -> Connection {
    let db = Connection::open_in_memory().expect("a database");
    db.execute_batch("PRAGMA foreign_keys = ON")
        .expect("foreign keys");
    db.execute_batch(sql)
        .unwrap_or_else(|error| panic!("{name}: {error}\n{sql}"));
    db
}

/// The rows of a query, each column as text; NULL is `-`.
pub fn rows(db: &Connection, sql: &str) -> Vec<Vec<String>> {
    let mut statement = db.prepare(sql).expect(sql);
    let width = statement.column_count();
    let mut rows = statement.raw_query();
    let mut texts = Vec::new();
    while let Some(row) = rows.next().expect("a row") {
        let text = |at| match row.get_ref(at).expect("a value") {
            rusqlite::types::ValueRef::Null => "-".to_owned(),
            rusqlite::types::ValueRef::Integer(number) => number.to_string(),
            other => other.as_str().expect("text").to_owned(),
        };
        texts.push((0..width).map(text).collect());
    }
    texts
}

/// A text as SQL.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[test]
fn what_sqlite_reads_back_is_what_the_tables_say() {
    for (name, text) in cases("generate") {
        let checked = checked(&name, &text);
        reads_back(&name, &checked);
    }
}

/// SQLite makes the tables, and says of them what they are.
pub fn reads_back(name: &str, checked: &Checked) {
    let db = database(name, &checked.sql_text());
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'";
    let tables: BTreeSet<Vec<String>> = rows(&db, sql).into_iter().collect();
    let expected = checked.tables.tables.iter();
    let expected = expected.map(|table| vec![table.name.clone()]);
    assert_eq!(tables, expected.collect(), "{name}");
    for table in &checked.tables.tables {
        columns(name, &db, table);
        foreign_keys(name, &db, table);
        indexes(name, &db, table);
    }
}

fn columns(name: &str, db: &Connection, table: &Table) {
    let sql = format!(
        "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo({})",
        quoted(&table.name)
    );
    let expected = table.columns.iter().map(|column| {
        let key = table.primary_key.iter().flat_map(|key| &key.columns);
        let place = key.into_iter().position(|key| *key == column.name);
        vec![
            column.name.clone(),
            Sqlite.column_type(table, column).into_string(),
            i32::from(!column.nullable).to_string(),
            place.map_or(0, |place| place + 1).to_string(),
        ]
    });
    assert_eq!(
        rows(db, &sql),
        expected.collect::<Vec<_>>(),
        "{name}: {}",
        table.name
    );
}

fn foreign_keys(name: &str, db: &Connection, table: &Table) {
    let sql = format!(
        "SELECT \"from\", \"table\", \"to\", on_delete, on_update FROM pragma_foreign_key_list({})",
        quoted(&table.name)
    );
    let read: BTreeSet<Vec<String>> = rows(db, &sql).into_iter().collect();
    let expected = table.foreign_keys.iter().flat_map(|key| {
        let pairs = key.columns.iter().zip(&key.target_columns);
        pairs.map(|(own, target)| {
            vec![
                own.clone(),
                key.table.clone(),
                target.clone(),
                action(key.on_delete).to_owned(),
                action(key.on_update).to_owned(),
            ]
        })
    });
    assert_eq!(read, expected.collect(), "{name}: {}", table.name);
}

fn action(action: Option<Action>) -> &'static str {
    match action {
        Some(Action::Cascade) => "CASCADE",
        Some(Action::SetNull) => "SET NULL",
        Some(Action::SetDefault) => "SET DEFAULT",
        Some(Action::Restrict) => "RESTRICT",
        Some(Action::NoAction) | None => "NO ACTION",
    }
}

/// Indexes by name, unique constraints by their columns.
fn indexes(name: &str, db: &Connection, table: &Table) {
    let list = format!(
        "SELECT name, origin, \"unique\" FROM pragma_index_list({}) WHERE origin <> 'pk'",
        quoted(&table.name)
    );
    let mut read = BTreeSet::new();
    for index in rows(db, &list) {
        let columns = format!("SELECT name FROM pragma_index_info({})", quoted(&index[0]));
        let named = if index[1] == "u" { "" } else { &index[0] };
        read.insert((
            named.to_owned(),
            index[2] == "1",
            rows(db, &columns).concat(),
        ));
    }
    let uniques = table
        .uniques
        .iter()
        .map(|key| (String::new(), true, key.columns.clone()));
    let indexes = table
        .indexes
        .iter()
        .map(|one| (one.name.clone(), one.unique, columns_of(one)));
    assert_eq!(
        read,
        uniques.chain(indexes).collect(),
        "{name}: {}",
        table.name
    );
}

/// The columns of an index; SQLite has no name for an expression.
fn columns_of(index: &Index) -> Vec<String> {
    let elements = index.elements.iter().map(|element| match element {
        IndexElement::Column { name, .. } => name.clone(),
        IndexElement::Expression(_) => "-".to_owned(),
    });
    elements.collect()
}
