//! What SQLite and PostgreSQL make of the statements that are generated for every valid schema.

use std::cell::Cell;

use super::spec::Reach;
use super::{Sample, hold, schemas};
use crate::dialect::Database;
use crate::problem::Problem;
use crate::tests::servers::{is_there, postgres, prepared};
use crate::tests::{compiled, compiled_for};
use crate::verify::verify;

/// SQLite takes every statement of its generated code.
#[test]
fn every_statement_of_a_valid_schema_is_right() {
    hold(60, schemas(Reach::Sqlite), |Sample(text)| {
        // That there is no mistake in it is told below.
        let Some(checked) = compiled(&text).checked else {
            return;
        };
        let found = verify(&checked.schema, &checked.tables).map_err(Problem::verify);
        found.unwrap_or_else(|problem| panic!("{problem}"));
    });
}

/// PostgreSQL prepares the statements of every one of those schemas whose tables it takes: raw SQL may
/// be what SQLite alone can do.
#[test]
fn every_statement_is_right_on_postgresql() {
    let server = postgres();
    if !is_there(&server) {
        return;
    }
    let made = Cell::new(0);
    hold(30, schemas(Reach::Sqlite), |Sample(text)| {
        let Some(checked) = compiled_for(Database::Postgres, &text).checked else {
            return;
        };
        if server.within(&checked.sql_text(), "").is_ok() {
            let done = prepared(&server, &checked);
            made.set(made.get() + done.unwrap_or_else(|error| panic!("{error}")));
        }
    });
    assert!(made.get() > 100, "only {} statements", made.get());
}
