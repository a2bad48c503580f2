//! Tables with their indexes and comments.

use askama::Template;

use super::{Existing, column, constraint, table_name};
use crate::dialect::{Comments, Dialect, Literal, Name, Sql, expression, sql};
use crate::tables::{ForeignKey, Index, IndexElement, Table};
use crate::text::join;

#[derive(Template)]
#[template(path = "sql/create_table.sql", escape = "none")]
struct CreateTable {
    name: Sql,
    if_missing: bool,
    lines: Vec<Sql>,
    options: Sql,
    indexes: Vec<IndexView>,
    comments: Vec<CommentView>,
}

struct IndexView {
    name: Name,
    columns: Sql,
    unique: bool,
    predicate: Option<Sql>,
}

/// `COMMENT ON …`
struct CommentView {
    on: Sql,
    text: Literal,
}

/// The statements that create a table and its indexes, with all of its keys.
#[cfg(feature = "verify")]
pub fn create_table(
    table: &Table,
    dialect: &dyn Dialect,
    existing: Existing,
) -> askama::Result<Sql> {
    let keys: Vec<&ForeignKey> = table.foreign_keys.iter().collect();
    statements(table, &keys, dialect, existing)
}

/// The same with these keys only.
pub(super) fn statements(
    table: &Table,
    keys: &[&ForeignKey],
    dialect: &dyn Dialect,
    existing: Existing,
) -> askama::Result<Sql> {
    Sql::rendered(&CreateTable {
        name: table_name(table.namespace.as_deref(), &table.name, dialect),
        if_missing: existing == Existing::Stays,
        lines: lines(table, keys, dialect),
        options: dialect.table_options(table),
        indexes: table
            .indexes
            .iter()
            .map(|one| index(one, dialect))
            .collect(),
        comments: comments(table, dialect),
    })
}

fn lines(table: &Table, keys: &[&ForeignKey], dialect: &dyn Dialect) -> Vec<Sql> {
    let columns = table.columns.iter();
    let columns = columns.map(|one| column(table, one, dialect));
    let primary = table.primary_key.iter();
    let primary = primary.map(|key| constraint::key("PRIMARY KEY", key, dialect));
    let uniques = table.uniques.iter();
    let uniques = uniques.map(|key| constraint::key("UNIQUE", key, dialect));
    let keys = keys.iter().map(|key| constraint::foreign_key(key, dialect));
    let checks = table.checks.iter();
    let checks = checks.filter_map(|check| constraint::check(check, dialect));
    let constraints = primary.chain(uniques).chain(keys).chain(checks);
    columns.chain(constraints).collect()
}

fn index(index: &Index, dialect: &dyn Dialect) -> IndexView {
    let elements = index.elements.iter().map(|element| match element {
        IndexElement::Column {
            name,
            descending: false,
        } => dialect.name(name).whole(),
        IndexElement::Column { name, .. } => sql![dialect.name(name), " DESC"],
        IndexElement::Expression(sql) => sql!["(", expression(sql), ")"],
    });
    IndexView {
        name: dialect.name(&index.name),
        columns: join(&elements.collect::<Vec<_>>(), ", "),
        unique: index.unique,
        predicate: index.predicate.as_ref().map(expression),
    }
}

fn comments(table: &Table, dialect: &dyn Dialect) -> Vec<CommentView> {
    if dialect.comments() != Comments::Statements {
        return Vec::new();
    }
    let name = table_name(table.namespace.as_deref(), &table.name, dialect);
    let own = table.comment.iter().map(|comment| CommentView {
        on: sql!["TABLE ", name],
        text: dialect.text(comment),
    });
    let columns = table.columns.iter().filter_map(|column| {
        Some(CommentView {
            on: sql!["COLUMN ", name, ".", dialect.name(&column.name)],
            text: dialect.text(column.comment.as_ref()?),
        })
    });
    own.chain(columns).collect()
}
