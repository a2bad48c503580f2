//! How many there may be: rules with a number that differs from database to database.

use super::Database;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{IndexElement, Model, Numbering, Schema, Type};
use crate::source::Span;
use crate::syntax::ast::DbName;

/// Columns that a database keeps in order: a key or an index, and where it is written.
pub struct Key {
    pub columns: Vec<usize>,
    pub span: Span,
    /// With its article.
    pub name: &'static str,
}

/// All keys and indexes of a model, but for those of expressions.
pub fn keys(model: &Model) -> Vec<Key> {
    let key = |columns: Vec<usize>, span, name| Key {
        columns,
        span,
        name,
    };
    let mut keys = Vec::new();
    let columns = model.primary_key();
    let primary = columns.first().and_then(|first| model.columns.get(*first));
    if let Some(first) = primary {
        let span = match columns.len() {
            1 => first.primary_key.unwrap_or(first.name.span),
            _ => model.name.span,
        };
        keys.push(key(columns, span, "the primary key"));
    }
    for (number, column) in model.columns.iter().enumerate() {
        let indexed = column.index.filter(|(indexed, _)| *indexed);
        let indexed = indexed.map(|(_, span)| (span, "an index"));
        let unique = column.unique.map(|span| (span, "a unique key"));
        let both = unique.or(indexed);
        keys.extend(both.map(|(span, name)| key(vec![number], span, name)));
    }
    let uniques = model.uniques.iter();
    keys.extend(uniques.map(|one| key(one.columns.clone(), one.span, "a unique key")));
    let indexes = model.indexes.iter().map(|one| {
        let columns = one.elements.iter().filter_map(|element| match element {
            IndexElement::Column { column, .. } => Some(*column),
            IndexElement::Expression(_) => None,
        });
        key(columns.collect(), one.span, "an index")
    });
    keys.extend(indexes);
    let foreign = model.foreign_keys.iter();
    keys.extend(foreign.map(|one| key(one.columns.clone(), one.path_span, "a foreign key")));
    keys
}

/// A table has no more columns than this.
pub fn columns(schema: &Schema, database: Database, most: usize, found: &mut Vec<Diagnostic>) {
    for model in schema
        .models
        .iter()
        .filter(|model| model.columns.len() > most)
    {
        let count = model.columns.len();
        let message = format!("`{}` has {count} columns", model.table.text);
        let error = Diagnostic::error(Code::DATABASE_LIMIT, model.name.span, message)
            .label(format!("{database} takes {most}"));
        found.push(error.help("put some of them into a table of their own"));
    }
}

/// A key or an index has no more columns than this.
pub fn key_columns(schema: &Schema, database: Database, most: usize, found: &mut Vec<Diagnostic>) {
    for key in schema.models.iter().flat_map(keys) {
        if key.columns.len() > most {
            let message = format!("{} has {} columns", key.name, key.columns.len());
            let error = Diagnostic::error(Code::DATABASE_LIMIT, key.span, message)
                .label(format!("{database} takes {most}"));
            found.push(error.help("leave columns out: the first ones find most rows already"));
        }
    }
}

/// Numbers begin with one that the column holds.
pub fn starts(schema: &Schema, least: i64, found: &mut Vec<Diagnostic>) {
    for (_, column) in schema.columns() {
        let Some((numbers, span)) = column.identity else {
            continue;
        };
        let range = match column.ty {
            Some(Type::SmallInteger) => i64::from(i16::MIN)..=i64::from(i16::MAX),
            Some(Type::Integer) => i64::from(i32::MIN)..=i64::from(i32::MAX),
            _ => i64::MIN..=i64::MAX,
        };
        let range = least.max(*range.start())..=*range.end();
        if let Some(start) = numbers.start.filter(|start| !range.contains(start)) {
            let message = format!("the numbers of `{}` begin with {start}", column.name.text);
            found.push(
                Diagnostic::error(Code::DATABASE_NUMBERS, span, message)
                    .also(column.type_span, "which does not fit this")
                    .help(format!(
                        "write a number from {} to {}",
                        range.start(),
                        range.end()
                    )),
            );
        }
    }
}

/// Whether it says anything.
pub fn says(numbers: Numbering) -> bool {
    numbers.start.is_some() || numbers.increment.is_some()
}

/// A collation whose name is none of the database's.
pub fn foreign_collation(collation: &DbName, database: Database) -> Diagnostic {
    let message = format!("{database} has no collation `{}`", collation.text);
    let error = Diagnostic::error(Code::DATABASE_COLLATION, collation.span, message);
    error.help(match database {
        Database::Mysql => "its collations are called like `utf8mb4_bin` and `utf8mb4_general_ci`",
        _ => "its collations are called like `C` and `de_DE.utf8`, as a string",
    })
}
