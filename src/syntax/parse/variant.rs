//! The variants of an enum.

use super::cursor::Cursor;
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
            self.expected("the name of a variant");
            while !self.at_end() && self.word().is_none() {
                self.bump();
            }
        }
    }
}
