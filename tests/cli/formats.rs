//! What programs read: one line each, as text or as JSON.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::workshop::{BROKEN, WARNED, Workshop};

fn parsed(lines: &str) -> Vec<Value> {
    let parse =
        |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    lines.lines().map(parse).collect()
}

fn schemas(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            schemas(&path, found);
        } else if path.extension().is_some_and(|end| end == "rel") {
            found.push(path);
        }
    }
}

/// The text of the file that a place is in. What is no character stands as the replacement character.
fn text_of(place: &Value) -> String {
    let bytes = fs::read(place["file"].as_str().expect("a file")).expect("bytes");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The place is within the text, at whole characters, and line and column are those of its bytes.
fn assert_place(place: &Value) {
    let text = text_of(place);
    let number = |name: &str| place[name].as_u64().expect("a number") as usize;
    text.get(number("start")..number("end"))
        .expect("a place within the text");
    for (at, line, column) in [
        ("start", "line", "column"),
        ("end", "end_line", "end_column"),
    ] {
        let before = &text[..number(at)];
        let last = before.rsplit('\n').next().unwrap_or_default();
        let last = last.strip_prefix('\u{FEFF}').unwrap_or(last);
        assert_eq!(number(line), before.matches('\n').count() + 1, "{place}");
        assert_eq!(number(column), last.chars().count() + 1, "{place}");
    }
}

#[test]
fn every_case_is_valid_json() {
    let mut all = Vec::new();
    schemas(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"),
        &mut all,
    );
    assert!(all.len() > 20);
    let workshop = Workshop::new();
    for path in all {
        let name = path.to_str().expect("a path");
        let said = workshop.run(&["check", name, "--message-format", "json"]);
        assert_eq!(said.stderr, "", "{name}");
        let lines = parsed(&said.stdout);
        let failed = lines.iter().any(|line| line["severity"] == "error");
        assert_eq!(said.code, Some(i32::from(failed)), "{name}");
        for line in lines {
            assert_eq!(line["version"], 1);
            assert!(line["code"].as_str().expect("a code").starts_with('R'));
            let labels = line["labels"].as_array().expect("labels");
            labels.iter().for_each(assert_place);
            let fix = &line["fix"];
            if !fix.is_null() {
                let at = |name: &str| fix[name].as_u64().expect("a number") as usize;
                assert!(text_of(fix).get(at("start")..at("end")).is_some(), "{name}");
            }
        }
    }
}

#[test]
fn each_format_has_its_stream() {
    let workshop = Workshop::new();
    workshop.write("schema.rel", BROKEN);
    let said = workshop.run(&["check", "schema.rel", "--message-format", "short"]);
    insta::assert_snapshot!(said.shown(), @r"
    exit code Some(1)
    schema.rel:2:9: error[R0201]: there is no type `Integr`
    schema.rel: 1 error
    ");
    for arguments in [&["sql", "schema.rel"][..], &["schema.rel", "-o", "-"]] {
        let arguments = [arguments, &["--message-format=json"]].concat();
        let said = workshop.run(&arguments);
        assert_eq!((said.code, said.stdout.as_str()), (Some(1), ""));
        assert_eq!(parsed(&said.stderr).len(), 1);
    }
    workshop.write("schema.rel", WARNED);
    let said = workshop.run(&["sql", "schema.rel", "--message-format", "json"]);
    assert!(said.stdout.starts_with("-- @generated"), "{}", said.stdout);
    assert_eq!(parsed(&said.stderr).len(), 1);
    let said = workshop.run(&["check", "missing.rel", "--message-format", "json"]);
    assert_eq!((said.code, said.stderr.as_str()), (Some(2), ""));
    assert_eq!(parsed(&said.stdout)[0]["code"], Value::Null);
}
