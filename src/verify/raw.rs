//! What is said of SQL that the user wrote and SQLite refuses.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::Sql;

/// At its place, with SQLite's own words. A function that SQLite does not have may be one of the program's.
pub fn refused(sql: &Sql, reason: &str) -> Diagnostic {
    let unknown = reason.strip_prefix("no such function: ");
    match unknown {
        Some(function) => Diagnostic::warning(
            Code::UNKNOWN_FUNCTION,
            sql.span,
            format!("SQLite has no function `{function}` of its own"),
        )
        .label("unknown without the program that adds it")
        .help("write the name of a function that SQLite has, or have every program that opens the database add this one"),
        None => Diagnostic::error(
            Code::REFUSED_SQL,
            sql.span,
            format!("SQLite refuses this SQL: {}", reason.replace('\n', " ")),
        )
        .help("raw SQL goes to the database as it stands: correct what SQLite names"),
    }
}
