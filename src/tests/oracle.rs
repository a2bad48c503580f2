//! The schema that SQLite has is the one that SQLAlchemy gives it, but for what
//! `tests/cases/oracle/DIFFERENCES.md` lists.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rusqlite::Connection;
use serde_json::Value;

use super::database::{database, quoted, rows};
use super::{cases, checked};
use crate::support::differences;
use crate::tables::{Condition, Table};

/// Case, table and column whose type differs on purpose.
const OTHER_TYPES: &[(&str, &str, &str)] = &[
    ("c18_enum", "car", "grade"),
    ("c19_column_types", "everything", "n0"),
    ("c19_column_types", "everything", "j"),
    ("c19_column_types", "everything", "ch"),
];
/// Case and table whose checks are those of an enum, which are named and spelled in another way.
const CHECKS_OF_ENUMS: &[(&str, &str)] = &[("c18_enum", "car")];

/// Where SQLAlchemy's records are, or nothing, which is said.
fn records() -> Option<PathBuf> {
    let folder = env::var_os("RELGEN_ORACLE").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle");
    let records = folder.unwrap_or_else(beside).join("cases");
    if !records.is_dir() {
        println!("skipped: {} is not there", records.display());
        return None;
    }
    Some(records)
}

fn record(records: &Path, name: &str) -> Value {
    let json = fs::read_to_string(records.join(format!("{name}.json"))).expect(name);
    serde_json::from_str(&json).expect("JSON")
}

#[test]
fn the_schema_is_sqlalchemys() {
    let Some(facts) = records() else { return };
    for (name, text) in cases("oracle") {
        let facts = record(&facts, &name);
        let checked = checked(&name, &text);
        let db = database(&name, &checked.sql_text());
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
            indexes(&name, &db, table, facts);
            let own = checked.tables.tables.iter().find(|own| own.name == *table);
            checks(&name, own.expect("the table"), facts);
        }
    }
}

/// What `check` tells of SQLAlchemy's own tables, but for the indexes on foreign keys.
const TOLD: &[&str] = &[
    "c16_constraints: table `item`: column `price`: expected NUMERIC(10, 2) NOT NULL DEFAULT 0.00, found NUMERIC(10, 2) NOT NULL DEFAULT '0.00'",
    "c16_constraints: table `item`: column `created`: expected DATETIME DEFAULT strftime('%Y-%m-%d %H:%M:%f000', 'now'), found DATETIME DEFAULT CURRENT_TIMESTAMP",
    "c18_enum: table `car`: column `grade`: expected VARCHAR(2), found VARCHAR(10)",
    "c18_enum: table `car`: check `ck_car_colour`: missing, (colour IN ('RED', 'DARK_BLUE'))",
    "c18_enum: table `car`: check `ck_car_by_value`: missing, (by_value IN ('red', 'dark blue'))",
    "c18_enum: table `car`: check `ck_car_size`: missing, (size IN ('s', 'm', 'l'))",
    "c18_enum: table `car`: check `ck_car_plain`: missing, (plain IN ('x', 'yy'))",
    "c19_column_types: table `everything`: column `n0`: expected NUMERIC(10, 0), found NUMERIC(10)",
    "c19_column_types: table `everything`: column `j`: expected TEXT, found JSON",
    "c19_column_types: table `everything`: column `ch`: expected VARCHAR(4), found CHAR(4)",
];

