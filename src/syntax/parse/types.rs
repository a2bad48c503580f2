//! A column's type, as it is written.

use super::cursor::Cursor;
use super::shape::Kind;
use crate::source::Span;
use crate::syntax::ast::{Name, TypeRef, Value};

impl Cursor<'_, '_, '_, '_> {
    /// `String(50)`, `DateTime timezone`; of a type that is missing the empty name.
    pub(super) fn type_ref(&mut self, after: &str) -> TypeRef {
        let missing = self.word() == Some("not") && self.word_ahead(1) == Some("null");
        let Some(name) = (if missing { None } else { self.name() }) else {
            self.expected(&format!("a type after {after}"));
            let span = self
                .previous()
                .map_or(self.here(), |term| term.span.after());
            let name = Name {
                text: String::new(),
                span,
            };
            return TypeRef {
                name,
                arguments: None,
                timezone: None,
                span,
            };
        };
        let arguments = if self.is_list(0) {
            self.arguments()
        } else {
            None
        };
        let timezone = self.take_word("timezone");
        let span = self.since(name.span);
        TypeRef {
            name,
            arguments,
            timezone,
            span,
        }
    }

    fn arguments(&mut self) -> Option<Vec<Value>> {
        if self
            .peek_list()
            .is_some_and(|(list, _)| list.closed && list.terms.is_empty())
        {
            self.bump();
            return Some(Vec::new());
        }
        self.elements("a number, such as in `String(50)`", |list| Ok(list.value()))
    }

    /// `crate::Email`, as one name.
    pub(super) fn rust_path(&mut self) -> Option<Name> {
        let start = self.here();
        let mut path = String::new();
        if self.take_mark("::").is_some() {
            path.push_str("::");
        }
        loop {
            let part = self.name()?;
            path.push_str(&part.text);
            let span = start.to(part.span);
            if self.take_mark("::").is_none() {
                return Some(Name { text: path, span });
            }
            path.push_str("::");
        }
    }

    fn take_mark(&mut self, mark: &str) -> Option<Span> {
        let term = self
            .peek()
            .filter(|term| term.kind == Kind::Mark && term.text == mark)?;
        self.bump();
        Some(term.span)
    }
}
