//! What the stages make, and what the options do to it.

use crate::workshop::{BROKEN, Workshop};

#[test]
fn every_stage_can_be_seen() {
    let workshop = Workshop::new();
    for stage in ["ast", "schema", "tables"] {
        let said = workshop.run(&["show", stage, "schema.rel"]);
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
        assert_eq!(
            said.stdout,
            workshop.run(&["show", stage, "schema.rel"]).stdout
        );
    }
    insta::assert_snapshot!(workshop.run(&["show", "tables", "schema.rel"]).stdout);
}

#[test]
fn the_tree_of_a_wrong_schema_is_shown() {
    let workshop = Workshop::new();
    workshop.write("schema.rel", BROKEN);
    let said = workshop.run(&["show", "ast", "schema.rel"]);
    assert_eq!(said.code, Some(1));
    assert!(said.stdout.contains("\"Integr\""), "{}", said.stdout);
}

/// What there is no Rust code for yet stops nobody who wants something else.
#[test]
fn only_rust_is_refused_where_there_is_none_yet() {
    let workshop = Workshop::new();
    let schema = "model A < id: Integer primary_key name: Text collate \"NOCASE\"\n\
                  bs: rel B primaryjoin (A.id == B.a_id, A.name == \"x\") viewonly >\n\
                  model B < id: Integer primary_key a_id: Integer >";
    workshop.write("schema.rel", schema);
    for arguments in [&["check", "schema.rel"], &["sql", "schema.rel"]] {
        let said = workshop.run(arguments);
        assert_eq!(said.code, Some(0), "{}", said.stderr);
    }
    let said = workshop.run(&["schema.rel", "--sql", "-"]);
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let said = workshop.run(&["schema.rel", "-o", "-"]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(1), ""));
    assert!(said.stderr.contains("R0901"), "{}", said.stderr);
}

#[test]
fn derives_reach_the_models() {
    let workshop = Workshop::new();
    let derives = ["--derive", "serde::Serialize", "--derive", "Debug"];
    let arguments = [&["schema.rel", "-o", "-"], &derives[..]].concat();
    let said = workshop.run(&arguments);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    assert!(
        said.stdout
            .contains("#[derive(Debug, Clone, PartialEq, serde::Serialize)]")
    );
}

#[test]
fn the_stages_are_timed() {
    let workshop = Workshop::new();
    let said = workshop.run(&["--timings", "schema.rel", "--sql", "schema.sql"]);
    // How many blanks there are depends on the times.
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = said.shown().lines().map(words).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    exit code Some(0)
    wrote schema.sql: 2 models in TIME
    read TIME 243 bytes
    parse TIME 2 declarations
    resolve TIME 2 models
    refuse TIME
    check TIME
    lower TIME 2 tables
    render TIME 412 bytes
    write TIME 1 file
    "#);
}

#[test]
fn shells_are_served() {
    let workshop = Workshop::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = workshop.run(&["completions", shell]);
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{shell}");
        assert!(said.stdout.contains("completions"), "{shell}");
    }
    assert_eq!(workshop.run(&["completions", "abacus"]).code, Some(2));
}
