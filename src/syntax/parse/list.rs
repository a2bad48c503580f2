//! Attributes and options one after the other: finding the next word, refusing a second one, going on after
//! a mistake.

use super::cursor::Cursor;
use super::reader::{Seen, Word, described, is_reported, misplaced};
use super::report::Refused;
use super::shape::{Kind, Term};
use super::unknown::Kin;
use super::words::RELATIONSHIP;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

impl<'s> Cursor<'_, 's, '_, '_> {
    /// The next attribute of a member in a body; nothing where the next member begins or the body ends.
    pub(super) fn attribute(&mut self, kin: Kin) -> Option<Word<'s>> {
        loop {
            if self.at_end() || self.ends_member(kin) {
                return None;
            }
            if let Some(text) = self.word() {
                let span = self.here();
                self.bump();
                if kin.words.contains(&text) {
                    return Some(Word { text, span });
                }
                if let Some(meant) = self.unknown(Word { text, span }, kin) {
                    return Some(meant);
                }
            } else {
                self.no_attribute(kin);
            }
            self.resume(kin);
        }
    }

    /// The next attribute in parentheses, where commas separate.
    pub(super) fn listed_attribute(&mut self, kin: Kin) -> Option<Word<'s>> {
        self.skip_commas();
        self.attribute(kin)
    }

    /// Skips to the next word that makes sense, for a mistake that has been reported.
    pub(super) fn resume(&mut self, kin: Kin) {
        self.resume_among(&[kin]);
    }

    /// Skips to the next word that makes sense for one of them.
    pub(super) fn resume_among(&mut self, kins: &[Kin]) {
        while !self.at_end() && !kins.iter().any(|kin| self.ends_member(*kin)) {
            let word = self.word().unwrap_or_default();
            if kins.iter().any(|kin| kin.words.contains(&word)) {
                break;
            }
            self.bump();
        }
    }

    /// Reports `word` where it was there before.
    pub(super) fn once(&mut self, seen: &mut Seen, word: &'static str, span: Span) {
        if let Some(first) = seen.before(word, span) {
            let error =
                Diagnostic::error(Code::UNEXPECTED, span, format!("`{word}` is given twice"));
            self.report.add(
                error
                    .label("a second time here")
                    .also(first, "first here")
                    .help("take one of them out"),
            );
        }
    }

    /// Whether the member that is being read ends here. Commas and docs before the next one are left alone,
    /// those between attributes are reported and taken.
    fn ends_member(&mut self, kin: Kin) -> bool {
        let Some(term) = self.peek() else { return true };
        match term.kind {
            Kind::Comma => {
                let mut next = 1;
                while self.ahead(next).is_some_and(|term| {
                    matches!(term.kind, Kind::Comma | Kind::Doc | Kind::HeadDoc)
                }) {
                    next += 1;
                }
                self.ahead(next).is_none() || self.begins_member(next, kin)
            }
            Kind::Doc | Kind::HeadDoc => self.docs_end_member(kin),
            _ => self.begins_member(0, kin),
        }
    }

    /// Whether a member begins there, or something that was to be one.
    fn begins_member(&self, distance: usize, kin: Kin) -> bool {
        self.member_at(distance) || self.seems_member(distance, kin.words)
    }

    /// Whether a member follows the docs; where attributes go on instead, the docs are reported and taken.
    fn docs_end_member(&mut self, kin: Kin) -> bool {
        let mut next = 1;
        while self
            .ahead(next)
            .is_some_and(|term| matches!(term.kind, Kind::Doc | Kind::HeadDoc | Kind::Comma))
        {
            next += 1;
        }
        if self.ahead(next).is_none() || self.begins_member(next, kin) {
            return true;
        }
        for _ in 0..next {
            if let Some(term) = self.bump().filter(|term| term.kind != Kind::Comma) {
                self.report.add(misplaced(
                    term,
                    "a `///` comment stands before a member, not among its attributes",
                ));
            }
        }
        self.peek().is_none()
    }

    /// Reports a term that is no word where an attribute is expected.
    fn no_attribute(&mut self, kin: Kin) {
        let Some(term) = self.bump() else { return };
        // What is a habit from elsewhere is said once for a member.
        if is_reported(term) || (matches!(term.text, "," | "=" | ";") && self.said(term.text)) {
            return;
        }
        let error = self.misplaced_mark(term, kin).unwrap_or_else(|| {
            let message = format!("expected an attribute of {}", kin.what);
            let error = Diagnostic::error(Code::UNEXPECTED, term.span, message);
            error.label(format!("found {}", described(term)))
        });
        self.report.add(error);
    }

    /// What is to be said of a mark that means something there in other languages; it is taken.
    fn misplaced_mark(&self, term: &Term<'_>, kin: Kin) -> Option<Diagnostic> {
        let error = |message: &str| Diagnostic::error(Code::UNEXPECTED, term.span, message);
        let arguments = "the arguments of a type stand in parentheses";
        Some(match term.text {
            "," => error("attributes are not separated by commas")
                .help("leave the comma out")
                .certain_fix(term.span, self.gap()),
            ";" => error("a member has no `;` at its end")
                .help("leave the `;` out")
                .certain_fix(term.span, self.gap()),
            "?" => error("`?` has no place here")
                .help("leave it out: a column may be NULL unless it says `not null`")
                .certain_fix(term.span, self.gap()),
            mark if mark.starts_with('[') && kin.words == RELATIONSHIP => {
                error("`[` has no place here")
                    .help("leave it out: the foreign keys say whether there are many")
            }
            mark if mark.starts_with('[') => error("`[` has no place here").help(arguments),
            mark if mark.starts_with('-') => error("`-` has no place here").help(
                "a name of the database's that holds it is given as a string: `\"order-lines\"`",
            ),
            "<" => error("`<` has no place inside a body").help(arguments),
            ">" => error("members follow, although `>` closes the body here"),
            "=" => error("`=` has no place here")
                .help("a keyword argument `kw=value` is written `kw value`"),
            _ => return None,
        })
    }

    /// Reads what is in the parentheses of a list; of one that is never closed quietly, since that has been said.
    pub(super) fn in_list<T>(
        &mut self,
        mut read: impl FnMut(&mut Cursor<'_, 's, '_, '_>) -> T,
    ) -> Option<T> {
        let (list, span) = self.take_list()?;
        if list.closed {
            let read = read(&mut self.inside(list, span));
            // Whatever was wrong in there, behind it everything is in its place again.
            self.report.recovered();
            return Some(read);
        }
        let text = self.source();
        let end = span.after();
        Some(
            self.report
                .quietly(|report| read(&mut Cursor::new(text, &list.terms, end, report))),
        )
    }

    /// Elements in parentheses, commas between them optional; `what` is one of them.
    pub(super) fn elements<T>(
        &mut self,
        what: &str,
        mut element: impl FnMut(&mut Cursor<'_, 's, '_, '_>) -> Result<Option<T>, Refused>,
    ) -> Option<Vec<T>> {
        let place = self.here();
        let before = self.report.count();
        let elements = self.in_list(|list| {
            let mut elements = Vec::new();
            list.skip_commas();
            while !list.at_end() {
                match element(list) {
                    Ok(Some(element)) => elements.push(element),
                    Ok(None) => {
                        list.expected(what);
                        list.bump();
                        break;
                    }
                    Err(Refused) => break,
                }
                list.skip_commas();
            }
            elements
        })?;
        if elements.is_empty() && self.report.count() == before {
            let error = Diagnostic::error(Code::UNEXPECTED, place, format!("expected {what}"));
            let error = error.label("nothing in these parentheses");
            self.report
                .add(error.help(format!("write {what} between them, or leave all of it out")));
        }
        Some(elements)
    }
}
