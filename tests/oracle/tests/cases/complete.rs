//! Nothing is left out: each case has a script, and each departure a step that departs so.

use std::collections::BTreeSet;

use relgen_oracle::Sources;
use relgen_oracle::record::{case_names, headings};

#[test]
fn every_case_has_a_script() {
    let scripts = Sources::of("oracle");
    for case in case_names() {
        let script = format!("case!({case})");
        assert!(scripts.say(&script), "no test says `{script}`");
    }
}

#[test]
fn every_departure_is_asserted() {
    let scripts = Sources::of("oracle");
    let mut known = BTreeSet::new();
    for heading in headings() {
        assert!(known.insert(heading), "`{heading}` stands there twice");
        let named = scripts.say(&format!("\"{heading}\""));
        assert!(named, "no step departs as `{heading}` says");
    }
}
