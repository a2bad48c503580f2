//! Attributes of columns that must fit their type.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Autoincrement, Column, Default, Model, Schema, Type};

/// Only an integer that is the sole primary key is numbered by the database.
pub fn numbered_columns_can_be(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        for (number, column) in model.columns.iter().enumerate() {
            let on = column
                .autoincrement
                .filter(|(on, _)| *on == Autoincrement::On);
            let asked = on
                .map(|(_, span)| span)
                .or(column.sequence.as_ref().map(|(name, _)| name.span))
                .or(column.identity.map(|(_, span)| span));
            let (Some(span), Some(reason)) = (asked, cannot_be_numbered(model, number, column))
            else {
                continue;
            };
            let message = format!(
                "the database cannot number `{}`: {reason}",
                column.name.text
            );
            diagnostics.push(
                Diagnostic::error(Code::AUTOINCREMENT, span, message)
                    .also(column.type_span, "the column's type")
                    .help("only an `Integer`, `SmallInteger` or `BigInteger` that is the sole primary key is numbered"),
            );
        }
    }
}

fn cannot_be_numbered(model: &Model, number: usize, column: &Column) -> Option<&'static str> {
    match column.ty? {
        ty if !ty.is_integer() => Some("it is no integer"),
        _ if column.primary_key.is_none() => Some("it is not the primary key"),
        _ if model.primary_key() != [number] => Some("the primary key has other columns, too"),
        _ => None,
    }
}

/// What the database numbers has no default, nor is it told not to number.
pub fn numbering_is_the_only_default(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, column) in schema.columns() {
        let on = column
            .autoincrement
            .filter(|(on, _)| *on == Autoincrement::On)
            .map(|(_, span)| span);
        let sequence = column.sequence.as_ref().map(|(name, _)| name.span);
        let identity = column.identity.map(|(_, span)| span);
        let off = column
            .autoincrement
            .filter(|(on, _)| *on == Autoincrement::Off);
        let other = off.map(|(_, span)| span);
        let default = column.default.as_ref().or(column.server_default.as_ref());
        let other = other.or(default.map(|(_, span)| *span));
        // Both number it, each in its own way.
        let other = other.or(identity.filter(|_| sequence.is_some()));
        if let (Some(asked), Some(other)) = (sequence.or(identity).or(on), other) {
            let message = format!("`{}` gets its value in two ways", column.name.text);
            diagnostics.push(
                Diagnostic::error(Code::CONTRADICTION, other, message)
                    .label("says otherwise")
                    .also(asked, "numbered by the database")
                    .help("take one of them out"),
            );
        }
    }
}

/// A sequence comes to another number each time.
pub fn sequences_move(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, column) in schema.columns() {
        let sequence = column.sequence.as_ref();
        let sequence = sequence.map(|(name, numbers)| (*numbers, name.span));
        for (numbers, span) in sequence.into_iter().chain(column.identity) {
            if numbers.increment == Some(0) {
                let message = format!("the numbers of `{}` never move", column.name.text);
                diagnostics.push(
                    Diagnostic::error(Code::AUTOINCREMENT, span, message)
                        .label("an increment of 0")
                        .help("write another increment, or none for 1"),
                );
            }
        }
    }
}

/// `default null` belongs to nullable columns.
pub fn defaults_of_not_null_columns_are_not_null(
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (_, column) in schema.columns().filter(|(_, column)| !column.nullable) {
        for (default, span) in column.default.iter().chain(&column.server_default) {
            if *default == Default::Null {
                let message = format!(
                    "`{}` cannot be NULL, and so neither can its default",
                    column.name.text
                );
                let mut error = Diagnostic::error(Code::DEFAULT_NULL, *span, message);
                if let Some(said) = column.nullable_span.or(column.primary_key) {
                    error = error.also(said, "NULL is excluded here");
                }
                diagnostics
                    .push(error.help("take the default out: then every new row must give a value"));
            }
        }
    }
}

/// Only text has an order of its own.
pub fn collations_are_of_text(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, column) in schema.columns() {
        let text = |ty: Type| matches!(ty, Type::String(_) | Type::Text | Type::Enum(_));
        let (Some(collation), Some(ty)) = (&column.collate, column.ty) else {
            continue;
        };
        if !text(ty) {
            let message = format!("`{}` is compared by its value", ty.name(schema));
            diagnostics.push(
                Diagnostic::error(Code::COLLATION, collation.span, message)
                    .label("a collation orders text")
                    .also(column.type_span, "no text")
                    .help("take `collate` out"),
            );
        }
    }
}

impl Type {
    /// Whether a foreign key of this type can point to a column of the other: the values of one are
    /// values of the other.
    pub(in crate::schema) fn joins(self, other: Type) -> bool {
        match (self, other) {
            (Type::String(_) | Type::Text, Type::String(_) | Type::Text) => true,
            (one, other) => one == other,
        }
    }
}
