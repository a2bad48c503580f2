//! What a foreign key points to, as SQLAlchemy and SQL write it. Each is one mistake, and is read as what it says, so that
//! no other follows from it.

use super::cursor::Cursor;
use super::reader::Word;
use super::shape::{Kind, Term};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{DbName, DbPath};

impl<'s> Cursor<'_, 's, '_, '_> {
    /// Whether `("person.id")`, `"person.id"` or `person (id)` stands there.
    pub(super) fn is_written_elsewhere(&self, distance: usize) -> bool {
        self.target_elsewhere(distance).is_some()
    }

    /// What the key points to that `word` begins, where it is written so.
    pub(super) fn written_elsewhere(&mut self, word: Word<'_>) -> Option<DbPath> {
        let (parts, terms) = self.target_elsewhere(0)?;
        let start = self.here();
        for _ in 0..terms {
            self.bump();
        }
        let (place, span) = (self.since(word.span), self.since(start));
        let right = format!("foreign_key {}", parts.join("."));
        let message =
            "a foreign key names a table and its column, with nothing around them but a dot";
        let error = Diagnostic::error(Code::UNEXPECTED, place, message);
        let error = error.help(format!("write `{right}`"));
        self.report.add(error.certain_fix(place, right));
        let name = |part: &str| DbName {
            text: part.to_owned(),
            span,
        };
        let parts = parts.into_iter().map(name).collect();
        Some(DbPath { parts, span })
    }

    /// The names that are meant, and how many terms they are.
    fn target_elsewhere(&self, distance: usize) -> Option<(Vec<&'s str>, usize)> {
        let first = self.ahead(distance)?;
        let next = self.ahead(distance + 1);
        match first.kind {
            Kind::List(_) => Some((dotted(only(first, &Kind::Text)?)?, 1)),
            Kind::Text if next.is_none_or(|next| next.kind != Kind::Dot) => {
                Some((dotted(first.text)?, 1))
            }
            Kind::Name if !self.member_at(distance) => {
                let column = only(next?, &Kind::Name)?;
                Some((vec![first.text, column], 2))
            }
            _ => None,
        }
    }
}

/// The one term that a list holds, if it is of that kind.
fn only<'s>(term: &Term<'s>, kind: &Kind<'_>) -> Option<&'s str> {
    let Kind::List(list) = &term.kind else {
        return None;
    };
    match &list.terms[..] {
        [one] if list.closed && one.kind == *kind => Some(one.text),
        _ => None,
    }
}

/// `"person.id"` in its parts: two, or three with the database's schema.
fn dotted(text: &str) -> Option<Vec<&str>> {
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    let parts: Vec<&str> = text.split('.').collect();
    let is_name = |part: &&str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && part
                .chars()
                .all(|one| one.is_ascii_alphanumeric() || one == '_')
    };
    (matches!(parts.len(), 2 | 3) && parts.iter().all(is_name)).then_some(parts)
}
