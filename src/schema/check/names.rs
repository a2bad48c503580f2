//! Names in the database.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Code, Diagnostic};
use crate::printable::is_unwritable;
use crate::schema::Schema;
use crate::source::Span;
use crate::syntax::ast::DbName;

/// The longest name, in bytes, that every database takes.
const LONGEST: usize = 63;

/// No two models have one table; databases compare names without regard to case.
pub fn table_names_differ(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<(Option<String>, String), Span> = HashMap::new();
    for model in &schema.models {
        let (table, namespace) = (&model.table, model.namespace.as_ref());
        let namespace = namespace.map(|name| name.text.to_lowercase());
        let first = seen.entry((namespace, table.text.to_lowercase()));
        let first = *first.or_insert(table.span);
        // A missing name was reported by the parser.
        if first == table.span || table.text.is_empty() {
            continue;
        }
        let message = format!("two models have the table `{}`", table.text);
        diagnostics.push(
            Diagnostic::error(Code::DUPLICATE_TABLE, table.span, message)
                .label("the same table")
                .also(first, "first used here")
                .help("give one of them another table: `table other_name`"),
        );
    }
}

/// No two members of a model have one column.
pub fn column_names_differ(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        for (name, first) in repeated(model.columns.iter().map(|column| &column.db_name)) {
            let message = format!("two members have the column `{}`", name.text);
            diagnostics.push(
                Diagnostic::error(Code::DUPLICATE_COLUMN, name.span, message)
                    .label("the same column to the database, which ignores case")
                    .also(first, "first used here")
                    .help("rename one of them, or its column: `column \"other_name\"`"),
            );
        }
    }
}

/// No variant's name or label is there twice.
pub fn variants_differ(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for one in &schema.enums {
        let mut labels: HashMap<&str, Span> = HashMap::new();
        let mut names: HashMap<&str, Span> = HashMap::new();
        for variant in &one.variants {
            let (name, label) = (&variant.name, &variant.label);
            let first = *names.entry(&name.text).or_insert(name.span);
            if first != name.span {
                diagnostics.push(repeated_variant(
                    format!("the variant `{}` is there twice", name.text),
                    name.span,
                    first,
                ));
                continue;
            }
            let first = *labels.entry(&label.text).or_insert(label.span);
            if first != label.span {
                diagnostics.push(repeated_variant(
                    format!("two variants are stored as {:?}", label.text),
                    label.span,
                    first,
                ));
            }
        }
    }
}

fn repeated_variant(message: String, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::DUPLICATE_VARIANT, span, message)
        .label("again here")
        .also(first, "first here")
        .help("rename one of them, or take one out")
}

/// An enum has at least one variant.
pub fn enums_have_variants(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let unread: Vec<Span> = diagnostics
        .iter()
        .filter(|one| one.code.leaves_out())
        .filter_map(|one| Some(one.labels.first()?.span))
        .collect();
    for one in schema.enums.iter().filter(|one| one.variants.is_empty()) {
        if unread.iter().any(|span| one.span.holds(*span)) {
            continue;
        }
        diagnostics.push(
            Diagnostic::error(
                Code::EMPTY_ENUM,
                one.name.span,
                format!("`{}` has no variants", one.name.text),
            )
            .label("no value could ever be stored")
            .help("write at least one between `<` and `>`"),
        );
    }
}

/// Names that were written are not empty, not too long, and not the database's own.
pub fn database_names_are_usable(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        for name in model.namespace.iter().chain([&model.table]) {
            usable(name, diagnostics);
        }
        if is_sqlites(&model.table) {
            let message = "SQLite keeps table names that begin with `sqlite_` for itself";
            diagnostics.push(
                Diagnostic::error(Code::RESERVED_NAME, model.table.span, message)
                    .help("give the table another name: `table other_name`"),
            );
        }
        let indexes = model.indexes.iter().filter_map(|one| one.name.as_ref());
        for name in indexes.filter(|name| is_sqlites(name)) {
            let message = "SQLite keeps index names that begin with `sqlite_` for itself";
            diagnostics.push(
                Diagnostic::error(Code::RESERVED_NAME, name.span, message)
                    .help("give the index another name, or none: it gets one of its own then"),
            );
        }
        for column in &model.columns {
            usable(&column.db_name, diagnostics);
            if let Some((name, _)) = &column.sequence {
                let (text, span) = (name.text.clone(), name.span);
                usable(&DbName { text, span }, diagnostics);
            }
            if let Some(collation) = &column.collate {
                usable(collation, diagnostics);
            }
        }
    }
    for name in constraint_names(schema) {
        usable(name, diagnostics);
    }
    // Their names stand behind that of the table, and are cut where that is too long.
    for check in schema.models.iter().flat_map(|model| &model.checks) {
        visible(&check.name, diagnostics);
    }
}

