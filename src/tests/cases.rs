//! Cases are files: `tests/cases/{check,generate}/*.rel`, each with its snapshot beside it.

use std::collections::BTreeSet;

use super::dialects::DATABASES;
use super::{cases, checked, compiled, compiled_for, folder, shown};
use crate::diagnostic::{ALL, Code, Diagnostic};
use crate::emit::rust::Connections;

/// The text again, and what is said of it.
fn check_outcome(text: &str) -> String {
    format!("{text}\n──────\n{}", shown(&compiled(text)))
}

/// The text again, and all that is generated from it.
fn generate_outcome(name: &str, text: &str) -> String {
    let checked = checked(name, text);
    let warnings = shown(&compiled(text));
    let dependencies = checked.dependencies(Connections::One).join("\n");
    let (sql, rust) = (checked.sql_text(), checked.rust_text());
    format!(
        "{text}\n────── warnings\n{warnings}\n────── schema.sql\n{sql}\n────── dependencies\n{dependencies}\n\n────── models.rs\n{rust}"
    )
}

fn snapshots(stage: &str, outcome: impl Fn(&str, &str) -> String) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder(stage));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, text) in cases(stage) {
        let outcome = outcome(&name, &text);
        settings.bind(|| insta::assert_snapshot!(name, outcome));
    }
}

#[test]
fn every_mistake_is_told_as_its_snapshot_says() {
    snapshots("check", |_, text| check_outcome(text));
}

#[test]
fn every_schema_generates_what_its_snapshot_says() {
    snapshots("generate", generate_outcome);
}

/// What there is no Rust code for yet is refused where that is asked for, and nowhere else.
#[test]
fn what_is_not_built_is_refused_as_its_snapshot_says() {
    snapshots("not_built", |name, text| {
        checked(name, text);
        let refused = compiled(text).for_rust();
        assert!(refused.checked.is_none(), "{name}");
        format!("{text}\n──────\n{}", shown(&refused))
    });
}

#[test]
fn two_runs_give_the_same_bytes() {
    for (name, text) in cases("check") {
        assert_eq!(check_outcome(&text), check_outcome(&text), "{name}");
    }
    for (name, text) in cases("generate") {
        let once = generate_outcome(&name, &text);
        assert_eq!(once, generate_outcome(&name, &text), "{name}");
    }
}

#[test]
fn every_mistake_has_a_diagnostic() {
    for (name, text) in cases("check") {
        assert!(!compiled(&text).diagnostics.is_empty(), "{name}");
    }
}

/// What is refused for one database only.
fn of_databases() -> impl Iterator<Item = Diagnostic> {
    DATABASES.into_iter().skip(1).flat_map(|(database, short)| {
        let cases = cases(&format!("check/{short}"));
        let said = move |(_, text): (_, String)| compiled_for(database, &text).diagnostics;
        cases.into_iter().flat_map(said)
    })
}

/// Nothing is left out but what cannot be put into a file, and what only the database says.
#[test]
fn every_code_has_a_case() {
    let told: BTreeSet<Code> = cases("check")
        .iter()
        .chain(&cases("syntax"))
        .flat_map(|(_, text)| compiled(text).diagnostics)
        .chain(of_databases())
        .map(|diagnostic| diagnostic.code)
        .collect();
    let silent = ALL.iter().filter(|(code, _)| {
        let number = code.to_string();
        let elsewhere = ["R00", "R07"].iter().any(|group| number.starts_with(group));
        !elsewhere && !told.contains(code)
    });
    let silent: Vec<_> = silent.collect();
    assert!(silent.is_empty(), "without a case: {silent:?}");
}

/// Every place is in the text and at characters, whatever the diagnostic.
#[test]
fn places_are_in_the_text() {
    for (name, text) in cases("check").into_iter().chain(cases("generate")) {
        for diagnostic in compiled(&text).diagnostics {
            let labels = diagnostic.labels.iter().map(|label| label.span);
            for span in labels.chain(diagnostic.fix.iter().map(|fix| fix.span)) {
                assert!(text.get(span.range()).is_some(), "{name}: {diagnostic:?}");
            }
        }
    }
}

/// A file broken off at a word, or with a word missing: no panic in any stage. Of long files not
/// every word is tried.
#[test]
fn no_broken_file_makes_it_panic() {
    const MOST: usize = 40;
    for (_, text) in cases("check").into_iter().chain(cases("generate")) {
        let mark = |letter: char| !letter.is_alphanumeric() && letter != '_';
        let mut start = 0;
        let words: Vec<&str> = text.split_inclusive(mark).collect();
        for (number, word) in words.iter().enumerate() {
            let end = start + word.len();
            if number % (words.len() / MOST + 1) == 0 {
                compiled(&text[..start]);
                compiled(&format!("{}{}", &text[..start], &text[end..]));
            }
            start = end;
        }
    }
}
