//! Every statement that generated code runs is one that PostgreSQL prepares.

use std::thread;

use super::clients::{Server, postgres};
use super::{OTHER_COLLATIONS, is_there};
use crate::dialect::{Database, Postgres, Sql};
use crate::emit::ddl::{create_missing, drop_all, missing_keys};
use crate::emit::rust::{Target, statements};
use crate::pipeline::Checked;
use crate::tests::{cases, compiled_for, shown};
use crate::text::join;

/// What `create_all` runs.
fn creates(checked: &Checked) -> String {
    let tables = &checked.tables;
    let each = tables.tables.iter();
    let mut all: Vec<Sql> = each
        .map(|table| create_missing(tables, table, &Postgres).expect("SQL"))
        .collect();
    all.extend(missing_keys(tables, &Postgres).expect("SQL"));
    join(&all, "\n").into_string()
}

/// What a server is given to prepare, and how many statements that are.
fn prepares(checked: &Checked) -> (String, usize) {
    let all = statements(&checked.schema, &checked.tables, Target::Postgres).expect("statements");
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

/// Names of 63 bytes, which a longer one begins with.
#[test]
fn common_tables_of_long_names_are_told_apart() {
    let server = postgres();
    if !is_there(&server) {
        return;
    }
    let long = "t".repeat(62);
    let text = format!(
        "model R < id: Integer primary_key as: rel A cascade all foreign_keys r_id >\n\
         model A < table {long}a id: Integer primary_key \
           r_id: Integer foreign_key r.id up: Integer foreign_key {long}a.id \
           down: rel A cascade all foreign_keys up bs: rel B cascade all foreign_keys a_id >\n\
         model B < table {long}b id: Integer primary_key \
           a_id: Integer foreign_key {long}a.id up: Integer foreign_key {long}b.id \
           down: rel B cascade all foreign_keys up >\n"
    );
    let compiled = compiled_for(Database::Postgres, &text);
    let told = shown(&compiled);
    let checked = compiled.checked.expect(&told);
    assert_eq!(prepared(&server, &checked).err(), None);
}

/// Two programs that start together.
#[test]
fn tables_are_created_by_several_at_once() {
    let server = postgres();
    if !is_there(&server) {
        return;
    }
    let text =
        "enum Kind < a b > model Thing < id: Integer primary_key sequence thing_seq kind: Kind >";
    let checked = compiled_for(Database::Postgres, text).checked;
    let create = creates(&checked.expect("no mistake"));
    let name = format!("relgen_race_{}", std::process::id());
    let own = format!("DROP SCHEMA IF EXISTS {name} CASCADE;");
    let made = server.run(&format!("{own} CREATE SCHEMA {name};"));
    assert_eq!(made.err(), None);
    let create = format!("SET search_path TO {name}; BEGIN; {create} COMMIT;");
    let done: Vec<Result<String, String>> = thread::scope(|scope| {
        let each = [(); 3].map(|()| scope.spawn(|| server.run(&create)));
        each.map(|one| one.join().expect("a result")).into()
    });
    let gone = server.run(&own);
    for one in done.into_iter().chain([gone]) {
        assert_eq!(one.err(), None);
    }
}

#[test]
fn a_table_that_hides_the_list_of_keys_is_refused() {
    let text = "model A < id: Integer primary_key bs: rel B secondary given >\n\
        model B < id: Integer primary_key >\n\
        table given < a_id: Integer primary_key foreign_key a.id b_id: Integer primary_key foreign_key b.id >\n";
    let refused = |database| compiled_for(database, text).for_rust().found().0;
    assert_eq!(refused(Database::Sqlite), 0);
    assert_eq!(refused(Database::Postgres), 1);
}

/// Fails where a type, a table or a sequence is left.
const NOTHING_IS_LEFT: &str = "
SELECT 1 / (count(*) = 0)::integer FROM pg_type WHERE typnamespace = 'relgen_test'::regnamespace;
SELECT 1 / (count(*) = 0)::integer FROM pg_class WHERE relnamespace = 'relgen_test'::regnamespace;
";
