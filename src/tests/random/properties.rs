//! What holds for every valid schema.

use super::spec::Reach;
use super::{Sample, hold, schemas};
use crate::pipeline::Compiled;
use crate::syntax::tests::formatted::check;
use crate::tests::database::database;
use crate::tests::{compiled, shown};

/// It has no mistake of syntax, and the formatter keeps all of it.
#[test]
fn the_formatter_keeps_every_schema() {
    hold(80, schemas(Reach::Text), |Sample(text)| {
        check("random", &text);
    });
}

/// No rule finds a mistake in it, and SQLite makes its tables.
#[test]
fn no_rule_refuses_a_valid_schema() {
    hold(100, schemas(Reach::Sqlite), |Sample(text)| {
        let compiled = compiled(&text);
        has_no_errors(&compiled);
        let checked = compiled.checked.expect("a schema without errors");
        database("random", &checked.sql_text());
    });
}

fn has_no_errors(compiled: &Compiled) {
    let found = compiled.diagnostics.iter();
    let mut errors = found.filter(|one| one.is_error());
    assert!(errors.next().is_none(), "{}", shown(compiled));
}
