//! The attributes of a column.

use super::defaults::{self, Place};
use super::raw;
use crate::diagnostic::Diagnostic;
use crate::schema::{Autoincrement, Column, Computed, Numbering, Schema};
use crate::syntax::ast::{ColumnAttribute, ColumnAttributeKind as Kind, SequenceOptions};

/// Takes one attribute over into the column; a foreign key is the model's.
pub fn apply(
    attribute: &ColumnAttribute,
    column: &mut Column,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let span = attribute.span;
    match &attribute.kind {
        Kind::PrimaryKey => column.primary_key = Some(span),
        Kind::Autoincrement(true) => column.autoincrement = Some((Autoincrement::On, span)),
        Kind::Autoincrement(false) => column.autoincrement = Some((Autoincrement::Off, span)),
        Kind::Sequence(name, options) => column.sequence = Some((name.clone(), numbering(options))),
        Kind::Identity(options) => column.identity = Some((numbering(options), span)),
        // Saying it twice, or both, is reported by the parser.
        Kind::Nullable(nullable) => {
            column.nullable = *nullable;
            column.nullable_span = Some(span);
        }
        Kind::Unique(unique) => column.unique = unique.then_some(span),
        Kind::Index(index) => column.index = Some((*index, span)),
        Kind::Column(name) => column.db_name = name.clone(),
        Kind::Comment(text) => column.comment = Some(text.text.clone()),
        Kind::Collate(name) => column.collate = Some(name.clone()),
        Kind::Version => column.version = Some(span),
        Kind::Deferred => column.deferred = Some(span),
        Kind::ForeignKey(..) => {}
        Kind::Default(value) => {
            let found = defaults::resolve(value, Place::Program, column, schema, diagnostics);
            column.default = found.map(|value| (value, span));
        }
        Kind::ServerDefault(value) => {
            let found = defaults::resolve(value, Place::Database, column, schema, diagnostics);
            column.server_default = found.map(|value| (value, span));
        }
        Kind::OnUpdate(value) => {
            let found = defaults::resolve(value, Place::Program, column, schema, diagnostics);
            column.on_update = found.map(|value| (value, span));
        }
        Kind::Check(sql) => column.check = raw::sql(sql, diagnostics),
        Kind::Computed { raw, stored } => {
            let stored = *stored;
            column.computed = raw::sql(raw, diagnostics).map(|sql| Computed { sql, stored, span });
        }
    }
}

fn numbering(options: &SequenceOptions) -> Numbering {
    let (start, increment) = (options.start, options.increment);
    Numbering { start, increment }
}
