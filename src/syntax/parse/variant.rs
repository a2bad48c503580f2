//! The variants of an enum.

use super::cursor::Cursor;
use super::shape::Kind;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::Variant;

impl Cursor<'_, '_, '_, '_> {
    /// `minor major "MAJ" capital`
    pub(super) fn variants(&mut self) -> Vec<Variant> {
        let mut variants = Vec::new();
        loop {
            self.skip_commas();
            let docs = self.docs();
            if self.at_end() {
                self.refuse_docs(&docs, "no variant follows");
                return variants;
            }
            if let Some(name) = self.name() {
                self.begin_member();
                variants.push(Variant {
                    docs,
                    name,
                    label: self.text(),
                });
                continue;
            }
            match self.peek().filter(|term| term.kind == Kind::Text) {
                Some(label) => {
                    let span = label.span;
                    self.report.add(label_alone(span));
                }
                None => {
                    self.expected("the name of a variant");
                }
            }
            while !self.at_end() && self.word().is_none() {
                self.bump();
            }
        }
    }
}

fn label_alone(span: Span) -> Diagnostic {
    let message = "expected the name of a variant";
    Diagnostic::error(Code::UNEXPECTED, span, message)
        .label("a label stands behind the name of its variant")
        .help("write both, as in `small \"S\"`")
}
