//! What PostgreSQL cannot do.

use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::refuse::Rule;
use crate::dialect::{Database, limits};
use crate::schema::{Schema, Type};

use super::names;

/// Each says why.
pub const RULES: &[Rule] = &[
    computed_columns_are_stored,
    labels_are_not_too_long,
    names::types_have_names_of_their_own,
    names::relations_have_names_of_their_own,
    names::columns_are_not_the_systems,
    names::schemas_are_not_the_systems,
    sequences_are_declared_alike,
    numbers_fit_their_column,
    enums_have_no_collation,
    collations_are_known,
    columns_are_not_too_many,
    keys_are_not_too_wide,
];

/// The most columns of a table, and of an index.
const COLUMNS: usize = 1600;
const KEY_COLUMNS: usize = 32;
/// How collations of other databases begin.
const FOREIGN: &[&str] = &["binary", "nocase", "rtrim", "utf8"];
/// The longest label of an enum, in bytes.
const LABEL: usize = 63;

fn computed_columns_are_stored(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, column) in schema.columns() {
        let computed = column.computed.as_ref();
        if let Some(computed) = computed.filter(|one| !one.stored) {
            let message = "PostgreSQL computes a column when the row is written, and stores it";
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_COMPUTED, computed.span, message)
                    .help("write `stored` behind it")
                    .fix(computed.span.after(), " stored"),
            );
        }
    }
}

fn labels_are_not_too_long(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for variant in schema.enums.iter().flat_map(|one| &one.variants) {
        let bytes = variant.label.text.len();
        if bytes > LABEL {
            let message = format!("the label of `{}` has {bytes} bytes", variant.name.text);
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_LIMIT, variant.label.span, message)
                    .label(format!("PostgreSQL takes {LABEL}"))
                    .help("write a shorter one"),
            );
        }
    }
}

/// One sequence gives out one row of numbers, for however many columns.
fn sequences_are_declared_alike(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let mut known = std::collections::HashMap::new();
    for (id, column) in schema.columns() {
        let Some((name, numbers)) = &column.sequence else {
            continue;
        };
        let namespace = schema.model(id.model).namespace.as_ref();
        let namespace = namespace.map(|one| one.text.as_str());
        let first = *known
            .entry((namespace, name.text.as_str()))
            .or_insert((*numbers, name.span));
        if first.0 != *numbers {
            let message = format!("the sequence `{}` has other numbers before", name.text);
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_NUMBERS, name.span, message)
                    .also(first.1, "first used here")
                    .help("write the same numbers, or give one of them another name"),
            );
        }
    }
}

fn numbers_fit_their_column(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    limits::starts(schema, i64::MIN, diagnostics);
}

/// A type of its own has the order of its labels.
fn enums_have_no_collation(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, column) in schema.columns() {
        if let (Some(collation), Some(Type::Enum(_))) = (&column.collate, column.ty) {
            let message = "PostgreSQL puts an enum in the order of its labels";
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_COLLATION, collation.span, message)
                    .also(column.type_span, "the enum")
                    .help("take `collate` out"),
            );
        }
    }
}

fn collations_are_known(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let foreign = |name: &str| {
        FOREIGN
            .iter()
            .any(|one| name.to_lowercase().starts_with(one))
    };
    for (_, column) in schema.columns() {
        let collation = column.collate.as_ref();
        if let Some(collation) = collation.filter(|one| foreign(&one.text)) {
            diagnostics.push(limits::foreign_collation(collation, Database::Postgres));
        }
    }
}

fn columns_are_not_too_many(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    limits::columns(schema, Database::Postgres, COLUMNS, diagnostics);
}

fn keys_are_not_too_wide(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    limits::key_columns(schema, Database::Postgres, KEY_COLUMNS, diagnostics);
}
