//! Values and SQL that fit a type.

use super::super::names::TEXTS;
use super::super::phrase::{Phrase, phrase};
use super::super::spec::{Base, Column};
use super::super::tape::Tape;

/// A literal or word of the type, for `default` and `server_default`; nothing where it has none.
pub fn literal(base: &Base, tape: &mut Tape) -> Option<Phrase> {
    let words = match base {
        Base::SmallInteger => tape.pick(&["0", "1", "-1", "32767", "-32768"]),
        Base::Integer => tape.pick(&["0", "1", "-1", "2147483647", "-2147483648"]),
        Base::BigInteger => tape.pick(&["0", "42", "9223372036854775807", "-9223372036854775808"]),
        Base::Float => tape.pick(&["0.5", "-1.5", "3", "-0.0", "100000000000000000000000.25"]),
        Base::Numeric { whole, scale } => return Some(number(*whole, *scale, tape)),
        Base::Boolean => tape.pick(&["false", "true"]),
        Base::Text { limit } => return Some(text(*limit, tape)),
        Base::Date | Base::Time | Base::DateTime => "now",
        Base::Enum { variants } => &variants[tape.below(variants.len())],
        Base::Binary | Base::Json | Base::Uuid => return None,
    };
    Some(phrase(words))
}

/// As many digits as there may be, or few.
fn number(whole: usize, scale: usize, tape: &mut Tape) -> Phrase {
    let (whole, scale) = match tape.below(3) {
        0 => (whole.min(1), 0),
        1 => (whole.min(1), scale.min(1)),
        _ => (whole, scale),
    };
    let sign = tape.pick(&["", "-"]);
    let whole = if whole == 0 {
        "0".to_owned()
    } else {
        "9".repeat(whole)
    };
    let point = if scale == 0 { "" } else { "." };
    phrase(&format!("{sign}{whole}{point}{}", "5".repeat(scale)))
}

fn text(limit: usize, tape: &mut Tape) -> Phrase {
    let fitting = TEXTS.iter().filter(|text| text.chars().count() <= limit);
    let fitting: Vec<&str> = fitting.copied().collect();
    Phrase::default().text(tape.pick(&fitting))
}

/// An expression that a database takes for the type, and that is always the same; nothing where none comes to mind.
pub fn constant_sql(base: &Base, tape: &mut Tape) -> Option<&'static str> {
    Some(match base {
        Base::SmallInteger | Base::Integer | Base::BigInteger => {
            tape.pick(&["1 + 1", "2 *\n  3", "(4)"])
        }
        Base::Float => "0.5 * 2",
        Base::Numeric { .. } => "0",
        Base::Boolean => "1 = 1",
        Base::Text { .. } => tape.pick(&["'a' || 'b'", "'ß'", "';'"]),
        _ => return None,
    })
}

/// An expression for a default.
pub fn default_sql(base: &Base, tape: &mut Tape) -> Option<&'static str> {
    match base {
        Base::Date => Some("CURRENT_DATE"),
        Base::Time => Some("CURRENT_TIME"),
        Base::DateTime => Some("CURRENT_TIMESTAMP"),
        Base::Text { .. } => Some(tape.pick(&["lower('A')", "upper('ß')", "';'"])),
        base => constant_sql(base, tape),
    }
}

/// The column as SQL names it.
fn quoted(column: &Column) -> String {
    format!("\"{}\"", column.db.replace('"', "\"\""))
}

/// A condition that every row fulfils.
pub fn condition(column: &Column, tape: &mut Tape) -> String {
    let column = quoted(column);
    match tape.below(4) {
        0 => format!("{column} IS NULL OR {column} IS NOT NULL"),
        1 => format!("{column} IS NULL\n        OR {column} = {column}"),
        2 => format!("coalesce({column}, {column}) IS NULL OR 'it''s; -- no comment?' <> ''"),
        _ => format!("NOT ({column} IS NULL AND {column} IS NOT NULL)"),
    }
}

/// What an index can be over, other than the column.
pub fn expression(column: &Column, tape: &mut Tape) -> String {
    match column.ty.base {
        Base::Text { .. } if tape.below(2) == 0 => format!("lower({})", quoted(column)),
        _ => format!("coalesce({0}, {0})", quoted(column)),
    }
}
