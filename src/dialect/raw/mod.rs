//! Raw SQL, judged by the grammar of the database that it is for: one expression, of columns that are
//! there, with nothing in it that its place forbids.

mod circles;
mod conditions;
mod names;
mod place;
mod places;
mod read;
mod role;
mod walk;

pub use role::Role;

use sqlparser::ast::{BinaryOperator, Expr};

use super::Database;
use crate::diagnostic::Diagnostic;
use crate::schema::{Model, Schema};
use circles::Sources;
use place::Place;

/// What is to be known of a database's expressions.
pub struct Grammar {
    pub database: Database,
    /// The parser's name of it.
    pub parser: &'static (dyn sqlparser::dialect::Dialect + Sync),
    /// What the parser takes and the database does not, with the words for it.
    pub foreign: fn(&Expr) -> Option<&'static str>,
    /// What no column is called without quotes; in upper case, ascending.
    pub reserved: &'static [&'static str],
    /// Functions without parentheses, which look like columns; in lower case.
    pub words: &'static [&'static str],
    /// Columns that every table has.
    pub columns: &'static [&'static str],
    /// Functions that may come to something else the next time; in lower case.
    pub changing: &'static [&'static str],
    /// Whether a check may come to something else the next time.
    pub checks_change: bool,
    /// Whether a condition is a Boolean, and no number.
    pub conditions: bool,
    /// Whether a name without quotes is that of small letters, and one with quotes another.
    pub folds: bool,
    /// Why a column that is there cannot stand in this place.
    pub bars: fn(Role, &Model, usize) -> Option<&'static str>,
    /// Whether a column may stand behind its table's name in this place.
    pub qualifies: fn(Role) -> bool,
}

/// The operators of every database.
pub fn is_common(op: &BinaryOperator) -> bool {
    use BinaryOperator as Op;
    matches!(
        op,
        Op::Plus
            | Op::Minus
            | Op::Multiply
            | Op::Divide
            | Op::Modulo
            | Op::StringConcat
            | Op::Gt
            | Op::Lt
            | Op::GtEq
            | Op::LtEq
            | Op::Eq
            | Op::NotEq
            | Op::And
            | Op::Or
            | Op::BitwiseAnd
            | Op::BitwiseOr
            | Op::PGBitwiseShiftLeft
            | Op::PGBitwiseShiftRight
            | Op::Arrow
            | Op::LongArrow
    )
}

/// Judges all raw SQL of a schema.
pub fn judge(schema: &Schema, grammar: &Grammar, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        let mut sources = Sources::default();
        for (sql, role) in places::of(model) {
            let before = diagnostics.len();
            let expr = match read::expression(sql, grammar) {
                Ok(expr) => expr,
                Err(error) => {
                    diagnostics.push(*error);
                    continue;
                }
            };
            let found = match walk::walk(&expr, grammar) {
                Ok(found) => found,
                Err(what) => {
                    diagnostics.push(read::foreign(sql, grammar, what));
                    continue;
                }
            };
            let place = Place::new(sql);
            match role::forbidden(role, &found, &place, grammar) {
                Some(error) => diagnostics.push(error),
                None => names::judge(role, &found, model, &place, grammar, diagnostics),
            }
            // What was refused is not judged again.
            if diagnostics.len() == before {
                diagnostics.extend(conditions::judge(role, &expr, model, &place, grammar));
                sources.note(role, &found, model, &place, grammar);
            }
        }
        diagnostics.extend(sources.circle(model));
    }
}
