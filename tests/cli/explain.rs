//! What is behind a code, and where one is told that there is more to read.

use crate::workshop::{BROKEN, WARNED, Workshop};

/// A page, as somebody sees it who asks in a hurry.
#[test]
fn a_code_is_explained() {
    let workshop = Workshop::new();
    let said = workshop.run(&["explain", "R0201"]);
    assert_eq!(said, workshop.run(&["explain", "r0201"]));
    insta::assert_snapshot!(said.shown());
}

#[test]
fn all_codes_are_listed() {
    let said = Workshop::new().run(&["explain"]);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    let first = said.stdout.lines().next();
    assert_eq!(first, Some("R0002  a schema file is not UTF-8"));
    let named = |line: &str| line.starts_with('R') && line.split("  ").count() == 2;
    assert!(said.stdout.lines().all(named), "{}", said.stdout);
}

#[test]
fn a_code_that_is_none_is_2() {
    let workshop = Workshop::new();
    let runs = ["R0221", "nonsense", ""].map(|code| workshop.run(&["explain", code]).shown());
    insta::assert_snapshot!(runs.join("\n"), @r"
    exit code Some(2)
    error: invalid value 'R0221' for '[CODE]': there is no such code; did you mean `R0201`?

    For more information, try '--help'.

    exit code Some(2)
    error: invalid value 'nonsense' for '[CODE]': there is no such code; `relgen explain` lists all of them

    For more information, try '--help'.

    exit code Some(2)
    error: invalid value '' for '[CODE]': there is no such code; `relgen explain` lists all of them

    For more information, try '--help'.
    ");
}

/// Of the last line, which is for people.
#[test]
fn there_is_more_to_read_about_what_was_shown() {
    let workshop = Workshop::new();
    workshop.write("broken.rel", BROKEN);
    workshop.write("warned.rel", WARNED);
    workshop.write(
        "several.rel",
        "model A < id: Integr name: String(0) up: Text default 1 a: rel B >\n",
    );
    let last = |arguments: &[&str]| {
        let said = workshop.run(arguments).stderr;
        said.lines().last().unwrap_or_default().to_owned()
    };
    let lines = [
        last(&["check", "broken.rel"]),
        last(&["warned.rel", "-o", "models.rs"]),
        last(&["check", "several.rel"]),
    ];
    insta::assert_snapshot!(lines.join("\n"), @r"
    for more about R0201: relgen explain R0201
    for more about R0509: relgen explain R0509
    for more about R0201, R0202, R0301, …: relgen explain R0201
    ");
    for silent in [
        &["check", "schema.rel"][..],
        &["check", "broken.rel", "--quiet"],
        &["check", "broken.rel", "--message-format", "short"],
        &["check", "broken.rel", "--message-format", "json"],
    ] {
        assert!(
            !workshop.run(silent).shown().contains("explain"),
            "{silent:?}"
        );
    }
}
