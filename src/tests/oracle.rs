//! The schema that SQLite has is the one that SQLAlchemy gives it, but for what
//! `tests/cases/oracle/DIFFERENCES.md` lists.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rusqlite::Connection;
use serde_json::Value;

use super::database::{database, quoted, rows};
use super::{cases, checked};

/// Case, table and column whose type differs on purpose.
const OTHER_TYPES: &[(&str, &str, &str)] = &[
    ("c18_enum", "car", "grade"),
    ("c19_column_types", "everything", "n0"),
    ("c19_column_types", "everything", "j"),
    ("c19_column_types", "everything", "ch"),
];

#[test]
fn the_schema_is_sqlalchemys() {
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle/cases");
    if !facts.is_dir() {
        println!("skipped: {} is not there", facts.display());
        return;
    }
    for (name, text) in cases("oracle") {
        let json = fs::read_to_string(facts.join(format!("{name}.json"))).expect(&name);
        let facts: Value = serde_json::from_str(&json).expect("JSON");
        let db = database(&name, &checked(&name, &text).sql_text());
        let tables = facts["inspected"]["sqlite"]["tables"]
            .as_object()
            .expect("tables");
        let own: BTreeSet<String> =
            rows(&db, "SELECT name FROM sqlite_schema WHERE type = 'table'")
                .concat()
                .into_iter()
                .collect();
        assert_eq!(own, tables.keys().cloned().collect(), "{name}");
        for (table, facts) in tables {
            columns(&name, &db, table, facts);
            keys(&name, &db, table, facts);
            uniques(&name, &db, table, facts);
        }
    }
}

fn columns(name: &str, db: &Connection, table: &str, facts: &Value) {
    let sql = format!(
        "SELECT name, type, \"notnull\", pk FROM pragma_table_info({})",
        quoted(table)
    );
    let differs = |column: &str| OTHER_TYPES.contains(&(name, table, column));
    let own = rows(db, &sql).into_iter().map(|mut row| {
        if differs(&row[0]) {
            row[1].clear();
        }
        row
    });
    let theirs = facts["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .map(|column| {
            let name = column["name"].as_str().unwrap_or_default();
            let ty = column["type"]
                .as_str()
                .filter(|_| !differs(name))
                .unwrap_or_default();
            let not_null = column["nullable"] == Value::Bool(false);
            let key = column["primary_key"].as_i64().unwrap_or_default();
            vec![
                name.to_owned(),
                ty.to_owned(),
                i32::from(not_null).to_string(),
                key.to_string(),
            ]
        });
    assert_eq!(
        own.collect::<Vec<_>>(),
        theirs.collect::<Vec<_>>(),
        "{name}: {table}"
    );
}

fn keys(name: &str, db: &Connection, table: &str, facts: &Value) {
    let sql = format!(
        "SELECT \"from\", \"table\", \"to\", on_delete, on_update FROM pragma_foreign_key_list({})",
        quoted(table)
    );
    let own: BTreeSet<Vec<String>> = rows(db, &sql).into_iter().collect();
    let theirs = facts["foreign_keys"]
        .as_array()
        .expect("keys")
        .iter()
        .map(|key| {
            let text = |value: &Value| value.as_str().unwrap_or("NO ACTION").to_owned();
            vec![
                text(&key["constrained_columns"][0]),
                text(&key["referred_table"]),
                text(&key["referred_columns"][0]),
                text(&key["options"]["ondelete"]),
                text(&key["options"]["onupdate"]),
            ]
        });
    assert_eq!(own, theirs.collect(), "{name}: {table}");
}

fn uniques(name: &str, db: &Connection, table: &str, facts: &Value) {
    let sql = format!(
        "SELECT name FROM pragma_index_list({}) WHERE origin = 'u'",
        quoted(table)
    );
    let columns = |index: String| {
        rows(
            db,
            &format!("SELECT name FROM pragma_index_info({})", quoted(&index)),
        )
        .concat()
    };
    let own: BTreeSet<Vec<String>> = rows(db, &sql).concat().into_iter().map(columns).collect();
    let theirs = facts["uniques"]
        .as_array()
        .expect("uniques")
        .iter()
        .map(|unique| {
            let names = unique["column_names"].as_array().expect("columns").iter();
            names
                .map(|name| name.as_str().unwrap_or_default().to_owned())
                .collect()
        });
    assert_eq!(own, theirs.collect(), "{name}: {table}");
}
