//! `relgen show schema --format json`

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::workshop::{BROKEN, Said, Workshop};

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn shown(text: &str) -> Said {
    let workshop = Workshop::new();
    workshop.write("schema.rel", text);
    workshop.run(&[
        "show",
        "schema",
        "schema.rel",
        "--format",
        "json",
        "--quiet",
    ])
}

fn cases() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    let folders = ["tests/cases/generate", "tests/cases/not_built"];
    let entries = folders.map(|path| fs::read_dir(folder(path)).expect("cases"));
    for entry in entries.into_iter().flatten() {
        let path = entry.expect("a case").path();
        if path.extension().is_some_and(|end| end == "rel") {
            let name = path.file_stem().expect("a name").to_string_lossy();
            cases.push((name.into_owned(), fs::read_to_string(&path).expect("text")));
        }
    }
    cases.sort();
    cases
}

/// The names of all fields, at any depth.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            found.extend(object.keys().cloned());
            object.values().for_each(|value| fields(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| fields(value, found)),
        _ => {}
    }
}

/// What stands in the first column of the page's tables.
fn described() -> BTreeSet<String> {
    let page = fs::read_to_string(folder("docs/show.md")).expect("the page");
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let names = rows.flat_map(|row| {
        let cell = row.split(" | ").next().unwrap_or_default();
        cell.split('`').skip(1).step_by(2)
    });
    names.map(str::to_owned).collect()
}

#[test]
fn some_schemas_are_shown_as_their_snapshots_say() {
    let wanted = ["composite_key", "indexes", "kept", "seed"];
    for (name, text) in cases() {
        if wanted.contains(&name.as_str()) {
            let version = format!("\"relgen\": \"{}\"", env!("CARGO_PKG_VERSION"));
            let json = shown(&text)
                .stdout
                .replace(&version, "\"relgen\": \"VERSION\"");
            insta::assert_snapshot!(format!("show_{name}"), json);
        }
    }
}

#[test]
fn every_field_is_described_and_every_description_is_of_a_field() {
    let mut found = BTreeSet::new();
    for (name, text) in cases() {
        let said = shown(&text);
        assert_eq!(said.code, Some(0), "{name}: {}", said.stderr);
        let json: Value = serde_json::from_str(&said.stdout).expect("JSON");
        assert_eq!(json["version"], 1);
        fields(&json, &mut found);
    }
    assert_eq!(found, described());
}

#[test]
fn two_runs_give_the_same_document() {
    for (name, text) in cases() {
        assert_eq!(shown(&text), shown(&text), "{name}");
    }
}

#[test]
fn what_cannot_be_shown_is_told() {
    let said = shown(BROKEN);
    assert_eq!((said.code, said.stdout.as_str()), (Some(1), ""));
    for stage in ["ast", "tables"] {
        let said = Workshop::new().run(&["show", stage, "schema.rel", "--format", "json"]);
        insta::allow_duplicates! {
            insta::assert_snapshot!(said.shown(), @r"
            exit code Some(2)
            error: this stage cannot be shown as JSON
            help: `relgen show schema --format json` has what was declared and what the database is to hold
            ");
        }
    }
}

/// What a mixin brings has its place where it was written, in whichever file.
#[test]
fn members_of_mixins_are_in_their_models() {
    let workshop = Workshop::new();
    workshop.write(
        "named.rel",
        "mixin Named <\n    name: String(50) not null\n>\n",
    );
    workshop.write(
        "schema.rel",
        "import \"named.rel\"\n\nmodel Pet(Named) <\n    id: Integer primary_key\n>\n",
    );
    let said = workshop.run(&["show", "schema", "schema.rel", "--format", "json"]);
    let json: Value = serde_json::from_str(&said.stdout).expect("JSON");
    assert_eq!(
        json["files"],
        serde_json::json!(["schema.rel", "named.rel"])
    );
    let columns = json["models"][0]["columns"].as_array().expect("columns");
    let named = columns
        .iter()
        .find(|column| column["name"] == "name")
        .expect("a column");
    let place = serde_json::json!({ "file": "named.rel", "line": 2, "column": 5 });
    assert_eq!(named["place"], place);
}
