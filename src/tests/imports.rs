//! Cases of several files: `tests/cases/import/NAME/main.rel` and what it imports, on the disk.

use std::fs;
use std::path::Path;

use super::{folder, shown};
use crate::diagnostic::ALL;
use crate::dialect::Database;
use crate::input::{Disk, Input};
use crate::pipeline::{Compiled, compile};

/// The names of the cases, in order.
fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder("import"))
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    names
}

/// The path is relative, or its messages would tell where the repository is.
fn compiled(name: &str) -> Compiled {
    let path = Path::new("tests/cases/import").join(name).join("main.rel");
    let input = Input::File(path);
    let bytes = input.read().expect("a schema");
    compile(
        Database::default(),
        input.root(bytes, &[]).expect("a root"),
        &Disk,
    )
}

/// The files in their order, what is declared, and what is said of it.
fn outcome(name: &str) -> String {
    let compiled = compiled(name);
    let files: Vec<&str> = compiled
        .sources
        .all()
        .map(|(_, source)| source.name.as_str())
        .collect();
    let declared = match &compiled.checked {
        Some(checked) => {
            let enums = checked.schema.enums.iter().map(|one| &one.name);
            let models = checked.schema.models.iter().map(|one| &one.name);
            let names = enums.chain(models).map(|name| name.text.as_str());
            names.collect::<Vec<_>>().join(", ")
        }
        None => "wrong".to_owned(),
    };
    let said = shown(&compiled);
    format!("{}\n\n{declared}\n──────\n{said}", files.join("\n"))
}

#[test]
fn every_case_is_told_as_its_snapshot_says() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder("import"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    assert!(!names().is_empty());
    for name in names() {
        let outcome = outcome(&name);
        settings.bind(|| insta::assert_snapshot!(name.clone(), outcome));
    }
}

#[test]
fn every_code_of_imports_has_a_case() {
    let diagnostics = names()
        .into_iter()
        .flat_map(|name| compiled(&name).diagnostics);
    let told: Vec<_> = diagnostics.map(|one| one.code.to_string()).collect();
    for code in ["R0006", "R0007"] {
        assert!(ALL.iter().any(|(known, _)| known.text() == code));
        assert!(told.iter().any(|told| told == code), "{code}");
    }
}

/// The pieces of a schema give what the whole gives, in the order in which they are imported.
#[test]
fn several_files_generate_what_one_does() {
    let parts = compiled("parts").checked.expect("no mistake");
    let text = fs::read_to_string(folder("import/parts").join("whole.rel")).expect("text");
    let whole = super::checked("whole", &text);
    assert_eq!(parts.sql_text(), whole.sql_text());
    assert_eq!(parts.rust_text(), whole.rust_text());
}
