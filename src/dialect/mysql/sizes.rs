//! How much fits: in a row, in a key, in a comment. A character is taken for four bytes.

use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::limits::{Key, keys};
use crate::schema::{Column, Schema, Type};
use crate::source::Span;
use crate::tables;

/// The most bytes of a row, but for those of long texts.
const ROW: u32 = 65_535;
/// The most bytes of a key.
const KEY: u32 = 3072;
/// The most characters of a comment.
const TABLE_COMMENT: usize = 2048;
const COLUMN_COMMENT: usize = 1024;

/// Only what has a length can be in a key.
pub fn keys_have_a_length(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        let mut told: Vec<usize> = Vec::new();
        for key in keys(model) {
            for &number in &key.columns {
                let Some(column) = model.columns.get(number) else {
                    continue;
                };
                let endless =
                    matches!(column.ty, Some(Type::Text | Type::LargeBinary | Type::Json));
                if endless && !told.contains(&number) {
                    told.push(number);
                    diagnostics.push(endless_key(schema, &key, column));
                }
            }
        }
    }
}

fn endless_key(schema: &Schema, key: &Key, column: &Column) -> Diagnostic {
    let ty = column.ty.map(|ty| ty.name(schema)).unwrap_or_default();
    let message = format!("MySQL cannot have a `{ty}` in {}", key.name);
    let error = Diagnostic::error(Code::DATABASE_INDEX, key.span, message)
        .also(column.type_span, "it has no length");
    match column.ty {
        Some(Type::Text) => error.help("make it a `String` with a length"),
        _ => error.help("make another column the key"),
    }
}

/// A key has an end.
pub fn keys_are_short(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        for key in keys(model) {
            let columns = key.columns.iter().filter_map(|&one| model.columns.get(one));
            let bytes: u32 = columns.map(in_key).fold(0, u32::saturating_add);
            if bytes > KEY {
                let message = format!("{} takes {bytes} bytes", key.name);
                let error = Diagnostic::error(Code::DATABASE_LIMIT, key.span, message);
                diagnostics.push(
                    error
                        .label(format!("MySQL takes {KEY}"))
                        .help("make its texts shorter: each character counts four bytes"),
                );
            }
        }
    }
}

/// And so has a row.
pub fn rows_are_short(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        let bytes = model.columns.iter().map(bytes).fold(0, u32::saturating_add);
        if bytes > ROW {
            let message = format!("a row of `{}` takes {bytes} bytes", model.table.text);
            let error = Diagnostic::error(Code::DATABASE_LIMIT, model.name.span, message);
            let longest = model
                .columns
                .iter()
                .max_by_key(|column| self::bytes(column));
            let error = error.label(format!("MySQL takes {ROW}"));
            let error = match longest {
                Some(column) => error.also(column.type_span, "the longest"),
                None => error,
            };
            diagnostics.push(error.help("make long texts `Text`, which do not count"));
        }
    }
}

/// The most bytes that a column takes in a key, which has no length before a text.
fn in_key(column: &Column) -> u32 {
    match column.ty {
        Some(Type::String(Some(length))) => length.saturating_mul(4),
        _ => bytes(column),
    }
}

/// The most bytes that a column takes in a row.
fn bytes(column: &Column) -> u32 {
    match column.ty {
        Some(Type::String(Some(length))) => length.saturating_mul(4).saturating_add(2),
        Some(Type::Uuid) => 128,
        Some(Type::Numeric { precision, .. }) => precision / 2 + 2,
        Some(Type::Boolean) => 1,
        Some(Type::SmallInteger | Type::Enum(_)) => 2,
        Some(Type::Integer) => 4,
        Some(_) => 8,
        None => 0,
    }
}

/// Comments are few words.
pub fn comments_are_short(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        let text = comment(model.comment.as_ref(), &model.docs);
        diagnostics.extend(too_long(text, TABLE_COMMENT, model.name.span));
        for column in &model.columns {
            let text = comment(column.comment.as_ref(), &column.docs);
            diagnostics.extend(too_long(text, COLUMN_COMMENT, column.name.span));
        }
    }
}

fn comment(written: Option<&String>, docs: &[String]) -> Option<String> {
    written.cloned().or_else(|| tables::comment(docs))
}

fn too_long(text: Option<String>, most: usize, at: Span) -> Option<Diagnostic> {
    let characters = text?.chars().count();
    (characters > most).then(|| {
        let message = format!("the comment of this has {characters} characters");
        Diagnostic::error(Code::DATABASE_LIMIT, at, message)
            .label(format!("MySQL takes {most}"))
            .help("write a shorter one: `comment \"…\"`")
    })
}
