//! What SQLite makes of every statement that is generated.

use std::collections::BTreeSet;

use super::{cases, checked, compiled, folder, shown};
use crate::diagnostic::{ALL, Code};
use crate::emit::rust::Target;
use crate::emit::rust::statements;
use crate::pipeline::{Checked, Compiled};
use crate::problem::Problem;
use crate::verify::{Failure, verify};

/// Compiled, and verified.
pub fn verified(text: &str) -> Compiled {
    let verified = compiled(text).verified().map_err(Problem::verify);
    verified.unwrap_or_else(|problem| panic!("{problem}\n{text}"))
}

#[test]
fn sqlite_takes_every_statement_and_reads_no_whole_table() {
    for (name, text) in cases("generate").into_iter().chain(cases("oracle")) {
        let Checked { schema, tables, .. } = checked(&name, &text);
        let found = verify(&schema, &tables).map_err(Problem::verify);
        let found = found.unwrap_or_else(|problem| panic!("{name}: {problem}"));
        let slow: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
        let expected: &[&str] = match name.as_str() {
            "indexes" => &["`Parent::delete` reads the whole table `child`"],
            _ => &[],
        };
        assert_eq!(slow, expected, "{name}");
    }
}

/// The statements that the generated code documents, each with the line that it belongs to.
fn documented(rust: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in rust.lines().map(str::trim) {
        match line.strip_prefix("/// ") {
            Some("```sql") => {
                open = true;
                found.push((String::new(), String::new()));
            }
            Some("```") => open = false,
            Some(text) if open => found.last_mut().expect("a block").1 += &format!("{text}\n"),
            None if !line.starts_with("///") && !line.starts_with('#') => {
                for (of, _) in found.iter_mut().rev().take_while(|(of, _)| of.is_empty()) {
                    line.clone_into(of);
                }
            }
            _ => {}
        }
    }
    found
}

/// What is listed is what is put out.
#[test]
fn every_documented_statement_is_listed() {
    let mut count = 0;
    for (name, text) in cases("generate") {
        let checked = checked(&name, &text);
        let listed =
            statements(&checked.schema, &checked.tables, Target::Sqlite).expect("statements");
        let listed: BTreeSet<&str> = listed.iter().map(|one| one.sql.as_str()).collect();
        for (of, sql) in documented(&checked.rust_text()) {
            count += 1;
            assert!(listed.contains(sql.trim_end()), "{name}: {of}\n{sql}");
        }
    }
    assert!(count > 100, "only {count} statements were found");
}

/// The text again, and what is said of it.
fn outcome(text: &str) -> String {
    format!("{text}\n──────\n{}", shown(&verified(text)))
}

#[test]
fn what_sqlite_says_is_told_as_the_snapshots_say() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder("verify"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, text) in cases("verify") {
        settings.bind(|| insta::assert_snapshot!(name, outcome(&text)));
    }
}

#[test]
fn every_code_of_the_databases_has_a_case() {
    let told = cases("verify");
    let told = told.iter().flat_map(|(_, text)| verified(text).diagnostics);
    let told: BTreeSet<Code> = told.map(|diagnostic| diagnostic.code).collect();
    let own = ALL.iter().map(|(code, _)| *code);
    let own: BTreeSet<Code> = own.filter(|code| code.text().starts_with("R07")).collect();
    assert_eq!(told, own);
}

#[test]
fn a_statement_that_sqlite_refuses_is_a_mistake_of_relgens() {
    let failure = Failure::Refused {
        function: "Person::get".to_owned(),
        sql: "SELECT id\n    FROM person".to_owned(),
        reason: "no such table: person".to_owned(),
    };
    insta::assert_snapshot!(Problem::verify(failure), @"
    SQLite refuses the SQL of `Person::get`: no such table: person: `SELECT id FROM person`
    help: this is a mistake of relgen's own: please report it, with the schema
    ");
}
