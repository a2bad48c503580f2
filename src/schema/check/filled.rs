//! Columns that are written by others than the program, or read by others than the struct.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Column, ColumnId, ColumnList, Model, RelId, Schema, Side};
use crate::source::Span;

/// A version is an integer that is never NULL and that nobody else writes; a model has one.
pub fn versions_count(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        let mut first: Option<Span> = None;
        for (number, column) in model.columns.iter().enumerate() {
            let Some(span) = column.version else { continue };
            if let Some(first) = first {
                diagnostics.push(
                    Diagnostic::error(Code::VERSION, span, "a model has one version")
                        .also(first, "the first one")
                        .help("take one of them out"),
                );
                continue;
            }
            first = Some(span);
            diagnostics.extend(cannot_count(schema, model, number));
        }
    }
}

fn cannot_count(schema: &Schema, model: &Model, number: usize) -> Option<Diagnostic> {
    let column = &model.columns[number];
    let (span, ty) = (column.version?, column.ty?);
    let error = |message: String| Diagnostic::error(Code::VERSION, span, message);
    let name = &column.name.text;
    if !ty.is_integer() {
        let message = format!("`{}` does not count changes", ty.name(schema));
        return Some(
            error(message)
                .also(column.type_span, "no integer")
                .help("make the column an `Integer`")
                .fix(column.type_span, "Integer"),
        );
    }
    if column.primary_key.is_some() || model.keys_of(number).next().is_some() {
        return Some(
            error(format!("`{name}` is a key, and keys do not count changes"))
                .help("give the version a column of its own: `version: Integer not null version`"),
        );
    }
    if let Some(other) = other_source(column) {
        return Some(
            error(format!("`{name}` gets its value in two ways"))
                .also(other, "says otherwise")
                .help("take that out: the first version is 1, and each UPDATE adds 1"),
        );
    }
    if column.nullable {
        let at = column.nullable_span;
        let error = error(format!("`{name}` could be NULL, and then tells nothing"));
        return Some(match at {
            Some(said) => error
                .also(said, "said here")
                .help("take that out, and write `not null`"),
            None => error
                .help("write `not null`")
                .certain_fix(column.type_span.after(), " not null"),
        });
    }
    None
}

/// Where a column says that its value comes from elsewhere.
fn other_source(column: &Column) -> Option<Span> {
    let place =
        |default: &Option<(crate::schema::Default, Span)>| default.as_ref().map(|(_, span)| *span);
    place(&column.default)
        .or(place(&column.server_default))
        .or(place(&column.on_update))
        .or(column.sequence.as_ref().map(|(name, _)| name.span))
        .or(column.identity.map(|(_, span)| span))
        .or(column.computed.as_ref().map(|computed| computed.span))
}

/// What the database computes is never written.
pub fn computed_columns_are_only_computed(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        for (number, column) in model.columns.iter().enumerate() {
            let Some(computed) = &column.computed else {
                continue;
            };
            let key = model.keys_of(number).next().map(|key| key.span);
            let numbered = column.autoincrement.map(|(_, span)| span);
            let without = Column::others_than_computed(column);
            let Some(other) = without.or(numbered).or(column.primary_key).or(key) else {
                continue;
            };
            let message = format!("`{}` is computed by the database", column.name.text);
            diagnostics.push(
                Diagnostic::error(Code::COMPUTED, other, message)
                    .label("nobody can write it")
                    .also(computed.span, "computed")
                    .help("take one of them out"),
            );
        }
    }
}

impl Column {
    fn others_than_computed(&self) -> Option<Span> {
        let computed = self.computed.as_ref().map(|computed| computed.span);
        other_source(self).filter(|span| Some(*span) != computed)
    }
}

/// `on_update` is for columns that an UPDATE writes.
pub fn keys_are_not_brought_up_to_date(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, column) in schema.columns() {
        if let (Some(key), Some((_, span))) = (column.primary_key, &column.on_update) {
            let message = format!(
                "`{}` is the primary key, which no UPDATE changes",
                column.name.text
            );
            diagnostics.push(
                Diagnostic::error(Code::ON_UPDATE, *span, message)
                    .also(key, "the primary key")
                    .help("take `on_update` out"),
            );
        }
    }
}

/// What a row is found by, or what relationships are joined on, comes with the row.
pub fn deferred_columns_are_no_keys(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let joined = joined(schema);
    for (id, column) in schema.columns() {
        let Some(span) = column.deferred else {
            continue;
        };
        let relationship = joined.get(&id).map(|id| schema.relationship(*id));
        let why = if column.primary_key.is_some() {
            "it is the primary key".to_owned()
        } else if column.version.is_some() {
            "it is the version".to_owned()
        } else if let Some(one) = relationship {
            format!("`{}` is joined on it", one.name.text)
        } else {
            continue;
        };
        let message = format!("`{}` is needed with the row: {why}", column.name.text);
        let error = Diagnostic::error(Code::DEFERRED, span, message);
        let error = match relationship {
            Some(one) => error.also(one.name.span, "the relationship"),
            None => error,
        };
        diagnostics.push(error.help("take `deferred` out"));
    }
}

/// The columns that relationships are joined on, each with one of them.
fn joined(schema: &Schema) -> HashMap<ColumnId, RelId> {
    let mut joined = HashMap::new();
    for (id, one) in schema.relationships() {
        let model = id.model;
        let own = one.conditions().iter().filter(|it| it.side == Side::Local);
        for column in own.map(|it| it.column) {
            joined.entry(ColumnId { model, column }).or_insert(id);
        }
        let ends = schema.joined(id).into_iter();
        for ColumnList { model, columns } in ends.flat_map(|ends| [ends.local, ends.remote]) {
            for column in columns {
                joined.entry(ColumnId { model, column }).or_insert(id);
            }
        }
    }
    joined
}

/// Without a model, nobody carries out what generated code does for one.
pub fn tables_ask_for_nothing_of_a_model(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in schema.models.iter().filter(|model| !model.has_struct()) {
        for column in &model.columns {
            let default = column.default.as_ref().map(|(_, span)| (*span, "default"));
            let on_update = column
                .on_update
                .as_ref()
                .map(|(_, span)| (*span, "on_update"));
            let version = column.version.map(|span| (span, "version"));
            let deferred = column.deferred.map(|span| (span, "deferred"));
            let asked = [default, on_update, version, deferred];
            for (span, word) in asked.into_iter().flatten() {
                let message =
                    format!("no generated code carries out `{word}` for a table without a model");
                let help = match word {
                    "default" => {
                        "write `server_default`, which the database fills in, or declare a `model`"
                    }
                    _ => "take it out, or declare a `model` with this table",
                };
                diagnostics.push(
                    Diagnostic::error(Code::TABLE_ATTRIBUTE, span, message)
                        .also(model.name.span, "a table without a model")
                        .help(help),
                );
            }
        }
    }
}
