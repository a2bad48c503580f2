//! Tables are created. Where SQLite refuses one, the raw SQL in it is tried piece by piece.

use super::Failure;
use super::raw;
use super::sqlite::Database;
use crate::diagnostic::Diagnostic;
use crate::dialect::Sqlite;
use crate::emit::ddl::{Existing, create_table};
use crate::schema::{self, CheckedSchema, Model, Sql};
use crate::tables::{Condition, Default, Index, IndexElement, Table};

/// Creates a table, without what raw SQL keeps it from being.
pub fn create(
    db: &Database,
    schema: &CheckedSchema,
    table: &Table,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(), Failure> {
    let spelled = |table: &Table| create_table(table, &Sqlite, Existing::Fails);
    if db.run(&spelled(table)?).is_ok() {
        return Ok(());
    }
    let own = |model: &&Model| {
        let namespace = model.namespace.as_ref().map(|name| &name.text);
        model.table.text == table.name && namespace == table.namespace.as_ref()
    };
    let pieces = schema.models.iter().find(own).map(pieces);
    let mut kept: Vec<(Place, &str)> = Vec::new();
    for (place, piece) in pieces.unwrap_or_default() {
        kept.push((place, &piece.text));
        let tried = spelled(&with_only(table, &kept))?;
        if let Err(reason) = db.takes(&tried) {
            // Refused without it, too: then it is not to blame.
            kept.pop();
            let before = spelled(&with_only(table, &kept))?;
            if db.takes(&before).is_ok() {
                diagnostics.push(raw::refused(piece, &reason));
            }
        }
    }
    let sql = spelled(&with_only(table, &kept))?;
    let refused = |reason| Failure::refused("create_table", sql.as_str(), reason);
    db.run(&sql).map_err(refused)
}

/// Where raw SQL stands in CREATE statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Default,
    Computed,
    Check,
    Index,
}

/// The raw SQL in a table's CREATE statements.
fn pieces(model: &Model) -> Vec<(Place, &Sql)> {
    let defaults = model.columns.iter().filter_map(|column| {
        let (default, _) = column.server_default.as_ref()?;
        match default {
            schema::Default::Raw(sql) => Some((Place::Default, sql)),
            _ => None,
        }
    });
    let columns = model.columns.iter();
    let computed = columns.filter_map(|column| column.computed.as_ref());
    let computed = computed.map(|computed| (Place::Computed, &computed.sql));
    let checks = model.checks.iter().map(|check| (Place::Check, &check.sql));
    let indexes = model.indexes.iter().flat_map(|list| {
        let elements = list.elements.iter().filter_map(|element| match element {
            schema::IndexElement::Expression(sql) => Some(sql),
            schema::IndexElement::Column { .. } => None,
        });
        elements.chain(&list.predicate)
    });
    defaults
        .chain(computed)
        .chain(checks)
        .chain(indexes.map(|sql| (Place::Index, sql)))
        .collect()
}

/// The table with no other raw SQL than this.
fn with_only(table: &Table, kept: &[(Place, &str)]) -> Table {
    let keeps = |place: Place, sql: &str| kept.contains(&(place, sql));
    let mut table = table.clone();
    for column in &mut table.columns {
        column.default.take_if(|default| match default {
            Default::Expression(sql) => !keeps(Place::Default, sql),
            _ => false,
        });
        column
            .computed
            .take_if(|computed| !keeps(Place::Computed, &computed.sql));
    }
    table.checks.retain(|check| match &check.condition {
        Condition::Expression(sql) => keeps(Place::Check, sql),
        Condition::OneOf { .. } => true,
    });
    let whole = |index: &Index| {
        let elements = index.elements.iter().all(|element| match element {
            IndexElement::Expression(sql) => keeps(Place::Index, sql),
            IndexElement::Column { .. } => true,
        });
        let predicate = index.predicate.as_ref();
        elements && predicate.is_none_or(|sql| keeps(Place::Index, sql))
    };
    table.indexes.retain(whole);
    table
}
