//! Primary keys and foreign keys.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::names::written;
use crate::schema::{Column, ForeignKey, Model, ModelId, Schema};
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

/// A table without a model has columns; a model without any has no primary key either.
pub fn tables_have_columns(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let tables = schema.models.iter().filter(|one| !one.has_struct());
    for table in tables.filter(|one| one.columns.is_empty() && !one.incomplete) {
        let message = format!("table `{}` has no columns", table.table.text);
        diagnostics.push(
            Diagnostic::error(Code::NO_COLUMNS, table.name.span, message)
                .label("could hold nothing")
                .help("write its columns between `<` and `>`: `id: Integer primary_key`"),
        );
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
            _ if has_unique_index(model, &target.columns) => {
                "points to what has a unique index only"
            }
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

fn has_unique_index(model: &Model, columns: &[usize]) -> bool {
    let same = |index: Vec<usize>| {
        index.len() == columns.len() && index.iter().all(|one| columns.contains(one))
    };
    model.unique_indexes().any(same)
}

fn unique_instead(model: &Model, columns: &[usize]) -> String {
    let key = model.primary_key();
    let names = |columns: &[usize]| {
        let names = columns
            .iter()
            .map(|&column| model.columns[column].name.text.as_str());
        names.collect::<Vec<_>>().join(", ")
    };
    // An index is made after its table, and a key needs what it points to before.
    if has_unique_index(model, columns) {
        let names = names(columns);
        return format!("a unique index is no key: write `unique ({names})` in its place");
    }
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
        let column = |of: ModelId, column: usize| &schema.model(of).columns[column];
        let here = key.columns.iter().map(|&one| column(id.model, one));
        let there = target.columns.iter().map(|&one| column(target.model, one));
        let pairs: Vec<(&Column, &Column)> = here.zip(there).collect();
        let differ = |(one, other): &&(&Column, &Column)| !agree(schema, one, other);
        let wrong: Vec<&(&Column, &Column)> = pairs.iter().filter(differ).collect();
        match wrong.as_slice() {
            [_, _, ..] if in_another_order(schema, &wrong) => {
                diagnostics.push(another_order(key, &pairs));
            }
            _ => diagnostics.extend(
                wrong
                    .into_iter()
                    .map(|(one, other)| types_differ(schema, one, other)),
            ),
        }
    }
}

/// Whether values of one are values of the other, in Rust, too. Of an unknown type nothing is said.
fn agree(schema: &Schema, one: &Column, other: &Column) -> bool {
    let (Some(ty), Some(to)) = (one.ty, other.ty) else {
        return true;
    };
    ty.joins(to) && schema.carried_by(one) == schema.carried_by(other)
}

/// Whether each of the columns has a partner among the others.
fn in_another_order(schema: &Schema, wrong: &[&(&Column, &Column)]) -> bool {
    let mut free: Vec<&Column> = wrong.iter().map(|(_, other)| *other).collect();
    wrong.iter().all(|(one, _)| {
        let partner = free.iter().position(|other| agree(schema, one, other));
        partner.map(|at| free.swap_remove(at)).is_some()
    })
}

fn another_order(key: &ForeignKey, pairs: &[(&Column, &Column)]) -> Diagnostic {
    let message = "the key and what it points to are in different orders";
    let names: Vec<&str> = pairs
        .iter()
        .map(|(_, other)| other.db_name.text.as_str())
        .collect();
    Diagnostic::error(Code::KEY_TYPES_DIFFER, key.path_span, message)
        .label("the types agree in another order")
        .help(format!(
            "the columns before the table stand for {}, in this order",
            names.join(", ")
        ))
}

fn types_differ(schema: &Schema, column: &Column, other: &Column) -> Diagnostic {
    let (ty, to) = (type_name(schema, column), type_name(schema, other));
    let message = format!("the key is `{ty}`, and what it points to is `{to}`");
    Diagnostic::error(Code::KEY_TYPES_DIFFER, column.type_span, message)
        .label("another type")
        .also(other.type_span, "than this")
        .help(format!("make both `{to}`"))
        .fix(column.type_span, to)
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
    for (id, key) in schema.foreign_keys() {
        let columns = key.columns.iter();
        let columns = columns.map(|&column| &schema.model(id.model).columns[column]);
        let fixed: Vec<&Column> = columns.filter(|column| !column.nullable).collect();
        let actions = key.on_delete.iter().chain(&key.on_update);
        for (_, span) in actions.filter(|(action, _)| *action == Action::SetNull) {
            diagnostics.extend(not_null(&fixed, *span));
        }
    }
}

/// The columns that `set null` would set, and that cannot be.
fn not_null(columns: &[&Column], span: Span) -> Option<Diagnostic> {
    let first = columns.first()?;
    let names = columns.iter().map(|one| format!("`{}`", one.name.text));
    let names = names.collect::<Vec<_>>().join(" and ");
    let message = format!("{names} cannot be set to NULL");
    let mut error = Diagnostic::error(Code::SET_NULL_NOT_NULL, span, message);
    let said = |column: &Column| column.nullable_span.or(column.primary_key);
    for place in columns.iter().filter_map(|column| said(column)) {
        error = error.also(place, "NULL is excluded here");
    }
    let help = match (columns, first.primary_key) {
        (_, Some(_)) => "write `cascade` or `restrict`: a primary key is never NULL",
        ([_], None) => "make the column nullable, or write `cascade` or `restrict`",
        (_, None) => "make the columns nullable, or write `cascade` or `restrict`",
    };
    Some(error.help(help))
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
