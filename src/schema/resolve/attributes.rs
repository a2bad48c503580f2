//! The attributes of a column.

use super::declarations::not_built;
use super::defaults::{self, Place};
use crate::diagnostic::{Code, Diagnostic};
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
        Kind::Nullable(nullable) => nullability(*nullable, span, column, diagnostics),
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
        Kind::Identity(_)
        | Kind::OnUpdate(_)
        | Kind::Check(_)
        | Kind::Computed { .. }
        | Kind::Collate(_)
        | Kind::Version
        | Kind::Deferred => diagnostics.push(not_built(span, "this attribute", "leave it out")),
    }
}

fn nullability(nullable: bool, span: Span, column: &mut Column, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(first) = column.nullable_span.filter(|_| column.nullable != nullable) {
        diagnostics.push(
            Diagnostic::error(
                Code::CONTRADICTION,
                span,
                "the column cannot be both `nullable` and `not null`",
            )
            .also(first, "the other is said here")
            .help("take one of them out"),
        );
    }
    column.nullable = nullable;
    column.nullable_span = Some(span);
}

fn foreign_key(
    path: &DbPath,
    options: &ForeignKeyOptions,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> ForeignKey {
    for span in [
        options.deferrable,
        options.initially_deferred,
        options.use_alter,
    ]
    .into_iter()
    .flatten()
    {
        diagnostics.push(not_built(
            span,
            "this option of `foreign_key`",
            "leave it out",
        ));
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
