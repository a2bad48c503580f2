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
            "no `{parent}` can be deleted while it has `{}`",
            relationship.name.text
        );
        diagnostics.push(
            Diagnostic::warning(Code::DELETE_BLOCKED, relationship.name.span, message)
                .also(foreign_key.span, "this key cannot be set to NULL")
                .help("say what is to become of them: `on_delete cascade` deletes them too, `on_delete restrict` keeps both"),
        );
    }
}

/// A key holds one value: the side that has it leads to one row.
pub fn to_one_is_no_list(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, relationship) in schema.relationships() {
        let (Some((true, span)), Some(Kind::ManyToOne), Some(key)) =
            (relationship.uselist, relationship.kind, relationship.key)
        else {
            continue;
        };
        let message = format!("`{}` leads to one row at most", relationship.name.text);
        diagnostics.push(
            Diagnostic::error(Code::USELIST, span, message)
                .label("no list")
                .also(schema.column(key).name.span, "the key points to one row")
                .help("take `uselist` out"),
        );
    }
}

/// `uselist false` where nothing keeps a second row away is worth a word.
pub fn one_to_one_has_a_unique_key(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, relationship) in schema.relationships() {
        let (Some((false, span)), Some(Kind::OneToOne), Some(key)) =
            (relationship.uselist, relationship.kind, relationship.key)
        else {
            continue;
        };
        if schema.model(key.model).is_key(key.column) {
            continue;
        }
        let column = schema.column(key);
        let name = &column.name.text;
        let message = format!(
            "several rows can be the `{}` of one",
            relationship.name.text
        );
        diagnostics.push(
            Diagnostic::warning(Code::ONE_TO_ONE_NOT_UNIQUE, span, message)
                .label("one of them is taken")
                .also(column.name.span, "this key is not unique")
                .help(format!("make `{name}` `unique`"))
                .fix(column.type_span.after(), " unique"),
        );
    }
}
