//! Cases in the words of each database: `tests/cases/sql`, and mistakes that are those of one.

use super::{cases, compiled_for, folder, shown};
use crate::dialect::Database;

pub const DATABASES: [(Database, &str); 3] = [
    (Database::Sqlite, "sqlite"),
    (Database::Postgres, "postgres"),
    (Database::Mysql, "mysql"),
];

fn settings(stage: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder(stage));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// The statements, or why there are none.
fn outcome(database: Database, text: &str) -> String {
    let compiled = compiled_for(database, text);
    let said = shown(&compiled);
    match compiled.checked {
        Some(checked) => checked.sql_text(),
        None => said,
    }
}

#[test]
fn every_database_gets_the_sql_that_the_snapshots_say() {
    let settings = settings("sql");
    for (name, text) in cases("sql") {
        for (database, short) in DATABASES {
            let outcome = format!("{text}\n────── {database}\n{}", outcome(database, &text));
            let name = format!("{name}.{short}");
            settings.bind(|| insta::assert_snapshot!(name, outcome));
        }
    }
}

#[test]
fn what_a_database_cannot_do_is_told_as_its_snapshot_says() {
    for (database, short) in DATABASES.into_iter().skip(1) {
        let stage = format!("check/{short}");
        let settings = settings(&stage);
        for (name, text) in cases(&stage) {
            let compiled = compiled_for(database, &text);
            assert!(!compiled.diagnostics.is_empty(), "{name}");
            let outcome = format!("{text}\n──────\n{}", shown(&compiled));
            settings.bind(|| insta::assert_snapshot!(name, outcome));
        }
    }
}

/// Every place is in the text, whatever the database; and nothing makes it panic.
#[test]
fn places_are_in_the_text_for_every_database() {
    let stages = ["check", "check/postgres", "check/mysql", "generate", "sql"];
    for (database, _) in DATABASES {
        for (name, text) in stages.into_iter().flat_map(cases) {
            let windows = text.replace('\n', "\r\n");
            for text in [&text, &windows] {
                for diagnostic in compiled_for(database, text).diagnostics {
                    for label in &diagnostic.labels {
                        let there = text.get(label.span.range()).is_some();
                        assert!(there, "{name}: {diagnostic:?}");
                    }
                }
            }
        }
    }
}

/// What a database refuses is mended by the change that is offered.
#[test]
fn every_fix_mends_what_a_database_refuses() {
    for (database, short) in DATABASES.into_iter().skip(1) {
        for (name, text) in cases(&format!("check/{short}")) {
            let before = compiled_for(database, &text).diagnostics;
            for diagnostic in &before {
                let Some(fix) = &diagnostic.fix else { continue };
                let mut mended = text.clone();
                mended.replace_range(fix.span.range(), &fix.replacement);
                let after = compiled_for(database, &mended).diagnostics;
                let left = after.iter().filter(|one| one.message == diagnostic.message);
                let had = before
                    .iter()
                    .filter(|one| one.message == diagnostic.message);
                assert!(left.count() < had.count(), "{name}: {diagnostic:?}");
            }
        }
    }
}
