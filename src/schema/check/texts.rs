//! Texts that statements hold, which generated code holds in turn.

use crate::diagnostic::{Code, Diagnostic};
use crate::printable::is_unwritable;
use crate::schema::{Default, Schema};
use crate::source::Span;

/// Labels and defaults of the database's can stand in Rust code. What a program fills in can be any text.
pub fn texts_can_be_written(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for variant in schema.enums.iter().flat_map(|one| &one.variants) {
        refuse(&variant.label.text, variant.label.span, diagnostics);
    }
    for (_, column) in schema.columns() {
        if let Some((Default::Text(text), span)) = &column.server_default {
            refuse(text, *span, diagnostics);
        }
    }
}

fn refuse(text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(odd) = text.chars().find(|letter| is_unwritable(*letter)) {
        let message = format!(
            "the character U+{:04X} cannot stand in a statement of the generated code",
            u32::from(odd)
        );
        diagnostics.push(
            Diagnostic::error(Code::BAD_LITERAL, span, message)
                .help("take it out; a `default` may have it, which is no part of a statement"),
        );
    }
}
