//! Literals to values: escapes of strings, line ends of raw SQL, numbers as they are written.

use super::cursor::Cursor;
use super::report::Report;
use super::shape::{Kind, Term};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Value, ValueKind};

/// The value of a string, escapes resolved.
pub(super) fn text(term: &Term<'_>, report: &mut Report<'_>) -> String {
    let inner = term.text.get(1..).unwrap_or_default();
    let inner = inner.strip_suffix(['"', '\'']).unwrap_or(inner);
    let base = term.span.start as usize + 1;
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((plain, escaped)) = rest.split_once('\\') {
        text.push_str(plain);
        let start = base + inner.len() - escaped.len() - 1;
        let (meant, length) = match escape(escaped) {
            Ok(found) => found,
            // The backslash at the end of a string that is not closed, which has been said.
            Err((0, _)) => break,
            Err((length, help)) => {
                let span = report.span(start, start + 1 + length);
                let error = Diagnostic::error(
                    Code::BAD_LITERAL,
                    span,
                    "this escape means nothing in a string",
                );
                report.add(error.help(help));
                (char::REPLACEMENT_CHARACTER, length)
            }
        };
        text.push(meant);
        rest = escaped.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// What the escape stands for and how long it is, the backslash not counted.
fn escape(text: &str) -> Result<(char, usize), (usize, &'static str)> {
    const HELP: &str =
        "there are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{…}`; a backslash itself is written `\\\\`";
    const NUMBER: &str = "`\\u{…}` holds one to six hexadecimal digits of a Unicode character, and no control character";
    match text.chars().next() {
        Some(same @ ('"' | '\\')) => Ok((same, 1)),
        Some('n') => Ok(('\n', 1)),
        Some('t') => Ok(('\t', 1)),
        Some('u') => {
            let Some(digits) = text
                .strip_prefix("u{")
                .and_then(|rest| rest.split_once('}'))
                .map(|(digits, _)| digits)
            else {
                return Err((1, NUMBER));
            };
            let number = Some(digits)
                .filter(|digits| (1..=6).contains(&digits.len()) && !digits.starts_with('+'));
            match number
                .and_then(|digits| u32::from_str_radix(digits, 16).ok())
                .and_then(char::from_u32)
            {
                Some(meant) if !meant.is_control() || matches!(meant, '\n' | '\t') => {
                    Ok((meant, digits.len() + 3))
                }
                _ => Err((digits.len() + 3, NUMBER)),
            }
        }
        other => Err((other.map_or(0, char::len_utf8), HELP)),
    }
}

/// The text between backquotes, with plain line ends.
pub(super) fn raw(term: &Term<'_>) -> String {
    let inner = term.text.get(1..).unwrap_or_default();
    inner
        .strip_suffix('`')
        .unwrap_or(inner)
        .replace("\r\n", "\n")
}

impl Cursor<'_, '_, '_, '_> {
    /// A literal, a bare word or raw SQL.
    pub(super) fn value(&mut self) -> Option<Value> {
        if let Some(name) = self.name() {
            let kind = match name.text.as_str() {
                "true" => ValueKind::Bool(true),
                "false" => ValueKind::Bool(false),
                "null" => ValueKind::Null,
                _ => ValueKind::Word(name.text),
            };
            return Some(Value {
                kind,
                span: name.span,
            });
        }
        let term = self.peek()?;
        let kind = match term.kind {
            Kind::Text => ValueKind::Text(text(term, self.report)),
            Kind::Raw => ValueKind::Raw(raw(term)),
            Kind::Number => number(term, self.report),
            _ => return None,
        };
        self.bump();
        Some(Value {
            kind,
            span: term.span,
        })
    }

    /// An integer that fits 64 bits, which is what a sequence counts with.
    pub(super) fn integer(&mut self) -> Option<i64> {
        let term = self.peek().filter(|term| term.kind == Kind::Number)?;
        let ValueKind::Integer(digits) = number(term, self.report) else {
            return None;
        };
        self.bump();
        let Ok(number) = digits.parse() else {
            let error = Diagnostic::error(
                Code::BAD_LITERAL,
                term.span,
                "this number does not fit 64 bits",
            );
            self.report.add(error);
            return Some(0);
        };
        Some(number)
    }
}

fn number(term: &Term<'_>, report: &mut Report<'_>) -> ValueKind {
    let length = term
        .text
        .find(|letter: char| !matches!(letter, '0'..='9' | '-' | '.'))
        .unwrap_or(term.text.len());
    let digits = term.text.get(..length).unwrap_or_default();
    // Where other letters hang on to it, that has been said by `scan`.
    if length < term.text.len() && term.text.is_ascii() {
        let error = Diagnostic::error(
            Code::BAD_LITERAL,
            term.span,
            format!("`{}` is not a number", term.text),
        );
        report.add(
            error.help("numbers are decimal: `42`, `-1`, `0.5`, without exponent, `_` or suffix"),
        );
    }
    if digits.contains('.') {
        ValueKind::Decimal(digits.to_owned())
    } else {
        ValueKind::Integer(digits.to_owned())
    }
}
