//! What holds for every valid schema.

use proptest::collection::vec;

use super::spec::Reach;
use super::{Sample, hold, schemas};
use crate::dialect::Database;
use crate::pipeline::{Checked, Compiled};
use crate::syntax::tests::formatted::check;
use crate::tests::database::reads_back;
use crate::tests::servers::{is_there, postgres, read_back};
use crate::tests::{compiled, compiled_for, shown};

/// It has no mistake of syntax, and the formatter keeps all of it.
#[test]
fn the_formatter_keeps_every_schema() {
    hold(200, schemas(Reach::Text), |Sample(text)| {
        check("random", &text);
    });
}

/// No rule finds a mistake in it, and SQLite makes its tables, and reads them back as they are.
#[test]
fn no_rule_refuses_a_valid_schema() {
    hold(200, schemas(Reach::Sqlite), |Sample(text)| {
        let compiled = compiled(&text);
        has_no_errors(&compiled);
        let checked = compiled.checked.expect("a schema without errors");
        reads_back("random", &checked);
    });
}

/// The same on PostgreSQL, about ten at a time.
#[test]
fn postgresql_reads_every_schema_back() {
    let server = postgres();
    if !is_there(&server) {
        return;
    }
    hold(20, vec(schemas(Reach::Postgres), 1..20), |samples| {
        let all = samples.iter().map(|Sample(text)| {
            let compiled = compiled_for(Database::Postgres, text);
            has_no_errors(&compiled);
            compiled.checked.expect("a schema without errors")
        });
        let all: Vec<Checked> = all.collect();
        let scripts: Vec<String> = all.iter().map(Checked::sql_text).collect();
        let read = read_back::read(&server, &scripts);
        let read = read.unwrap_or_else(|error| panic!("{error}\n{}", scripts.join("\n")));
        let expected = all.iter().map(|one| read_back::expected(&one.tables));
        assert_eq!(read, expected.collect::<Vec<_>>());
    });
}

fn has_no_errors(compiled: &Compiled) {
    let found = compiled.diagnostics.iter();
    let mut errors = found.filter(|one| one.is_error());
    assert!(errors.next().is_none(), "{}", shown(compiled));
}