/// Constraints whose names were written have different ones: some databases keep one list of them.
pub fn constraint_names_differ(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (name, first) in repeated(constraint_names(schema)) {
        let message = format!("two constraints are called `{}`", name.text);
        diagnostics.push(
            Diagnostic::error(Code::DUPLICATE_CONSTRAINT, name.span, message)
                .label("the same name")
                .also(first, "first used here")
                .help("give it another name, or none: it gets one of its own then"),
        );
    }
}

/// Tables and indexes share one list of names, too.
pub fn index_names_are_no_tables(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let tables = schema.models.iter().map(|model| &model.table);
    let tables: HashMap<String, Span> = tables
        .map(|table| (table.text.to_lowercase(), table.span))
        .collect();
    let indexes = schema.models.iter().flat_map(|model| &model.indexes);
    for name in indexes.filter_map(|list| list.name.as_ref()) {
        if let Some(&table) = tables.get(&name.text.to_lowercase()) {
            let message = format!("an index and a table are called `{}`", name.text);
            diagnostics.push(
                Diagnostic::error(Code::DUPLICATE_CONSTRAINT, name.span, message)
                    .label("the index")
                    .also(table, "the table")
                    .help("give the index another name, or none: it gets one of its own then"),
            );
        }
    }
}

fn constraint_names(schema: &Schema) -> impl Iterator<Item = &DbName> {
    schema.models.iter().flat_map(|model| {
        let keys = model
            .foreign_keys
            .iter()
            .filter_map(|key| key.name.as_ref());
        let uniques = model.uniques.iter().filter_map(|list| list.name.as_ref());
        let indexes = model.indexes.iter().filter_map(|list| list.name.as_ref());
        keys.chain(uniques).chain(indexes)
    })
}

fn is_sqlites(name: &DbName) -> bool {
    name.text.to_ascii_lowercase().starts_with("sqlite_")
}

fn usable(name: &DbName, diagnostics: &mut Vec<Diagnostic>) {
    let length = name.text.len();
    if length > LONGEST {
        let message = format!(
            "`{}` has {length} bytes; databases take {LONGEST}",
            name.text
        );
        diagnostics.push(
            Diagnostic::error(Code::NAME_TOO_LONG, name.span, message).help(
                "shorten it, or give the database another name: `table short`, `column \"short\"`",
            ),
        );
    }
    visible(name, diagnostics);
}

/// Nothing in it ends a line or turns it round.
fn visible(name: &DbName, diagnostics: &mut Vec<Diagnostic>) {
    let odd = |letter: char| letter.is_control() || is_unwritable(letter);
    if name.text.chars().any(odd) {
        let message =
            "a name in the database has no control characters, and none that change its direction";
        diagnostics.push(
            Diagnostic::error(Code::RESERVED_NAME, name.span, message).help("give it another name"),
        );
    }
}

/// The names that an earlier one equals without regard to case, with the earlier one's place.
fn repeated<'a>(names: impl Iterator<Item = &'a DbName>) -> Vec<(&'a DbName, Span)> {
    let mut seen: HashMap<String, Span> = HashMap::new();
    let mut repeated = Vec::new();
    // A missing name was reported by the parser.
    for name in names.filter(|name| !name.text.is_empty()) {
        match seen.entry(name.text.to_lowercase()) {
            Entry::Vacant(new) => drop(new.insert(name.span)),
            Entry::Occupied(first) => repeated.push((name, *first.get())),
        }
    }
    repeated
}
