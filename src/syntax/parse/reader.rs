//! What all readers share: names, strings, flags, and how to say that something else was expected.

use super::cursor::Cursor;
use super::literal;
use super::report::Refused;
use super::shape::{Kind, Term};
use super::words::spoken;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::Span;
use crate::syntax::ast::{DbName, DbPath, Doc, Name, Raw, Text};

/// An attribute or option that is being read.
#[derive(Clone, Copy)]
pub(super) struct Word<'s> {
    pub(super) text: &'s str,
    pub(super) span: Span,
}

/// The words that were there before, with their places: each may stand once.
#[derive(Default)]
pub(super) struct Seen(Vec<(&'static str, Span)>);

impl Seen {
    /// Takes note of it; the place of the first where it is the second.
    pub(super) fn before(&mut self, word: &'static str, span: Span) -> Option<Span> {
        let first = self
            .0
            .iter()
            .find(|(seen, _)| *seen == word)
            .map(|(_, span)| *span);
        if first.is_none() {
            self.0.push((word, span));
        }
        first
    }
}

impl<'s> Cursor<'_, 's, '_, '_> {
    /// Reports that `what` was expected where the cursor stands.
    pub(super) fn expected(&mut self, what: &str) -> Refused {
        let (span, found) = self.found();
        if self.peek().is_some_and(is_reported) {
            return Refused;
        }
        let error = Diagnostic::error(Code::UNEXPECTED, span, format!("expected {what}"));
        self.report.refuse(error.label(found))
    }

    /// Reports that `word` does not take what stands behind it, but one of `choices`.
    pub(super) fn bad_choice(&mut self, word: Word<'_>, choices: &[&str]) -> Refused {
        let Some(found) = self.word() else {
            return self.bad_value(word, &spoken(choices));
        };
        let span = self.here();
        if self.peek().is_some_and(is_reported) {
            return Refused;
        }
        self.bump();
        let error = Diagnostic::error(
            Code::BAD_ATTRIBUTE_VALUE,
            span,
            format!("`{}` cannot be `{found}`", word.text),
        )
        .also(word.span, format!("takes {}", spoken(choices)));
        self.report
            .refuse(did_you_mean(error, span, found, choices.iter().copied()))
    }

    /// Reports that `word` lacks its value, or has one of the wrong kind.
    pub(super) fn bad_value(&mut self, word: Word<'_>, takes: &str) -> Refused {
        let (span, found) = self.found();
        if self.peek().is_some_and(is_reported) {
            return Refused;
        }
        let error = Diagnostic::error(
            Code::BAD_ATTRIBUTE_VALUE,
            span,
            format!("`{}` takes {takes}", word.text),
        );
        let error = error.label(found);
        let equals = self.peek().is_some_and(|term| term.text == "=");
        self.report.refuse(if equals {
            error.help("a value follows its word without `=`")
        } else {
            error
        })
    }

    /// What stands here and where; right behind the last term where the next one is on another line or missing.
    fn found(&self) -> (Span, String) {
        match (self.peek(), self.previous()) {
            (Some(term), None) => (term.span, format!("found {}", described(term))),
            (Some(term), Some(_)) if !self.heads_line(0) => {
                (term.span, format!("found {}", described(term)))
            }
            (_, Some(previous)) => (previous.span.after(), "missing here".to_owned()),
            (None, None) => (self.here(), "missing here".to_owned()),
        }
    }

    /// A bare name.
    pub(super) fn name(&mut self) -> Option<Name> {
        self.word()?;
        let term = self.bump()?;
        self.refuse_placeholder(term);
        Some(Name {
            text: term.text.to_owned(),
            span: term.span,
        })
    }

    /// `{model}` has its place in the name of a backref alone.
    pub(super) fn refuse_placeholder(&mut self, term: &Term<'_>) {
        if term.text.contains('{') && !is_reported(term) {
            let error = Diagnostic::error(
                Code::UNEXPECTED,
                term.span,
                "braces have no place in this name",
            );
            self.report
                .add(error.help("`{model}` may stand in the name of a `backref` alone"));
        }
    }

    /// A name of the database's.
    pub(super) fn db_name(&mut self) -> Option<DbName> {
        if let Some(Name { text, span }) = self.name() {
            return Some(DbName { text, span });
        }
        let term = self.take_kind(&Kind::Text)?;
        let text = literal::text(term, self.report);
        if text.is_empty() {
            self.report.add(Diagnostic::error(
                Code::BAD_LITERAL,
                term.span,
                "a name cannot be empty",
            ));
        }
        Some(DbName {
            text,
            span: term.span,
        })
    }

    /// Names of the database's with dots between them.
    pub(super) fn db_path(&mut self) -> Option<DbPath> {
        let first = self.db_name()?;
        let mut path = DbPath {
            span: first.span,
            parts: vec![first],
        };
        while let Some(dot) = self.take_kind(&Kind::Dot) {
            let Some(part) = self.db_name() else {
                self.expected("a name after `.`");
                path.span = path.span.to(dot.span);
                break;
            };
            path.span = path.span.to(part.span);
            path.parts.push(part);
        }
        Some(path)
    }

    /// A string.
    pub(super) fn text(&mut self) -> Option<Text> {
        let term = self.take_kind(&Kind::Text)?;
        Some(Text {
            text: literal::text(term, self.report),
            span: term.span,
        })
    }

    /// Raw SQL.
    pub(super) fn raw(&mut self) -> Option<Raw> {
        let term = self.take_kind(&Kind::Raw)?;
        Some(Raw {
            text: literal::raw(term),
            span: term.span,
        })
    }

    /// `true` or `false` behind a flag; without either it is set.
    pub(super) fn flag(&mut self) -> bool {
        if self.take_word("false").is_some() {
            return false;
        }
        self.take_word("true");
        true
    }

    /// A flag without a value of its own: its place where it is set.
    pub(super) fn flag_place(&mut self, word: Word<'_>) -> Option<Span> {
        self.flag().then_some(word.span)
    }

    /// Docs before a member.
    pub(super) fn docs(&mut self) -> Vec<Doc> {
        let mut docs = Vec::new();
        while let Some(term) = self
            .peek()
            .filter(|term| matches!(term.kind, Kind::Doc | Kind::HeadDoc))
        {
            let trails = self
                .previous()
                .is_some_and(|term| !matches!(term.kind, Kind::Doc))
                && !self.heads_line(0);
            self.bump();
            if trails || term.kind == Kind::HeadDoc {
                self.report
                    .add(misplaced(term, if trails { BEHIND } else { HEAD }));
            } else {
                docs.push(doc(term));
            }
        }
        docs
    }
}

/// Help where a doc comment stands behind what it is about.
const BEHIND: &str =
    "a `///` comment stands on the lines before what it documents; `//` may stand anywhere";
/// Help where `//!` stands inside.
const HEAD: &str = "`//!` documents the file, at its head; `///` documents what follows it";

/// The text of a doc comment, without slashes, one space and the carriage return.
pub(super) fn doc(term: &Term<'_>) -> Doc {
    let text = term.text.get(3..).unwrap_or_default();
    let text = text.strip_prefix(' ').unwrap_or(text);
    Doc {
        text: text.trim_end_matches('\r').to_owned(),
        span: doc_span(term),
    }
}

/// A doc comment that documents nothing.
pub(super) fn misplaced(term: &Term<'_>, help: &str) -> Diagnostic {
    let message = "a doc comment has no place here";
    Diagnostic::error(Code::MISPLACED_DOC, doc_span(term), message).help(help)
}

fn doc_span(term: &Term<'_>) -> Span {
    let carriage_return = u32::from(term.text.ends_with('\r'));
    Span {
        end: term.span.end - carriage_return,
        ..term.span
    }
}

/// Whether it has been said already what is wrong with this word: it holds letters that no name may hold.
pub(super) fn is_reported(term: &Term<'_>) -> bool {
    term.kind == Kind::Name && !term.text.is_ascii()
}

/// What a term is, for "found …".
pub(super) fn described(term: &Term<'_>) -> String {
    match term.kind {
        Kind::Text => "a string".to_owned(),
        Kind::Raw => "raw SQL".to_owned(),
        Kind::List(_) => "`(`".to_owned(),
        Kind::Doc | Kind::HeadDoc => "a doc comment".to_owned(),
        _ => format!("`{}`", term.text),
    }
}
