//! Foreign keys as SQLAlchemy and SQL write them. Each is one mistake, and is read as what it says, so that no other
//! follows from it.

use super::cursor::Cursor;
use super::reader::Word;
use super::shape::{Kind, Term};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{DbName, DbPath, is_bare};

impl<'s> Cursor<'_, 's, '_, '_> {
    /// Whether `("person.id")`, `"person.id"` or `person (id)` stands there.
    pub(super) fn is_written_elsewhere(&self, distance: usize) -> bool {
        self.target_elsewhere(distance).is_some()
    }

    /// What the key points to that `word` begins, where it is written so.
    pub(super) fn written_elsewhere(&mut self, word: Word<'_>) -> Option<DbPath> {
        let (parts, terms) = self.target_elsewhere(0)?;
        let start = self.here();
        self.take(terms);
        let (place, span) = (self.since(word.span), self.since(start));
        // Of a name with letters that no name has, that has been said.
        if parts.iter().all(|part| part.text.is_ascii()) {
            let error = self.with_more_around(place, &parts);
            self.report.add(error);
        }
        Some(DbPath { parts, span })
    }

    fn with_more_around(&self, place: Span, parts: &[DbName]) -> Diagnostic {
        let names: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        let right = format!("foreign_key {}", names.join("."));
        let message =
            "a foreign key names a table and its column, with nothing around them but a dot";
        let error = Diagnostic::error(Code::UNEXPECTED, place, message);
        let error = error.help(format!("write `{right}`"));
        let written = self.source().get(place.range()).unwrap_or_default();
        // A comment in between would be lost.
        match written.contains("//") {
            true => error,
            false => error.certain_fix(place, right + self.gap()),
        }
    }

    /// The names that are meant, and how many terms they are.
    fn target_elsewhere(&self, distance: usize) -> Option<(Vec<DbName>, usize)> {
        let first = self.ahead(distance)?;
        let next = self.ahead(distance + 1);
        match first.kind {
            Kind::List(_) => Some((dotted(only(first, &Kind::Text)?)?, 1)),
            Kind::Text if next.is_none_or(|next| next.kind != Kind::Dot) => {
                Some((dotted(first)?, 1))
            }
            Kind::Name if !self.member_at(distance) => {
                let names = [first, only(next?, &Kind::Name)?];
                let names = names.map(|name| DbName {
                    text: name.text.to_owned(),
                    span: name.span,
                });
                Some((names.into(), 2))
            }
            _ => None,
        }
    }

    /// `on delete` or `on update`, as SQL writes it, behind a key: `on_delete` or `on_update`.
    pub(super) fn option_in_two_words(&mut self) -> Option<Word<'static>> {
        let option = option(self.word()?, self.word_ahead(1)?)?;
        if option == "on_update" && self.is_made_value(2) {
            return None;
        }
        let start = self.here();
        self.bump();
        Some(self.one_word(option, start))
    }

    /// `on update now`: the column's own.
    pub(super) fn own_on_update(&mut self, word: Word<'_>) -> Option<Word<'static>> {
        let option = option(word.text, self.word()?)?;
        let is_own = option == "on_update" && self.is_made_value(1);
        is_own.then(|| self.one_word(option, word.span))
    }

    /// Takes the second half of it, and says how it is written.
    fn one_word(&mut self, option: &'static str, start: Span) -> Word<'static> {
        self.bump();
        let span = self.since(start);
        let error = is_one_word(option, span).help(format!("write `{option}`"));
        self.report.add(error.certain_fix(span, option));
        Word { text: option, span }
    }

    /// What is to be said of `on delete cascade` where no key stands before it; it is taken.
    pub(super) fn event_elsewhere(&mut self, word: Word<'s>) -> Option<Diagnostic> {
        let option = option(word.text, self.word()?)?;
        self.bump();
        let place = self.since(word.span);
        self.take(self.action_ahead().map_or(0, |(_, words)| words));
        Some(is_one_word(option, place).help(format!(
            "`{option}` stands directly behind the `foreign_key` that it belongs to"
        )))
    }
}

/// The option that these two words are meant for.
fn option(on: &str, event: &str) -> Option<&'static str> {
    match (on, event) {
        ("on", "delete") => Some("on_delete"),
        ("on", "update") => Some("on_update"),
        _ => None,
    }
}

fn is_one_word(option: &str, place: Span) -> Diagnostic {
    Diagnostic::error(Code::UNEXPECTED, place, format!("`{option}` is one word"))
}

/// The one term that a list holds, if it is of that kind.
fn only<'t, 's>(term: &'t Term<'s>, kind: &Kind<'_>) -> Option<&'t Term<'s>> {
    let Kind::List(list) = &term.kind else {
        return None;
    };
    match &list.terms[..] {
        [one] if list.closed && one.kind == *kind => Some(one),
        _ => None,
    }
}

/// `"person.id"` in its parts: two, or three with the database's schema.
fn dotted(term: &Term<'_>) -> Option<Vec<DbName>> {
    let text = term.text.strip_prefix('"')?.strip_suffix('"')?;
    let mut start = term.span.start + 1;
    let parts = text.split('.').map(|name| {
        let end = start + u32::try_from(name.len()).ok()?;
        let span = Span {
            start,
            end,
            ..term.span
        };
        start = end + 1;
        let text = name.to_owned();
        is_bare(name).then_some(DbName { text, span })
    });
    let parts: Vec<DbName> = parts.collect::<Option<_>>()?;
    matches!(parts.len(), 2 | 3).then_some(parts)
}
