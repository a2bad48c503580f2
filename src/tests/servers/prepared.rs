//! Every statement that generated code runs is one that PostgreSQL prepares.

use super::clients::{Server, postgres};
use super::{OTHER_COLLATIONS, is_there};
use crate::dialect::{Database, Postgres};
use crate::emit::ddl::{create_missing, drop_all, missing_keys};
use crate::emit::rust::statements;
use crate::pipeline::Checked;
use crate::tests::{cases, compiled_for};

/// What `create_all` runs.
fn creates(checked: &Checked) -> String {
    let tables = &checked.tables;
    let each = tables.tables.iter();
    let mut all: Vec<String> = each
        .map(|table| create_missing(tables, table, &Postgres).expect("SQL"))
        .collect();
    all.extend(missing_keys(tables, &Postgres).expect("SQL"));
    all.join("\n")
}

/// What a server is given to prepare, and how many statements that are.
fn prepares(checked: &Checked) -> (String, usize) {
    let all = statements(&checked.schema, &checked.tables, &Postgres).expect("statements");
    let all = all.iter().filter(|one| one.function != "drop_all");
    let prepared = all.enumerate().map(|(number, one)| {
        let sql = &one.sql;
        format!(
            "\\echo {} {number}\nPREPARE s{number} AS {sql};",
            one.function
        )
    });
    let prepared: Vec<String> = prepared.collect();
    (prepared.join("\n"), prepared.len())
}

/// The cases that are no mistakes, and the schemas of the crates whose code is run.
const STAGES: [&str; 5] = [
    "generate",
    "oracle",
    "sql",
    "../compiled/schemas",
    "../oracle/schemas",
];

/// What the server says to the statements of a schema, and how many there are. What is there is left
/// alone, and what is dropped can be created again.
pub fn prepared(server: &Server, checked: &Checked) -> Result<usize, String> {
    let drop = drop_all(&checked.tables, &Postgres).expect("SQL");
    let create = creates(checked);
    let (prepares, count) = prepares(checked);
    let sql = [create.as_str(), &create, &prepares, &drop, &create, &drop].join("\n");
    server.within(&sql, NOTHING_IS_LEFT).map(|_| count)
}

#[test]
fn postgresql_prepares_every_statement() {
    let server = postgres();
    if !is_there(&server) {
        return;
    }
    let (mut made, mut failed) = (0, Vec::new());
    for stage in STAGES {
        for (name, text) in cases(stage) {
            let checked = compiled_for(Database::Postgres, &text).checked;
            let known = !OTHER_COLLATIONS.contains(&name.as_str()) || name.ends_with("postgres");
            let Some(checked) = checked.filter(|_| known) else {
                continue;
            };
            match prepared(&server, &checked) {
                Ok(count) => made += count,
                Err(error) => failed.push(format!("{stage}/{name}: {error}")),
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(made > 1000, "only {made} statements");
}

/// Fails where a type, a table or a sequence is left.
const NOTHING_IS_LEFT: &str = "
SELECT 1 / (count(*) = 0)::integer FROM pg_type WHERE typnamespace = 'relgen_test'::regnamespace;
SELECT 1 / (count(*) = 0)::integer FROM pg_class WHERE relnamespace = 'relgen_test'::regnamespace;
";
