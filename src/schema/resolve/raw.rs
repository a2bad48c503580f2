//! Raw SQL: one expression, so far as can be told without the database's grammar.

use std::fmt;
use std::ops::Deref;

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::Sql;
use crate::source::Span;
use crate::syntax::ast::Raw;

/// The text of raw SQL. Only this file makes it, of what stays inside the parentheses that it is put into.
#[derive(Clone, PartialEq, Eq)]
pub struct Expression(String);

impl Deref for Expression {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Takes raw SQL over; what is none is reported.
pub fn sql(raw: &Raw, diagnostics: &mut Vec<Diagnostic>) -> Option<Sql> {
    let checked = checked(&raw.text, raw.span);
    checked.map_err(|error| diagnostics.push(error)).ok()
}

/// Refuses text that would not stay inside the parentheses that it is put into: an end of the
/// statement, a comment, an open quote, a parenthesis that is not its own.
pub fn checked(sql: &str, span: Span) -> Result<Sql, Diagnostic> {
    let problem = if sql.trim().is_empty() {
        Some("it is empty")
    } else {
        problem(sql)
    };
    match problem {
        None => Ok(Sql {
            text: Expression(sql.to_owned()),
            span,
        }),
        Some(problem) => Err(Diagnostic::error(
            Code::RAW_SQL,
            span,
            format!("this is not one SQL expression: {problem}"),
        )
        .help("raw SQL is one expression of the database's, such as `` `lower(name)` ``")),
    }
}

fn problem(sql: &str) -> Option<&'static str> {
    let mut depth = 0_usize;
    let mut before = ' ';
    let mut characters = sql.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\'' | '"' if !characters.any(|other| other == character) => {
                return Some("a quote is never closed");
            }
            '[' if !characters.any(|other| other == ']') => return Some("`[` is never closed"),
            '(' => depth += 1,
            ')' if depth == 0 => return Some("`)` closes nothing"),
            ')' => depth -= 1,
            ';' => return Some("`;` ends a statement"),
            '-' if characters.peek() == Some(&'-') => return Some("`--` begins a comment"),
            '/' if characters.peek() == Some(&'*') => return Some("`/*` begins a comment"),
            ',' if depth == 0 => return Some("`,` begins another one"),
            '?' | '@' | '$' => return Some("it has a parameter"),
            ':' if before != ':' && characters.peek().is_some_and(|next| is_word(*next)) => {
                return Some("it has a parameter");
            }
            '\0' => return Some("it contains NUL"),
            _ => {}
        }
        before = character;
    }
    (depth > 0).then_some("`(` is never closed")
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}
