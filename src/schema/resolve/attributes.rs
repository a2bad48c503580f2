//! The attributes of a column.

use super::declarations::not_built;
use super::defaults::{self, Place};
use super::raw;
use crate::diagnostic::Diagnostic;
use crate::schema::{Autoincrement, Column, ForeignKey, Schema, Sequence};
use crate::source::Span;
use crate::syntax::ast::{ColumnAttribute, ColumnAttributeKind as Kind, DbPath, ForeignKeyOptions};

/// Takes one attribute over into the column.
pub fn apply(
    attribute: &ColumnAttribute,
    column: &mut Column,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let span = attribute.span;
    match &attribute.kind {
        Kind::PrimaryKey => column.primary_key = Some(span),
        Kind::Autoincrement(on) => {
            let on = if *on {
                Autoincrement::On
            } else {
                Autoincrement::Off
            };
            column.autoincrement = Some((on, span));
        }
        Kind::Sequence(name, options) => {
            let (start, increment) = (options.start, options.increment);
            column.sequence = Some(Sequence {
                name: name.clone(),
                start,
                increment,
            });
        }
        // Saying it twice, or both, is reported by the parser.
        Kind::Nullable(nullable) => {
            column.nullable = *nullable;
            column.nullable_span = Some(span);
        }
        Kind::Unique(unique) => column.unique = unique.then_some(span),
        Kind::Index(index) => column.index = Some(*index),
        Kind::ForeignKey(path, options) => {
            column.foreign_key = Some(foreign_key(path, options, span, diagnostics));
        }
        Kind::Default(value) => {
            let found = defaults::resolve(value, Place::Program, column, schema, diagnostics);
            column.default = found.map(|value| (value, span));
        }
        Kind::ServerDefault(value) => {
            let found = defaults::resolve(value, Place::Database, column, schema, diagnostics);
            column.server_default = found.map(|value| (value, span));
        }
        Kind::Column(name) => column.db_name = name.clone(),
        Kind::Comment(text) => column.comment = Some(text.text.clone()),
        Kind::Check(sql) => match raw::check(&sql.text, sql.span) {
            Ok(()) => column.check = Some((sql.text.clone(), sql.span)),
            Err(error) => diagnostics.push(error),
        },
        other => diagnostics.push(unbuilt(other, span)),
    }
}

fn unbuilt(kind: &Kind, span: Span) -> Diagnostic {
    let (word, meanwhile) = match kind {
        Kind::Identity(_) => (
            "`identity`",
            "leave it out: SQLite numbers an integer key anyway",
        ),
        Kind::OnUpdate(_) => ("`on_update`", "set the column in the program"),
        Kind::Computed { .. } => ("`computed`", "compute it in the program"),
        Kind::Collate(_) => ("`collate`", "leave it out"),
        Kind::Version => ("`version`", "count in the program"),
        Kind::Deferred => (
            "`deferred`",
            "leave it out: the column is read with the others",
        ),
        _ => ("this attribute", "leave it out"),
    };
    not_built(span, word, meanwhile)
}

fn foreign_key(
    path: &DbPath,
    options: &ForeignKeyOptions,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> ForeignKey {
    let later = options.deferrable.or(options.initially_deferred);
    for (word, said) in [("`deferrable`", later), ("`use_alter`", options.use_alter)] {
        if let Some(span) = said {
            diagnostics.push(not_built(span, word, "leave it out"));
        }
    }
    ForeignKey {
        path: path.clone(),
        target: None,
        on_delete: options.on_delete,
        on_update: options.on_update,
        name: options.name.clone(),
        span,
    }
}
