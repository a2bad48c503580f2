//! A cursor over the terms of one body, head or list. Knows where a member begins, and no attribute.

use super::report::Report;
use super::shape::{Kind, List, Term};
use super::words::{COLUMN, RELATIONSHIP, TABLE_LEVEL};
use crate::source::Span;

/// Reads terms one after the other.
pub(super) struct Cursor<'a, 's, 'd, 'r> {
    terms: &'a [Term<'s>],
    at: usize,
    /// The empty place behind the last term.
    end: Span,
    text: &'s str,
    /// Between parentheses, where the words of attributes end a list without parentheses of its own.
    listed: bool,
    /// What has been said already of the member that is being read.
    said: Vec<&'s str>,
    pub(super) report: &'r mut Report<'d>,
}

impl<'a, 's, 'd, 'r> Cursor<'a, 's, 'd, 'r> {
    /// Reads the terms of the file `text`; `end` is where they are over.
    pub(super) fn new(
        text: &'s str,
        terms: &'a [Term<'s>],
        end: Span,
        report: &'r mut Report<'d>,
    ) -> Self {
        Self {
            terms,
            at: 0,
            end,
            text,
            listed: false,
            said: Vec::new(),
            report,
        }
    }

    /// Reads what stands in the parentheses of `list`.
    pub(super) fn inside<'b>(
        &'b mut self,
        list: &'b List<'s>,
        span: Span,
    ) -> Cursor<'b, 's, 'd, 'b> {
        let end = Span {
            start: span.end.saturating_sub(u32::from(list.closed)),
            ..span
        };
        Cursor {
            terms: &list.terms,
            at: 0,
            end,
            text: self.text,
            listed: true,
            said: Vec::new(),
            report: self.report,
        }
    }

    /// Whether that has been said of this member; from now on it has.
    pub(super) fn said(&mut self, what: &'s str) -> bool {
        let said = self.said.contains(&what);
        self.said.push(what);
        said
    }

    /// The next member begins, of which nothing has been said.
    pub(super) fn begin_member(&mut self) {
        self.said.clear();
        self.report.recovered();
    }

    /// Takes note that an attribute has been read, if there was no new error in it.
    pub(super) fn recovered_since(&mut self, errors: usize) {
        if self.report.count() == errors {
            self.report.recovered();
        }
    }

    /// The text of the whole file.
    pub(super) fn source(&self) -> &'s str {
        self.text
    }

    pub(super) fn peek(&self) -> Option<&'a Term<'s>> {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, distance: usize) -> Option<&'a Term<'s>> {
        self.terms.get(self.at + distance)
    }

    pub(super) fn previous(&self) -> Option<&'a Term<'s>> {
        self.terms.get(self.at.checked_sub(1)?)
    }

    pub(super) fn bump(&mut self) -> Option<&'a Term<'s>> {
        let term = self.peek()?;
        self.at += 1;
        Some(term)
    }

    /// Takes so many terms.
    pub(super) fn take(&mut self, terms: usize) {
        self.at = self.terms.len().min(self.at + terms);
    }

    pub(super) fn at_end(&self) -> bool {
        self.at >= self.terms.len()
    }

    /// Takes the next term if it is of that kind.
    pub(super) fn take_kind(&mut self, kind: &Kind<'_>) -> Option<&'a Term<'s>> {
        if self.peek()?.kind == *kind {
            self.bump()
        } else {
            None
        }
    }

    /// The next term's word, unless it is the name of a member.
    pub(super) fn word(&self) -> Option<&'s str> {
        self.word_ahead(0)
    }

    pub(super) fn word_ahead(&self, distance: usize) -> Option<&'s str> {
        let term = self.ahead(distance)?;
        (term.kind == Kind::Name && !self.is_labelled(distance)).then_some(term.text)
    }

    /// Takes the next term if it is this word.
    pub(super) fn take_word(&mut self, word: &str) -> Option<Span> {
        if self.word()? != word {
            return None;
        }
        self.bump().map(|term| term.span)
    }

    /// Whether a name followed by `:` comes next: a member begins.
    pub(super) fn is_label(&self, distance: usize) -> bool {
        self.ahead(distance)
            .is_some_and(|term| term.kind == Kind::Name)
            && self
                .ahead(distance + 1)
                .is_some_and(|term| term.kind == Kind::Colon)
    }

    /// The same, or with the column's name in the database before the `:`.
    fn is_labelled(&self, distance: usize) -> bool {
        self.is_label(distance) || self.is_named_twice(distance)
    }

    /// Whether an attribute of the relationship in these parentheses stands there.
    pub(super) fn listed_word(&self, distance: usize) -> bool {
        self.listed
            && self
                .word_ahead(distance)
                .is_some_and(|word| RELATIONSHIP.contains(&word))
    }

    /// Whether a bracketed list stands there.
    pub(super) fn is_list(&self, distance: usize) -> bool {
        matches!(
            self.ahead(distance).map(|term| &term.kind),
            Some(Kind::List(_))
        )
    }

    /// Takes the next term if it is a list.
    pub(super) fn take_list(&mut self) -> Option<(&'a List<'s>, Span)> {
        let list = self.peek_list()?;
        self.at += 1;
        Some(list)
    }

    /// The list that comes next.
    pub(super) fn peek_list(&self) -> Option<(&'a List<'s>, Span)> {
        let term = self.peek()?;
        let Kind::List(list) = &term.kind else {
            return None;
        };
        Some((list, term.span))
    }

    /// Whether what comes next can be nothing but a member, docs before it included.
    pub(super) fn starts_member(&self) -> bool {
        self.member_at(0)
    }

    pub(super) fn member_at(&self, distance: usize) -> bool {
        if self.is_labelled(distance) {
            return true;
        }
        let named = match self.ahead(distance + 1).map(|term| &term.kind) {
            Some(Kind::Name) => !self.is_label(distance + 1) && !self.is_direction(distance + 1),
            Some(kind) => *kind == Kind::Text,
            None => false,
        };
        match self.word_ahead(distance) {
            Some("unique" | "index" | "primary_key") => self.is_list(distance + 1),
            Some("foreign_key") => {
                self.is_list(distance + 1) && !self.is_written_elsewhere(distance + 1)
            }
            Some("check") => named && !self.is_sql_elsewhere(distance + 1),
            Some("table") => named,
            _ => false,
        }
    }

    fn is_direction(&self, distance: usize) -> bool {
        matches!(self.word_ahead(distance), Some("asc" | "desc"))
    }

    /// Whether what stands there is meant for a member, although it is not quite right.
    pub(super) fn seems_member(&self, distance: usize, words: &[&str]) -> bool {
        let nameless = self
            .ahead(distance)
            .is_some_and(|term| term.kind == Kind::Colon);
        if nameless && self.heads_line(distance) {
            return true;
        }
        let Some(word) = self
            .word_ahead(distance)
            .filter(|word| !words.contains(word))
        else {
            return false;
        };
        self.is_label_without_colon(distance)
            || self.is_assignment(distance)
            || ((TABLE_LEVEL.contains(&word) || self.is_list(distance + 1))
                && self.heads_line(distance))
    }

    /// `age Integer` at the head of a line: a member whose `:` was forgotten.
    fn is_label_without_colon(&self, distance: usize) -> bool {
        let capital = |word: &str| word.starts_with(|letter: char| letter.is_ascii_uppercase());
        let Some(next) = self.word_ahead(distance + 1) else {
            return false;
        };
        let typed =
            capital(next) || (next == "rel" && self.word_ahead(distance + 2).is_some_and(capital));
        typed
            && self
                .word_ahead(distance)
                .is_some_and(|word| !capital(word) && !is_known(word))
            && self.heads_line(distance)
    }

    /// `age = Column(Integer)` at the head of a line: a member as SQLAlchemy writes it.
    pub(super) fn is_assignment(&self, distance: usize) -> bool {
        self.word_ahead(distance)
            .is_some_and(|word| !is_known(word))
            && self
                .ahead(distance + 1)
                .is_some_and(|term| term.text == "=")
            && self.heads_line(distance)
    }

    /// Whether a line end stands before that term.
    pub(super) fn heads_line(&self, distance: usize) -> bool {
        let at = self.at + distance;
        let Some(before) = at.checked_sub(1).and_then(|at| self.terms.get(at)) else {
            return true;
        };
        let Some(term) = self.terms.get(at) else {
            return true;
        };
        self.text
            .get(before.span.end as usize..term.span.start as usize)
            .is_some_and(|gap| gap.contains('\n'))
    }

    /// The place of what comes next, or where it is missing.
    pub(super) fn here(&self) -> Span {
        self.peek().map_or(self.end, |term| term.span)
    }

    /// The place from `start` to the last term taken.
    pub(super) fn since(&self, start: Span) -> Span {
        self.previous().map_or(start, |term| start.to(term.span))
    }

    /// What has to stand in the place of something that is taken out, so that its neighbours stay apart.
    pub(super) fn gap(&self) -> &'static str {
        let end = self.previous().map(|term| term.span.end);
        let touches = self.peek().is_some_and(|next| Some(next.span.start) == end);
        if touches { " " } else { "" }
    }

    pub(super) fn skip_commas(&mut self) {
        while self.take_kind(&Kind::Comma).is_some() {}
    }
}

fn is_known(word: &str) -> bool {
    COLUMN.contains(&word) || RELATIONSHIP.contains(&word)
}
