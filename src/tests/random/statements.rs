//! What SQLite makes of the statements that are generated for every valid schema.

use super::spec::Reach;
use super::{Sample, hold, schemas};
use crate::problem::Problem;
use crate::tests::compiled;
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
