//! Raw SQL to an expression.

use sqlparser::ast::Expr;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Tokenizer, Whitespace};

use super::Grammar;
use super::place::Place;
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::is_among;
use crate::schema::Sql;
use crate::source::Span;

/// The most words and signs of an expression; SQLite takes no deeper ones either.
const MOST: usize = 1000;

/// The one expression that the text is.
pub fn expression(sql: &Sql, grammar: &Grammar) -> Result<Expr, Box<Diagnostic>> {
    let place = Place::new(sql);
    let tokens = Tokenizer::new(grammar.parser, &sql.text).tokenize_with_location();
    let tokens = tokens.map_err(|error| {
        let at = place.word_at(error.location);
        Box::new(wrong(at, grammar, "this is never closed, or no part of it"))
    })?;
    for token in &tokens {
        if let Some(reason) = refused(token, grammar) {
            return Err(Box::new(wrong(place.of(token.span), grammar, reason)));
        }
    }
    if tokens.len() > MOST {
        let reason = "it is too long";
        return Err(Box::new(wrong(place.whole(), grammar, reason)));
    }
    let mut parser = Parser::new(grammar.parser).with_tokens_with_locations(tokens);
    let parsed = parser.parse_expr();
    let expr = parsed.map_err(|error| Box::new(unparsed(&error, &place, grammar)))?;
    let next = parser.peek_token();
    match next.token {
        Token::EOF => Ok(expr),
        _ => Err(Box::new(goes_on(&expr, &next, &place, grammar))),
    }
}

/// What is left behind an expression. The parser takes words that it can do nothing with for names.
fn goes_on(expr: &Expr, next: &TokenWithSpan, place: &Place<'_>, grammar: &Grammar) -> Diagnostic {
    if let Expr::Identifier(first) = expr
        && first.quote_style.is_none()
        && is_among(&first.value, grammar.reserved)
    {
        let reason = format!("`{}` begins none that can be read", first.value);
        return wrong(place.of(first.span), grammar, &reason);
    }
    let reason = "it goes on where it could end";
    wrong(place.of(next.span), grammar, reason)
}

/// What the parser of expressions would pass over.
fn refused(token: &TokenWithSpan, grammar: &Grammar) -> Option<&'static str> {
    match &token.token {
        Token::Whitespace(
            Whitespace::SingleLineComment { .. } | Whitespace::MultiLineComment(_),
        ) => Some("this begins a comment"),
        Token::SemiColon => Some("`;` ends a statement"),
        Token::Placeholder(_) => Some("it has a parameter"),
        Token::DoubleEq if grammar.database != super::Database::Sqlite => {
            Some("`==` is written `=`")
        }
        _ => None,
    }
}

/// What the parser says, in our words.
fn unparsed(error: &ParserError, place: &Place<'_>, grammar: &Grammar) -> Diagnostic {
    let ParserError::ParserError(text) = error else {
        let reason = "it is nested too deep";
        return wrong(place.whole(), grammar, reason);
    };
    let (text, location) = located(text);
    let at = location.map_or(place.whole(), |location| place.word_at(location));
    let expected = text
        .strip_prefix("Expected: ")
        .and_then(|text| text.split_once(", found: "));
    match expected {
        Some((expected, "EOF")) => {
            let reason = match words(expected) {
                Some(words) => format!("it ends where {words} belongs"),
                None => "it ends too early".to_owned(),
            };
            wrong(place.whole(), grammar, &reason)
        }
        Some((expected, found)) => {
            let reason = match words(expected) {
                Some(words) => format!("`{found}` stands where {words} belongs"),
                None => format!("`{found}` has no place here"),
            };
            wrong(at, grammar, &reason)
        }
        None => wrong(at, grammar, "this cannot be read"),
    }
}

/// The message without the place at its end, and the place.
fn located(text: &str) -> (&str, Option<Location>) {
    let parts = text.rsplit_once(" at Line: ").and_then(|(text, place)| {
        let (line, column) = place.split_once(", Column: ")?;
        let location = Location::new(line.parse().ok()?, column.parse().ok()?);
        Some((text, Some(location)))
    });
    parts.unwrap_or((text, None))
}

/// What was expected: a sign as it is, or words that make sense to people.
fn words(expected: &str) -> Option<String> {
    let is_phrase = expected.starts_with("an ") || expected.starts_with("a ");
    let spelled = |letter: char| letter.is_ascii_uppercase() || !letter.is_ascii_alphabetic();
    match expected {
        _ if is_phrase => expected.split(':').next().map(str::to_owned),
        "identifier" => Some("a name".to_owned()),
        _ if expected.chars().all(spelled) => Some(format!("`{expected}`")),
        _ => None,
    }
}

fn wrong(at: Span, grammar: &Grammar, reason: &str) -> Diagnostic {
    let database = grammar.database;
    let message = format!("this is not one SQL expression of {database}: {reason}");
    Diagnostic::error(Code::RAW_SQL, at, message)
        .help("raw SQL is one expression of the database's, such as `` `lower(name)` ``")
}

/// SQL of another database, or such as relgen cannot judge.
pub fn foreign(sql: &Sql, grammar: &Grammar, what: &str) -> Diagnostic {
    let database = grammar.database;
    let message = format!("this is no SQL expression that {database} takes: {what}");
    Diagnostic::error(Code::RAW_SQL, sql.span, message)
        .help(format!("write it in the words of {database}"))
}
