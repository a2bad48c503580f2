//! Nothing is left out: each case has a script, and each departure a step that departs so.

use std::fs;
use std::path::Path;

use relgen_oracle::{case_names, headings};

/// What the scripts say, each file in one text.
fn scripts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).expect("scripts");
    let texts = entries.map(|entry| fs::read_to_string(entry.expect("an entry").path()));
    texts.map(|text| text.expect("a script")).collect()
}

#[test]
fn every_case_has_a_script() {
    let scripts = scripts();
    for case in case_names() {
        let script = format!("case!({case})");
        let tested = scripts.iter().any(|text| text.contains(&script));
        assert!(tested, "no test says `{script}`");
    }
}

#[test]
fn every_departure_is_asserted() {
    let scripts = scripts();
    for heading in headings() {
        let named = format!("\"{heading}\"");
        let asserted = scripts.iter().any(|text| text.contains(&named));
        assert!(asserted, "no step departs as `{heading}` says");
    }
}
