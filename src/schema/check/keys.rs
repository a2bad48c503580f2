//! Primary keys and foreign keys.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::names::written;
use crate::schema::{Column, ForeignKey, Model, Schema};
use crate::source::Span;
use crate::syntax::ast::Action;

/// Every model has a primary key.
pub fn models_have_a_primary_key(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in schema
        .models
        .iter()
        .filter(|model| model.has_struct() && !model.incomplete && model.primary_key().is_empty())
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
    for (_, key) in schema.foreign_keys() {
        let Some(target) = &key.target else { continue };
        let model = schema.model(target.model);
        if model.is_key(&target.columns) || (model.primary_key().is_empty() && model.has_struct()) {
            continue;
        }
        let mut error = Diagnostic::error(
            Code::KEY_TARGET_NOT_UNIQUE,
            key.path_span,
            not_unique(model, &target.columns),
        );
        error = error.label(match target.columns.len() {
            1 => "points to a column that does not tell rows apart",
            _ => "points to columns that do not tell rows apart",
        });
        for &column in &target.columns {
            error = error.also(model.columns[column].name.span, "this column");
        }
        diagnostics.push(error.help(unique_instead(model, &target.columns)));
    }
}

fn not_unique(model: &Model, columns: &[usize]) -> String {
    let names = columns.iter().map(|&column| {
        format!(
            "{}.{}",
            model.table.text, model.columns[column].db_name.text
        )
    });
    let name = format!("`{}`", names.collect::<Vec<_>>().join(", "));
    let key = model.primary_key();
    let part = columns.iter().all(|column| key.contains(column));
    match (part, columns.len()) {
        (true, _) => format!("{name} is only a part of the primary key"),
        (false, 1) => format!("{name} is neither the primary key nor unique"),
        (false, _) => format!("{name} are neither the primary key nor unique together"),
    }
}

fn unique_instead(model: &Model, columns: &[usize]) -> String {
    let key = model.primary_key();
    let names = |columns: &[usize]| {
        let names = columns
            .iter()
            .map(|&column| model.columns[column].name.text.as_str());
        names.collect::<Vec<_>>().join(", ")
    };
    match (&key[..], columns) {
        ([key], [column]) => format!(
            "point to `{}`, the primary key, or make `{}` `unique`",
            written(&model.columns[*key].db_name.text),
            model.columns[*column].name.text
        ),
        (_, [column]) if !key.contains(column) => {
            format!("make `{}` `unique`, if it is", names(&[*column]))
        }
        (several, _) if several.len() > 1 => format!(
            "point to the whole primary key: `foreign_key (…) {} ({})`",
            written(&model.table.text),
            names(several)
        ),
        _ => format!(
            "add `unique ({})` to `{}`, if it is",
            names(columns),
            model.name.text
        ),
    }
}

/// A foreign key has the type of what it points to.
pub fn key_types_agree(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (id, key) in schema.foreign_keys() {
        let Some(target) = &key.target else { continue };
        for (&here, &there) in key.columns.iter().zip(&target.columns) {
            let column = &schema.model(id.model).columns[here];
            let other = &schema.model(target.model).columns[there];
            let (Some(ty), Some(to)) = (column.ty, other.ty) else {
                continue;
            };
            let carried = schema.carried_by(column) == schema.carried_by(other);
            if ty.joins(to) && carried {
                continue;
            }
            let (ty, to) = (type_name(schema, column), type_name(schema, other));
            let message = format!("the key is `{ty}`, and what it points to is `{to}`");
            diagnostics.push(
                Diagnostic::error(Code::KEY_TYPES_DIFFER, column.type_span, message)
                    .label("another type")
                    .also(other.type_span, "than this")
                    .help(format!("make both `{to}`"))
                    .fix(column.type_span, to),
            );
        }
    }
}

/// The type as a schema names it.
fn type_name(schema: &Schema, column: &Column) -> String {
    match column.alias {
        Some(alias) => schema.types[alias.0].name.text.clone(),
        None => column.ty.map(|ty| ty.name(schema)).unwrap_or_default(),
    }
}

/// `set null` needs a key that can be NULL.
pub fn set_null_needs_a_nullable_key(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (column, key) in key_columns(schema).filter(|(column, _)| !column.nullable) {
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
    let columns = key_columns(schema);
    for (column, key) in columns.filter(|(column, _)| column.server_default.is_none()) {
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

/// The columns of all foreign keys, each with its key.
fn key_columns(schema: &Schema) -> impl Iterator<Item = (&Column, &ForeignKey)> {
    schema.foreign_keys().flat_map(|(id, key)| {
        let columns = key.columns.iter();
        let model = schema.model(id.model);
        columns.map(move |&column| (&model.columns[column], key))
    })
}
