//! Raw SQL that gives columns their values is tried by itself, before it is a part of statements.

use std::collections::HashSet;

use super::raw;
use super::sqlite::Database;
use crate::diagnostic::Diagnostic;
use crate::dialect::{Dialect, Sqlite};
use crate::schema::{CheckedSchema, Column, Default, Model, ModelId, Sql};

/// The models with a value that SQLite refuses, which is reported: their statements would be refused for it.
pub fn refused(
    db: &Database,
    schema: &CheckedSchema,
    diagnostics: &mut Vec<Diagnostic>,
) -> HashSet<ModelId> {
    let mut refused = HashSet::new();
    for (id, model) in schema.models() {
        for (sql, select) in model.columns.iter().flat_map(|column| tries(model, column)) {
            if let Err(reason) = db.prepares(&select) {
                diagnostics.push(raw::refused(sql, &reason));
                refused.insert(id);
            }
        }
    }
    refused
}

/// The raw SQL of a column's values, each with a statement that asks for it where it will stand: an UPDATE sees the row,
/// an INSERT none.
fn tries<'m>(model: &Model, column: &'m Column) -> Vec<(&'m Sql, String)> {
    let raw = |value: &'m Option<(Default, _)>| match value {
        Some((Default::Raw(sql), _)) => Some(sql),
        _ => None,
    };
    let inserted = [&column.default, &column.server_default];
    let inserted = inserted.into_iter().filter_map(raw);
    let inserted = inserted.map(|sql| (sql, format!("SELECT ({})", sql.text)));
    let table = Sqlite.name(&model.table.text);
    let updated = raw(&column.on_update).into_iter();
    let updated = updated.map(|sql| (sql, format!("SELECT ({}) FROM {table}", sql.text)));
    inserted.chain(updated).collect()
}
