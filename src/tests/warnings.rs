//! Which codes are those of warnings.

use std::fs;
use std::path::Path;

use crate::diagnostic::{ALL, WARNINGS};

fn raised(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            raised(&path, found);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            let calls = text.split("Diagnostic::warning(").skip(1);
            found.extend(calls.map(|call| {
                let name = call.trim_start().strip_prefix("Code::").unwrap();
                name.split(',').next().unwrap().to_owned()
            }));
        }
    }
}

#[test]
fn every_warning_can_be_allowed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let table = fs::read_to_string(root.join("diagnostic/code.rs")).unwrap();
    let mut found = Vec::new();
    for stage in ["syntax", "schema", "verify"] {
        raised(&root.join(stage), &mut found);
    }
    assert!(!found.is_empty());
    let listed = table.split("WARNINGS").nth(1).unwrap();
    let listed = listed.split(';').next().unwrap();
    for name in found {
        assert!(listed.contains(&format!("Code::{name}")), "{name}");
    }
    assert!(WARNINGS.len() < ALL.len());
}
