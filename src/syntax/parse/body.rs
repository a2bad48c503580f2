//! The members of a body, one after the other; a bad one does not take its neighbours along.

use super::cursor::Cursor;
use super::reader::{Word, described, is_reported};
use super::shape::{Kind, Term};
use super::unknown::Kin;
use super::words::TABLE_LEVEL;
use crate::diagnostic::{Code, Diagnostic, did_you_mean, similar};
use crate::syntax::ast::{Doc, Member, Name};

/// For what goes on after a mistake: up to the next member.
const NOTHING: Kin = Kin {
    what: "a body",
    words: &[],
};

impl<'s> Cursor<'_, 's, '_, '_> {
    /// All members up to the end.
    pub(super) fn members(&mut self) -> Vec<Member> {
        let mut members = Vec::new();
        loop {
            self.skip_commas();
            let docs = self.docs();
            if self.at_end() {
                self.refuse_docs(&docs, "nothing follows that it could document");
                return members;
            }
            self.begin_member();
            match self.member(docs) {
                Some(member) => members.push(member),
                None => self.resume(NOTHING),
            }
        }
    }

    /// Reports docs that document nothing.
    pub(super) fn refuse_docs(&mut self, docs: &[Doc], why: &str) {
        if let (Some(first), Some(last)) = (docs.first(), docs.last()) {
            let message = "a doc comment documents nothing here";
            let error = Diagnostic::error(Code::MISPLACED_DOC, first.span.to(last.span), message);
            self.report.add(
                error
                    .label(why)
                    .help("write `//` for a comment that may stand anywhere"),
            );
        }
    }

    fn member(&mut self, docs: Vec<Doc>) -> Option<Member> {
        if self.is_label(0) {
            return self.labelled(docs);
        }
        if self.is_named_twice(0) {
            return self.named_twice(docs);
        }
        if let Some(text) = self.word().filter(|word| TABLE_LEVEL.contains(word)) {
            let term = self.bump()?;
            return self
                .table_member(Word {
                    text,
                    span: term.span,
                })
                .ok();
        }
        if self.is_assignment(0) {
            self.refuse_assignment();
            return None;
        }
        if self.word().is_some() && self.word_ahead(1).is_some() {
            return self.without_colon(docs);
        }
        let term = self.bump()?;
        self.refuse_member(term);
        None
    }

    fn labelled(&mut self, docs: Vec<Doc>) -> Option<Member> {
        let term = self.bump()?;
        self.bump();
        let name = self.member_name(term);
        Some(self.typed(docs, name))
    }

    pub(super) fn typed(&mut self, docs: Vec<Doc>, name: Name) -> Member {
        if self.take_word("rel").is_some() {
            return Member::Relationship(self.relationship(docs, name));
        }
        Member::Column(self.column(docs, name))
    }

    /// The name of a member, as that term has it.
    pub(super) fn member_name(&mut self, term: &Term<'_>) -> Name {
        self.refuse_placeholder(term);
        Name {
            text: term.text.to_owned(),
            span: term.span,
        }
    }

    /// `age Integer`, or a misspelt word that begins a table-level member.
    fn without_colon(&mut self, docs: Vec<Doc>) -> Option<Member> {
        let term = self.bump()?;
        if is_reported(term) {
            return None;
        }
        let lower = self.word().is_some_and(|word| {
            word != "rel" && word.starts_with(|first: char| first.is_lowercase())
        });
        if lower || self.word() == Some("Column") {
            self.refuse_member(term);
            return None;
        }
        let error = Diagnostic::error(
            Code::UNEXPECTED,
            term.span.after(),
            format!("expected `:` after `{}`", term.text),
        );
        let error =
            error.help("a column is written `name: Type`, a relationship `name: rel Target`");
        // Where no type follows, more than that is missing.
        self.report.add(match self.word() {
            Some(_) => error.certain_fix(term.span.after(), ":"),
            None => error.fix(term.span.after(), ":"),
        });
        let name = self.member_name(term);
        Some(self.typed(docs, name))
    }

    fn refuse_assignment(&mut self) {
        let Some(name) = self.bump().filter(|name| !is_reported(name)) else {
            return;
        };
        let error = Diagnostic::error(Code::UNEXPECTED, self.here(), "`=` has no place here");
        let help = format!(
            "a column is written `{0}: Type`, a relationship `{0}: rel Target`",
            name.text
        );
        self.report.add(error.help(help));
    }

    fn refuse_member(&mut self, term: &Term<'_>) {
        if is_reported(term) {
            return;
        }
        let error = Diagnostic::error(Code::UNEXPECTED, term.span, "expected a member");
        let error = error.label(format!("found {}", described(term)));
        let error = match term.text {
            ":" => error.help("a name stands before `:`"),
            word if term.kind == Kind::Name
                && similar(word, TABLE_LEVEL.iter().copied()).is_some() =>
            {
                did_you_mean(error, term.span, word, TABLE_LEVEL.iter().copied())
            }
            _ => error.help("a column is written `name: Type`, a relationship `name: rel Target`"),
        };
        self.report.add(error);
    }
}
