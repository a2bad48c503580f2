//! The members that belong to the table and not to a column: keys, indexes and checks.

use super::bodies::Body;
use super::members::named;
use super::{indexes, keys, raw};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Check, Column, ForeignKey, Model, UniqueList};
use crate::source::Span;
use crate::syntax::ast::{self, DbName, KeyList, Member, Name};

/// Takes them over into a model whose columns are there.
pub fn resolve(body: &Body<'_>, model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    model.checks = model.columns.iter().filter_map(of_column).collect();
    let mut primary_key: Option<Span> = None;
    for member in &body.members {
        match member {
            Member::PrimaryKey(list) => match primary_key.replace(list.span) {
                None => self::primary_key(list, model, diagnostics),
                Some(first) => diagnostics.push(second_key(list.span, first)),
            },
            Member::Unique(list) => unique(list, model, diagnostics),
            Member::Index(list) => indexes::resolve(list, model, diagnostics),
            Member::ForeignKey(list) => foreign_key(list, model, diagnostics),
            Member::Check(check) => {
                let name = check.name.clone();
                let sql = raw::sql(&check.raw, diagnostics);
                model.checks.extend(sql.map(|sql| Check { name, sql }));
            }
            Member::Column(_) | Member::Relationship(_) | Member::TableName(_) => {}
        }
    }
}

fn unique(list: &KeyList, model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    let Some(columns) = columns(&list.columns, model, diagnostics) else {
        return;
    };
    if let Some(error) = needless(list, &columns, model) {
        diagnostics.push(error);
        return;
    }
    let (name, span) = (list.name.clone(), list.span);
    model.uniques.push(UniqueList {
        columns,
        name,
        span,
    });
}

fn foreign_key(list: &ast::ForeignKeyList, model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    let Some(columns) = columns(&list.columns, model, diagnostics) else {
        return;
    };
    let (here, there) = (columns.len(), list.target_columns.len());
    if here != there {
        let message = format!(
            "the key has {}, and points to {there}",
            plural(here, "column")
        );
        diagnostics.push(
            Diagnostic::error(Code::FOREIGN_KEY_PATH, list.span, message)
                .label("each column needs one that it points to")
                .help("name as many columns behind the table as before it"),
        );
        return;
    }
    if let Some(name) = repeated(&list.target_columns) {
        diagnostics.push(twice(&name.text, name.span, "key"));
        return;
    }
    let key = keys::of_list(list, columns);
    match same_key(&key, model) {
        Some(first) => {
            diagnostics.push(again("this foreign key is there already", list.span, first))
        }
        None => model.foreign_keys.push(key),
    }
}

/// The place of a key of the same columns to the same ones.
fn same_key(key: &ForeignKey, model: &Model) -> Option<Span> {
    let path = |key: &ForeignKey| {
        let parts = key.table.parts.iter().chain(&key.target_columns);
        parts.map(|part| part.text.clone()).collect::<Vec<_>>()
    };
    let same = |other: &&ForeignKey| other.columns == key.columns && path(other) == path(key);
    model.foreign_keys.iter().find(same).map(|other| other.span)
}

/// The first name that stands there again.
fn repeated(names: &[DbName]) -> Option<&DbName> {
    let mut rest = names.iter().enumerate();
    let found = rest.find(|(at, name)| names.iter().take(*at).any(|one| one.text == name.text));
    found.map(|(_, name)| name)
}

pub(super) fn twice(name: &str, span: Span, list: &str) -> Diagnostic {
    let message = format!("`{name}` is in this {list} twice");
    Diagnostic::error(Code::DUPLICATE_MEMBER, span, message).help("take one of them out")
}

pub(super) fn again(message: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::DUPLICATE_MEMBER, span, message)
        .also(first, "said here")
        .help("take one of them out")
}

fn plural(count: usize, what: &str) -> String {
    match count {
        1 => format!("one {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// The check of a column, which is called like it.
fn of_column(column: &Column) -> Option<Check> {
    let sql = column.check.clone()?;
    let (text, span) = (column.name.text.clone(), sql.span);
    Some(Check {
        name: DbName { text, span },
        sql,
    })
}

/// A key that tells apart what is told apart already.
fn needless(list: &KeyList, columns: &[usize], model: &Model) -> Option<Diagnostic> {
    let single = match columns {
        [one] => model.columns[*one].unique,
        _ => None,
    };
    let same = |other: &&UniqueList| other.columns == columns;
    let listed = || model.uniques.iter().find(same).map(|other| other.span);
    let first = single.or_else(listed)?;
    Some(again("this is unique already", list.span, first))
}

fn primary_key(list: &KeyList, model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    let marked = model.columns.iter().find_map(|column| column.primary_key);
    if let Some(first) = marked {
        diagnostics.push(second_key(list.span, first));
        return;
    }
    let Some(columns) = columns(&list.columns, model, diagnostics) else {
        return;
    };
    for (&number, name) in columns.iter().zip(&list.columns) {
        let column = &mut model.columns[number];
        if let Some(span) = column.nullable_span.filter(|_| column.nullable) {
            diagnostics.push(
                Diagnostic::error(Code::CONTRADICTION, span, "a primary key cannot be NULL")
                    .also(name.span, "it is in the primary key")
                    .help("take `nullable` out"),
            );
        }
        column.primary_key = Some(name.span);
        column.nullable = false;
    }
    model.key_list = columns;
}

fn second_key(span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::CONTRADICTION, span, "a model has one primary key")
        .label("said again here")
        .also(first, "first said here")
        .help("name all of its columns in one `primary_key (…)`, or mark each of them")
}

/// The columns of a key, each once; nothing where there is a mistake.
fn columns(names: &[Name], model: &Model, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<usize>> {
    let mut columns: Vec<usize> = Vec::new();
    for name in names {
        match named(name, model) {
            Ok(column) if columns.contains(&column) => {
                diagnostics.push(twice(&name.text, name.span, "key"));
                return None;
            }
            Ok(column) => columns.push(column),
            Err(error) => {
                diagnostics.push(error);
                return None;
            }
        }
    }
    (!columns.is_empty()).then_some(columns)
}
