//! What SQLite itself makes of the generated SQL: tables are created, every statement is prepared, and its plan is
//! asked for. Nothing is stored, and nothing outside of memory is touched.

mod create;
mod plan;
mod raw;
mod sqlite;
mod values;

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::emit::rust::{Target, statements};
use crate::schema::CheckedSchema;
use crate::source::Span;
use crate::tables::Tables;
use plan::Plans;
use sqlite::Database;

/// What keeps SQL from being verified: a mistake of relgen's own.
#[derive(Debug)]
pub enum Failure {
    /// A template that did not work.
    Emit(askama::Error),
    /// SQLite does not take what relgen spells.
    Refused {
        /// What runs it: `Person::get`.
        function: String,
        sql: String,
        /// SQLite's own words.
        reason: String,
    },
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Emit(error)
    }
}

impl Failure {
    fn refused(function: impl Into<String>, sql: impl Into<String>, reason: String) -> Self {
        Self::Refused {
            function: function.into(),
            sql: sql.into(),
            reason,
        }
    }
}

/// Gives all SQL of a schema to SQLite, and says what is to be said about it.
pub fn verify(schema: &CheckedSchema, tables: &Tables) -> Result<Vec<Diagnostic>, Failure> {
    let db = Database::new()?;
    let mut diagnostics = Vec::new();
    for table in &tables.tables {
        create::create(&db, schema, table, &mut diagnostics)?;
    }
    let refused = values::refused(&db, schema, &mut diagnostics);
    let mut plans = Plans::new(schema, tables);
    for statement in statements(schema, tables, Target::Sqlite)? {
        if refused.contains(&statement.model) {
            continue;
        }
        let steps = db.plan(&statement.sql).map_err(|reason| {
            Failure::refused(&statement.function, statement.sql.as_str(), reason)
        })?;
        plans.judge(&statement, &steps, &mut diagnostics);
    }
    // What stands in a mixin is met in every model that has it.
    let mut told: HashSet<(Code, Option<Span>)> = HashSet::new();
    let place = |one: &Diagnostic| one.labels.first().map(|label| label.span);
    diagnostics.retain(|one| told.insert((one.code, place(one))));
    Ok(diagnostics)
}
