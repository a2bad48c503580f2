//! What a database cannot do is refused for it, with the reason, and never dropped in silence.

use super::{Database, mysql, postgres, raw, sqlite};
use crate::diagnostic::Diagnostic;
use crate::schema::Schema;

/// A thing that a database cannot do.
pub type Rule = fn(&Schema, &mut Vec<Diagnostic>);

/// Applies the rules of the database, and judges raw SQL by its grammar.
pub fn refuse(schema: &Schema, database: Database, diagnostics: &mut Vec<Diagnostic>) {
    let (rules, grammar): (&[Rule], _) = match database {
        Database::Sqlite => (sqlite::refuse::RULES, &sqlite::grammar::GRAMMAR),
        Database::Postgres => (postgres::refuse::RULES, &postgres::grammar::GRAMMAR),
        Database::Mysql => (mysql::refuse::RULES, &mysql::grammar::GRAMMAR),
    };
    for rule in rules {
        rule(schema, diagnostics);
    }
    raw::judge(schema, grammar, diagnostics);
}
