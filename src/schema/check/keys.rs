//! Primary keys and foreign keys.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::names::written;
use crate::schema::{Column, ForeignKey, Schema};
use crate::source::Span;
use crate::syntax::ast::Action;

/// Every model has a primary key.
pub fn models_have_a_primary_key(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in schema
        .models
        .iter()
        .filter(|model| !model.incomplete && model.primary_key().is_empty())
    {
        let message = format!("`{}` has no primary key", model.name.text);
        let error = Diagnostic::error(Code::NO_PRIMARY_KEY, model.name.span, message)
            .label("nothing tells its rows apart");
        let relationships = model.relationships.iter().map(|one| one.name.span);
        let members = model
            .columns
            .iter()
            .map(|column| column.name.span)
            .chain(relationships);
        let id = model.columns.iter().find(|column| column.name.text == "id");
        diagnostics.push(match (id, members.min()) {
            (Some(id), _) => error
                .help("write `primary_key` behind the type of `id`")
                .fix(id.type_span.after(), " primary_key"),
            (None, Some(first)) => error
                .help("add a column for it: `id: Integer primary_key`")
                .fix(
                    Span {
                        end: first.start,
                        ..first
                    },
                    "id: Integer primary_key ",
                ),
            (None, None) => error.help("add a column for it: `id: Integer primary_key`"),
        });
    }
}

/// What a foreign key points to tells rows apart.
pub fn key_targets_are_unique(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, key) in foreign_keys(schema) {
        let Some(target) = key.target else { continue };
        let model = schema.model(target.model);
        if model.is_key(target.column) || model.primary_key().is_empty() {
            continue;
        }
        let column = schema.column(target);
        let name = format!("`{}.{}`", model.table.text, column.db_name.text);
        let message = match column.primary_key {
            Some(_) => format!("{name} is only a part of the primary key"),
            None => format!("{name} is neither the primary key nor unique"),
        };
        let help = match model.primary_key()[..] {
            [key] => format!(
                "point to `{}`, the primary key, or make `{}` `unique`",
                written(&model.columns[key].db_name.text),
                column.name.text
            ),
            _ => format!("make `{}` `unique`, if it is", column.name.text),
        };
        diagnostics.push(
            Diagnostic::error(Code::KEY_TARGET_NOT_UNIQUE, key.path.span, message)
                .label("points to a column that does not tell rows apart")
                .also(column.name.span, "this column")
                .help(help),
        );
    }
}

/// A foreign key has the type of what it points to.
pub fn key_types_agree(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (column, key) in foreign_keys(schema) {
        let Some(target) = key.target.map(|target| schema.column(target)) else {
            continue;
        };
        let (Some(ty), Some(other)) = (column.ty, target.ty) else {
            continue;
        };
        if ty.joins(other) {
            continue;
        }
        let message = format!(
            "the key is `{}`, and what it points to is `{}`",
            ty.name(schema),
            other.name(schema)
        );
        diagnostics.push(
            Diagnostic::error(Code::KEY_TYPES_DIFFER, column.type_span, message)
                .label("another type")
                .also(target.type_span, "than this")
                .help(format!("make both `{}`", other.name(schema)))
                .fix(column.type_span, other.name(schema)),
        );
    }
}

/// `set null` needs a key that can be NULL.
pub fn set_null_needs_a_nullable_key(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (column, key) in foreign_keys(schema).filter(|(column, _)| !column.nullable) {
        for (action, span) in key.on_delete.iter().chain(&key.on_update) {
            if *action == Action::SetNull {
                let message = format!("`{}` cannot be set to NULL", column.name.text);
                let mut error = Diagnostic::error(Code::SET_NULL_NOT_NULL, *span, message);
                if let Some(said) = column.nullable_span.or(column.primary_key) {
                    error = error.also(said, "NULL is excluded here");
                }
                diagnostics
                    .push(error.help("make the column nullable, or write `cascade` or `restrict`"));
            }
        }
    }
}

/// `set default` needs a default in the database.
pub fn set_default_needs_a_default(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (column, key) in foreign_keys(schema).filter(|(column, _)| column.server_default.is_none())
    {
        for (action, span) in key.on_delete.iter().chain(&key.on_update) {
            if *action == Action::SetDefault {
                let message = format!("`{}` has no default in the database", column.name.text);
                diagnostics.push(
                    Diagnostic::error(Code::SET_DEFAULT_WITHOUT_DEFAULT, *span, message)
                        .also(column.name.span, "the key")
                        .help("add a `server_default`, or write `set null`"),
                );
            }
        }
    }
}

fn foreign_keys(schema: &Schema) -> impl Iterator<Item = (&Column, &ForeignKey)> {
    schema
        .columns()
        .filter_map(|(_, column)| Some((column, column.foreign_key.as_ref()?)))
}
