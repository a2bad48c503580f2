//! Members by name, and how rows are ordered by them.

use super::cursor::Cursor;
use super::reader::Word;
use super::report::Refused;
use super::shape::Kind;
use crate::syntax::ast::{MemberPath, Name, OrderBy};

impl Cursor<'_, '_, '_, '_> {
    /// `person_id` or `Loan.guarantor_id`.
    pub(super) fn member_path(&mut self) -> Result<Option<MemberPath>, Refused> {
        let Some(first) = self.name() else {
            return Ok(None);
        };
        if self.take_kind(&Kind::Dot).is_none() {
            return Ok(Some(MemberPath {
                owner: None,
                member: first,
            }));
        }
        match self.name() {
            Some(member) => Ok(Some(MemberPath {
                owner: Some(first),
                member,
            })),
            None => Err(self.expected(&format!("the name of a member after `{}.`", first.text))),
        }
    }

    /// `description desc`
    pub(super) fn order(&mut self) -> Result<Option<OrderBy>, Refused> {
        let start = self.here();
        let Some(column) = self.member_path()? else {
            return Ok(None);
        };
        let descending = self.take_word("desc").is_some();
        if !descending {
            self.take_word("asc");
        }
        Ok(Some(OrderBy {
            column,
            descending,
            span: self.since(start),
        }))
    }

    /// Names of members in parentheses.
    pub(super) fn member_names(&mut self) -> Option<Vec<Name>> {
        self.elements("the name of a member", |list| Ok(list.name()))
    }

    /// The list behind `word`: in parentheses, or bare with commas. Behind a comma, what begins a member ends it.
    pub(super) fn bare_list<T>(
        &mut self,
        word: Word<'_>,
        takes: &str,
        mut element: impl FnMut(&mut Cursor<'_, '_, '_, '_>) -> Result<Option<T>, Refused>,
    ) -> Result<Vec<T>, Refused> {
        if let Some(elements) = self.elements("the name of a member", |list| element(list)) {
            return Ok(elements);
        }
        let mut elements = Vec::new();
        // `unique (a, b)` is a member of its own, not a column called `unique`.
        let missing = self.word().is_some() && self.is_list(1) && self.starts_member();
        match if missing { None } else { element(self)? } {
            Some(first) => elements.push(first),
            None => return Err(self.bad_value(word, takes)),
        }
        while self.peek().is_some_and(|term| term.kind == Kind::Comma) && self.goes_on(1) {
            self.bump();
            elements.extend(element(self)?);
        }
        Ok(elements)
    }

    /// Whether the list goes on behind a comma.
    fn goes_on(&self, distance: usize) -> bool {
        self.word_ahead(distance).is_some()
            && !self.member_at(distance)
            && !self.listed_word(distance)
    }
}
