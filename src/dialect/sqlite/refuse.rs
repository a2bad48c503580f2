//! What SQLite cannot do.

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::dialect::refuse::Rule;
use crate::dialect::{Database, limits};
use crate::schema::Schema;

/// Each says why.
pub const RULES: &[Rule] = &[
    tables_are_in_no_schema,
    rows_without_a_rowid_have_a_key_of_their_own,
    numbers_begin_with_one,
    collations_are_known,
    columns_are_not_too_many,
];

/// The most columns of a table.
const COLUMNS: usize = 2000;

const COLLATIONS: &[&str] = &["BINARY", "NOCASE", "RTRIM"];

fn tables_are_in_no_schema(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        if let Some(namespace) = &model.namespace {
            let message = format!("SQLite has no schemas, and so no `{}`", namespace.text);
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_SCHEMAS, namespace.span, message).help(format!(
                    "name the table alone: `table {}`",
                    model.table.text
                )),
            );
        }
    }
}

/// It is the rowid that SQLite numbers.
fn rows_without_a_rowid_have_a_key_of_their_own(
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for model in &schema.models {
        let Some(span) = model.without_rowid else {
            continue;
        };
        let name = &model.table.text;
        let key = model.generated_key();
        if let Some(column) = key.and_then(|key| model.columns.get(key)) {
            let member = &column.name;
            let message = format!("without a rowid, nothing numbers the rows of `{name}`");
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_NUMBERS, span, message)
                    .also(member.span, "it would number this")
                    .help("take `without_rowid` out, or say `autoincrement false` at the key"),
            );
        } else if model.primary_key().is_empty() && !model.incomplete {
            let message = format!("without a rowid, `{name}` needs a primary key");
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_NUMBERS, span, message)
                    .help("take `without_rowid` out, or add a primary key"),
            );
        }
    }
}

fn numbers_begin_with_one(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, column) in schema.columns() {
        if let Some((numbers, span)) = column.identity
            && limits::says(numbers)
        {
            let message = "SQLite numbers from 1, in steps of 1";
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_NUMBERS, span, message)
                    .label("which takes no options")
                    .help("write `identity` alone, or `autoincrement`"),
            );
        }
    }
}

fn collations_are_known(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let known = |name: &str| COLLATIONS.iter().any(|one| one.eq_ignore_ascii_case(name));
    for (_, column) in schema.columns() {
        let collation = column.collate.as_ref();
        if let Some(collation) = collation.filter(|one| !known(&one.text)) {
            let name = &collation.text;
            let message = format!("SQLite has no collation `{name}`");
            let error = Diagnostic::error(Code::DATABASE_COLLATION, collation.span, message);
            let error = did_you_mean(error, collation.span, name, COLLATIONS.iter().copied());
            diagnostics.push(match error.fix {
                Some(_) => error,
                None => error.help("it has `BINARY`, `NOCASE` and `RTRIM`"),
            });
        }
    }
}

fn columns_are_not_too_many(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    limits::columns(schema, Database::Sqlite, COLUMNS, diagnostics);
}
