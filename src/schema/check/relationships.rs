//! Rules of relationships that are joined already.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Kind, Schema};

/// A parent whose children cannot do without it is worth a word.
pub fn parents_can_be_deleted(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (id, relationship) in schema.relationships() {
        let (Some(Kind::OneToMany | Kind::OneToOne), Some(key)) =
            (relationship.kind, relationship.key)
        else {
            continue;
        };
        let column = schema.column(key);
        let Some(foreign_key) = &column.foreign_key else {
            continue;
        };
        if column.nullable || foreign_key.on_delete.is_some() {
            continue;
        }
        let parent = &schema.model(id.model).name.text;
        let message = format!(
            "a `{parent}` cannot be deleted while it has `{}`",
            relationship.name.text
        );
        diagnostics.push(
            Diagnostic::warning(Code::DELETE_BLOCKED, relationship.name.span, message)
                .also(foreign_key.span, "this key cannot be set to NULL")
                .help("say what is to become of them: `on_delete cascade` deletes them too, `on_delete restrict` keeps both"),
        );
    }
}
