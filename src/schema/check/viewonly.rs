//! `viewonly`: relationships that only read.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Relationship, Schema};
use crate::source::Span;
use crate::syntax::ast::Cascade;

/// The relationships that only read, and where that is said.
fn views(schema: &Schema) -> impl Iterator<Item = (&Relationship, Span)> {
    let all = schema.relationships();
    all.filter_map(|(_, one)| Some((one, one.behaviour.viewonly?)))
}

/// What only reads deletes nothing.
pub fn views_do_not_cascade(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    const WRITES: &[Cascade] = &[
        Cascade::SaveUpdate,
        Cascade::Delete,
        Cascade::DeleteOrphan,
        Cascade::All,
    ];
    for (one, span) in views(schema) {
        let Some(word) = one.behaviour.cascades(WRITES) else {
            continue;
        };
        let message = format!("`{}` only reads, and its cascade writes", one.name.text);
        diagnostics.push(
            Diagnostic::error(Code::VIEWONLY_CASCADE, word, message)
                .label("this writes")
                .also(span, "only reads")
                .help("take one of them out"),
        );
    }
}

/// Nor is there anything to say about how it writes.
pub fn views_do_not_write(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (one, span) in views(schema) {
        let said = &one.behaviour;
        let updates = said.passive_updates.filter(|(passive, _)| !passive);
        let idle = [
            ("passive_deletes", said.passive_deletes.map(|(_, at)| at)),
            ("passive_updates", updates.map(|(_, at)| at)),
            ("single_parent", said.single_parent),
            ("post_update", said.post_update),
        ];
        for (word, at) in idle {
            let Some(at) = at else { continue };
            let message = format!(
                "`{word}` is about writing, and `{}` only reads",
                one.name.text
            );
            diagnostics.push(
                Diagnostic::warning(Code::VIEWONLY_WRITES, at, message)
                    .label("has no meaning here")
                    .also(span, "only reads")
                    .help(format!("take `{word}` out")),
            );
        }
    }
}

/// Two sides of one relationship both write, or neither does.
pub fn both_sides_are_views(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (one, span) in views(schema) {
        let Some(other) = one.reverse.map(|other| schema.relationship(other)) else {
            continue;
        };
        if other.behaviour.viewonly.is_some() {
            continue;
        }
        let message = format!(
            "`{}` only reads, and its other side `{}` writes",
            one.name.text, other.name.text
        );
        diagnostics.push(
            Diagnostic::warning(Code::VIEWONLY_REVERSE, span, message)
                .label("only reads")
                .also(other.name.span, "writes the same")
                .help("make both `viewonly`, or take `back_populates` out of both"),
        );
    }
}
