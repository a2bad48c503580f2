//! What MySQL, or MariaDB, cannot do.

use super::{names, sizes, storage};
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::refuse::Rule;
use crate::dialect::{Database, limits};
use crate::schema::{IndexElement, Schema, Type};
use crate::source::Span;
use crate::syntax::ast::Action;

/// Each says why.
pub const RULES: &[Rule] = &[
    strings_have_a_length,
    sizes::keys_have_a_length,
    sizes::keys_are_short,
    sizes::rows_are_short,
    sizes::comments_are_short,
    indexes_are_of_columns,
    keys_are_kept_at_once,
    keys_set_no_default,
    keys_are_in_order,
    numbers_go_up_by_one,
    numbers_fit_their_column,
    computed_columns_may_be_null,
    keys_are_not_computed,
    collations_are_known,
    names::labels_differ,
    names::names_are_usable,
    columns_are_not_too_many,
    keys_are_not_too_wide,
    storage::rows_fit_a_page,
    storage::keys_are_not_too_many,
    storage::definitions_are_short,
];

/// The most columns of a table, and of an index.
const COLUMNS: usize = 1017;
const KEY_COLUMNS: usize = 16;
/// How the names of collations begin: with what their letters are stored as.
const CHARSETS: &[&str] = &[
    "armscii8_",
    "ascii_",
    "big5_",
    "binary",
    "cp1250_",
    "cp1251_",
    "cp1256_",
    "cp1257_",
    "cp850_",
    "cp852_",
    "cp866_",
    "cp932_",
    "dec8_",
    "eucjpms_",
    "euckr_",
    "gb18030_",
    "gb2312_",
    "gbk_",
    "geostd8_",
    "greek_",
    "hebrew_",
    "hp8_",
    "keybcs2_",
    "koi8r_",
    "koi8u_",
    "latin1_",
    "latin2_",
    "latin5_",
    "latin7_",
    "macce_",
    "macroman_",
    "sjis_",
    "swe7_",
    "tis620_",
    "uca1400_",
    "ucs2_",
    "ujis_",
    "utf16_",
    "utf16le_",
    "utf32_",
    "utf8_",
    "utf8mb3_",
    "utf8mb4_",
];

fn strings_have_a_length(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, column) in schema.columns() {
        if column.ty == Some(Type::String(None)) {
            let message = format!("`{}` has no length, and MySQL needs one", column.name.text);
            let error = Diagnostic::error(Code::DATABASE_TYPE, column.type_span, message);
            let error = error.help("give a length, such as `String(255)`, or write `Text`");
            // A declared type is mended where it is declared.
            diagnostics.push(match column.alias {
                Some(_) => error,
                None => error.fix(column.type_span, "String(255)"),
            });
        }
    }
}

fn indexes_are_of_columns(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for index in schema.models.iter().flat_map(|model| &model.indexes) {
        if let Some(predicate) = &index.predicate {
            let message = "MySQL has no index of some rows only";
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_INDEX, predicate.span, message)
                    .help("take `where` out: the index has all rows then"),
            );
        }
        for element in &index.elements {
            if let IndexElement::Expression(sql) = element {
                let message = "MariaDB has no index of an expression";
                diagnostics.push(
                    Diagnostic::error(Code::DATABASE_INDEX, sql.span, message)
                        .help("make it a computed column, and an index of that"),
                );
            }
        }
    }
}

fn keys_are_kept_at_once(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, key) in schema.foreign_keys() {
        if let Some(span) = key.deferrable.or(key.initially_deferred) {
            let message = "MySQL checks a foreign key at once, and never later";
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_FOREIGN_KEY, span, message)
                    .help("take it out, and write rows in the order in which they point"),
            );
        }
    }
}

fn keys_set_no_default(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, key) in schema.foreign_keys() {
        let actions = key.on_delete.iter().chain(&key.on_update);
        for (_, span) in actions.filter(|(action, _)| *action == Action::SetDefault) {
            let message = "MySQL sets no foreign key to its default";
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_FOREIGN_KEY, *span, message)
                    .help("write `set null`, `cascade` or `restrict`"),
            );
        }
    }
}

/// A key points to columns that a key or an index there begins with, in the order in which it has them.
fn keys_are_in_order(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, key) in schema.foreign_keys() {
        let Some(target) = key.target.as_ref().filter(|one| one.columns.len() > 1) else {
            continue;
        };
        let model = schema.model(target.model);
        let keys = limits::keys(model);
        let begins = |key: &limits::Key| key.columns.starts_with(&target.columns);
        // What is no key in any order is refused for every database.
        if keys.iter().any(begins) || !model.is_key(&target.columns) {
            continue;
        }
        let message = "MySQL looks for a key that begins with these columns, in this order";
        diagnostics.push(
            Diagnostic::error(Code::DATABASE_FOREIGN_KEY, key.path_span, message)
                .also(model.name.span, "its keys have them in another order")
                .help("name the columns in the order of the key that they are, on both sides"),
        );
    }
}

fn numbers_go_up_by_one(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, column) in schema.columns() {
        if let Some((numbers, span)) = column.identity
            && numbers.increment.is_some_and(|step| step != 1)
        {
            let message = "the steps of MySQL's numbers are the server's, and no table's";
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_NUMBERS, span, message)
                    .help("take `increment` out"),
            );
        }
    }
}

fn numbers_fit_their_column(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    limits::starts(schema, 1, diagnostics);
}

fn computed_columns_may_be_null(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let columns = schema.columns().filter(|(_, column)| !column.nullable);
    for (_, column) in columns.filter(|(_, column)| column.primary_key.is_none()) {
        if let (Some(computed), Some(span)) = (&column.computed, column.nullable_span) {
            let message = "MariaDB has no `not null` for a computed column";
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_COMPUTED, span, message)
                    .also(computed.span, "computed here")
                    .help("take `not null` out"),
            );
        }
    }
}

fn keys_are_not_computed(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        let primary = model.primary_key();
        for (number, column) in model.columns.iter().enumerate() {
            let Some(computed) = &column.computed else {
                continue;
            };
            let foreign = model.keys_of(number).next().map(|key| key.path_span);
            let key: Option<Span> = match primary.contains(&number) {
                true => Some(column.primary_key.unwrap_or(column.name.span)),
                false => foreign,
            };
            if let Some(key) = key {
                let message = format!("MySQL cannot compute `{}`, a key", column.name.text);
                diagnostics.push(
                    Diagnostic::error(Code::DATABASE_COMPUTED, computed.span, message)
                        .also(key, "the key")
                        .help("make another column the key"),
                );
            }
        }
    }
}

fn collations_are_known(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let known = |name: &str| {
        CHARSETS
            .iter()
            .any(|one| name.to_lowercase().starts_with(one))
    };
    for (_, column) in schema.columns() {
        let collation = column.collate.as_ref();
        if let Some(collation) = collation.filter(|one| !known(&one.text)) {
            diagnostics.push(limits::foreign_collation(collation, Database::Mysql));
        }
    }
}

fn columns_are_not_too_many(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    limits::columns(schema, Database::Mysql, COLUMNS, diagnostics);
}

fn keys_are_not_too_wide(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    limits::key_columns(schema, Database::Mysql, KEY_COLUMNS, diagnostics);
}