#[test]
fn tables_that_sqlalchemy_made_are_the_schemas() {
    let Some(records) = records() else { return };
    let mut told = Vec::new();
    for (name, text) in cases("oracle") {
        let own = checked(&name, &text).sql_text();
        let made = record(&records, &name);
        let made = made["ddl"]["sqlite"].as_array().expect("statements");
        let made: Vec<&str> = made.iter().filter_map(Value::as_str).collect();
        let db = database(&name, &made.join(";"));
        let all = differences(&db, &|empty| Ok(empty.execute_batch(&own)?)).expect(&name);
        for one in all {
            let index = one.part.starts_with("index `ix_") && one.found.is_none();
            told.extend((!index).then(|| format!("{name}: {one}")));
        }
    }
    assert_eq!(told, TOLD, "{told:#?}");
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

/// The table's foreign keys: columns, table, columns there, and what happens on delete and update.
fn own_keys(db: &Connection, table: &str) -> BTreeSet<Vec<String>> {
    let sql = format!(
        "SELECT group_concat(\"from\"), \"table\", group_concat(\"to\"), on_delete, on_update \
         FROM (SELECT * FROM pragma_foreign_key_list({}) ORDER BY id, seq) GROUP BY id",
        quoted(table)
    );
    rows(db, &sql).into_iter().collect()
}

fn keys(name: &str, db: &Connection, table: &str, facts: &Value) {
    let theirs = facts["foreign_keys"]
        .as_array()
        .expect("keys")
        .iter()
        .map(|key| {
            let text = |value: &Value| value.as_str().unwrap_or("NO ACTION").to_owned();
            vec![
                names(&key["constrained_columns"]).join(","),
                text(&key["referred_table"]),
                names(&key["referred_columns"]).join(","),
                text(&key["options"]["ondelete"]),
                text(&key["options"]["onupdate"]),
            ]
        });
    assert_eq!(own_keys(db, table), theirs.collect(), "{name}: {table}");
}

/// The names in an array.
fn names(array: &Value) -> Vec<String> {
    let names = array.as_array().expect("names").iter();
    names
        .map(|name| name.as_str().unwrap_or_default().to_owned())
        .collect()
}

fn columns_of(db: &Connection, index: &str) -> Vec<String> {
    let sql = format!("SELECT name FROM pragma_index_info({})", quoted(index));
    rows(db, &sql).concat()
}

/// Name, columns and uniqueness. An index on a foreign key of its own is ours alone.
fn indexes(name: &str, db: &Connection, table: &str, facts: &Value) {
    let sql = format!(
        "SELECT name, \"unique\" FROM pragma_index_list({}) WHERE origin = 'c'",
        quoted(table)
    );
    let own = rows(db, &sql).into_iter().map(|row| {
        let columns = columns_of(db, &row[0]).join(",");
        vec![row[0].clone(), columns, row[1].clone()]
    });
    let theirs = facts["indexes"].as_array().expect("indexes").iter();
    let theirs: BTreeSet<Vec<String>> = theirs
        .map(|index| {
            vec![
                index["name"].as_str().unwrap_or_default().to_owned(),
                names(&index["column_names"]).join(","),
                index["unique"].to_string(),
            ]
        })
        .collect();
    let keys = own_keys(db, table);
    let of_key = |index: &Vec<String>| keys.iter().any(|key| key[0] == index[1]);
    let own: BTreeSet<Vec<String>> = own
        .filter(|index| theirs.contains(index) || !of_key(index))
        .collect();
    assert_eq!(own, theirs, "{name}: {table}");
}

/// Conditions, and names where SQLAlchemy has one.
fn checks(name: &str, own: &Table, facts: &Value) {
    if CHECKS_OF_ENUMS.contains(&(name, own.name.as_str())) {
        return;
    }
    let theirs = facts["checks"].as_array().expect("checks");
    let own_checks = own
        .checks
        .iter()
        .filter_map(|check| match &check.condition {
            Condition::Expression(sql) => Some((&**sql, check.name.as_str())),
            Condition::OneOf { .. } => None,
        });
    let own_checks: BTreeSet<(&str, &str)> = own_checks.collect();
    assert_eq!(own_checks.len(), theirs.len(), "{name}: {}", own.name);
    for check in theirs {
        let found = own_checks.iter().any(|(sql, called)| {
            check["sqltext"] == **sql && (check["name"].is_null() || check["name"] == **called)
        });
        assert!(found, "{name}: {}: {check} in {own_checks:?}", own.name);
    }
}

fn uniques(name: &str, db: &Connection, table: &str, facts: &Value) {
    let sql = format!(
        "SELECT name FROM pragma_index_list({}) WHERE origin = 'u'",
        quoted(table)
    );
    let own = rows(db, &sql).concat();
    let own: BTreeSet<Vec<String>> = own.iter().map(|index| columns_of(db, index)).collect();
    let theirs = facts["uniques"]
        .as_array()
        .expect("uniques")
        .iter()
        .map(|unique| names(&unique["column_names"]));
    assert_eq!(own, theirs.collect(), "{name}: {table}");
}
