//! What a table has to fit in where it is stored: InnoDB's page, the list of its keys, the definition in MariaDB's
//! file. A character is taken for four bytes.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::limits::{Key, keys};
use crate::schema::{Column, Model, Schema, Type};
use crate::tables;

/// The most bytes of a row in a page of 16 KiB, which holds two rows at least.
const PAGE: usize = 8125;
/// The most keys and indexes of a table.
const KEYS: usize = 64;
/// The most bytes of a table's definition.
const DEFINITION: usize = 65_535;

/// A long text leaves as many bytes in the page, and stands elsewhere.
const POINTER: usize = 20;
/// What has as many bytes may stand elsewhere.
const LONG: usize = 256;

/// MySQL takes such a table and refuses rows that are full, MariaDB refuses the table.
pub fn rows_fit_a_page(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        let stored = model.columns.iter().filter(|one| !is_virtual(one));
        let columns: usize = stored.map(|column| in_page(schema, column)).sum();
        let bytes = HEADER + columns + nulls(model) + row_number(model);
        if bytes > PAGE {
            let message = format!(
                "a row of `{}` takes {bytes} bytes of a page",
                model.table.text
            );
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_LIMIT, model.name.span, message)
                    .label(format!("MariaDB takes {PAGE}"))
                    .help(
                        "make texts `Text`, or a `String` of 64 characters and more: those may \
                         stand outside of the page",
                    ),
            );
        }
    }
}

/// Of each row: its links, and who wrote it last.
const HEADER: usize = 5 + 6 + 7;

fn is_virtual(column: &Column) -> bool {
    column.computed.as_ref().is_some_and(|one| !one.stored)
}

/// A bit for each column that may be NULL.
fn nulls(model: &Model) -> usize {
    let stored = model.columns.iter().filter(|one| !is_virtual(one));
    stored.filter(|one| one.nullable).count().div_ceil(8)
}

/// Where there is no key, InnoDB makes one.
fn row_number(model: &Model) -> usize {
    if model.primary_key().is_empty() { 6 } else { 0 }
}

fn in_page(schema: &Schema, column: &Column) -> usize {
    match column.ty {
        Some(Type::String(Some(length))) => text(4 * length as usize),
        Some(Type::Uuid) => text(4 * 32),
        Some(Type::Numeric { precision, scale }) => {
            digits(precision.saturating_sub(scale)) + digits(scale)
        }
        Some(Type::Boolean) => 1,
        Some(Type::SmallInteger) => 2,
        Some(Type::Enum(id)) => {
            let variants = schema.enums.get(id.0).map_or(0, |one| one.variants.len());
            if variants > 255 { 2 } else { 1 }
        }
        Some(Type::Date) => 3,
        Some(Type::Integer) => 4,
        Some(Type::Time) => 6,
        Some(Type::BigInteger | Type::Float | Type::Double | Type::DateTime { .. }) => 8,
        Some(Type::String(None) | Type::Text | Type::LargeBinary | Type::Json) => text(LONG),
        None => 0,
    }
}

/// With its length before it.
fn text(bytes: usize) -> usize {
    1 + if bytes < LONG { bytes } else { POINTER }
}

/// Nine digits are four bytes.
fn digits(count: u32) -> usize {
    let count = count as usize;
    count / 9 * 4 + (count % 9).div_ceil(2)
}

/// MySQL gives each foreign key an index, if none begins with its columns.
pub fn keys_are_not_too_many(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        let all = keys(model);
        let (foreign, own): (Vec<&Key>, Vec<&Key>) =
            all.iter().partition(|key| key.name == "a foreign key");
        let mut counted = own;
        for key in foreign {
            let begins = |other: &&Key| other.columns.starts_with(&key.columns);
            if !counted.iter().any(begins) {
                counted.push(key);
            }
        }
        if let Some(first) = counted.get(KEYS) {
            let count = counted.len();
            let message = format!("`{}` has {count} keys and indexes", model.table.text);
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_LIMIT, first.span, message)
                    .label(format!("MySQL takes {KEYS}"))
                    .help("leave indexes out; one that begins with a foreign key's columns serves that, too"),
            );
        }
    }
}

/// MariaDB keeps names, comments and labels of a table in a few bytes.
pub fn definitions_are_short(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        let bytes = definition(schema, model);
        if bytes > DEFINITION {
            let message = format!(
                "the definition of `{}` takes {bytes} bytes",
                model.table.text
            );
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_LIMIT, model.name.span, message)
                    .label(format!("MariaDB takes {DEFINITION}"))
                    .help("make its comments and labels shorter, or put columns into a table of their own"),
            );
        }
    }
}

/// Of the table, and of each column, in MariaDB's file.
const OF_A_TABLE: usize = 320;
const OF_A_COLUMN: usize = 18;

fn definition(schema: &Schema, model: &Model) -> usize {
    let mut told = HashSet::new();
    let mut bytes = OF_A_TABLE;
    for column in &model.columns {
        bytes += OF_A_COLUMN + column.db_name.text.len();
        let docs = || tables::comment(&column.docs);
        let comment = column.comment.clone().or_else(docs);
        bytes += comment.map_or(0, |text| text.len());
        bytes += column.computed.as_ref().map_or(0, |one| one.sql.text.len());
        // Columns of one enum share its labels.
        if let Some(Type::Enum(id)) = column.ty
            && told.insert(id.0)
            && let Some(one) = schema.enums.get(id.0)
        {
            bytes += one
                .variants
                .iter()
                .map(|one| one.label.text.len() + 1)
                .sum::<usize>();
        }
    }
    bytes
}
