//! Tables to CREATE statements.

use askama::Template;

use crate::dialect::Dialect;
use crate::tables::{
    Action, Check, Column, Condition, ForeignKey, Index, IndexElement, Key, Table, Tables,
};

/// Whether a table that exists is an error or left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// The statement fails.
    Fails,
    /// IF NOT EXISTS.
    Stays,
}

/// The statements of a whole schema, as a script.
pub fn script(tables: &Tables, dialect: &dyn Dialect, header: &str) -> askama::Result<String> {
    let mut script = format!("-- {header}\n");
    for table in &tables.tables {
        script.push('\n');
        script.push_str(&create_table(table, dialect, Existing::Fails)?);
        script.push('\n');
    }
    Ok(script)
}

/// The statements that create a table and its indexes.
pub fn create_table(
    table: &Table,
    dialect: &dyn Dialect,
    existing: Existing,
) -> askama::Result<String> {
    let mut lines: Vec<String> = table
        .columns
        .iter()
        .map(|column| self::column(table, column, dialect))
        .collect();
    let primary_key = table.primary_key.iter();
    lines.extend(primary_key.map(|one| key("PRIMARY KEY", one, dialect)));
    lines.extend(
        table
            .uniques
            .iter()
            .map(|unique| key("UNIQUE", unique, dialect)),
    );
    lines.extend(
        table
            .foreign_keys
            .iter()
            .map(|one| foreign_key(one, dialect)),
    );
    lines.extend(table.checks.iter().map(|one| check(one, dialect)));
    let indexes = table.indexes.iter().map(|index| IndexView {
        name: dialect.name(&index.name),
        columns: elements(index, dialect),
        unique: index.unique,
        predicate: index.predicate.clone(),
    });
    let indexes = indexes.collect();
    let if_missing = existing == Existing::Stays;
    CreateTable {
        name: dialect.name(&table.name),
        if_missing,
        lines,
        indexes,
    }
    .render()
}

#[derive(Template)]
#[template(path = "sql/create_table.sql")]
struct CreateTable {
    name: String,
    if_missing: bool,
    lines: Vec<String>,
    indexes: Vec<IndexView>,
}

struct IndexView {
    name: String,
    columns: String,
    unique: bool,
    predicate: Option<String>,
}

/// A column's definition.
pub fn column(table: &Table, column: &Column, dialect: &dyn Dialect) -> String {
    let mut sql = format!(
        "{} {}",
        dialect.name(&column.name),
        dialect.column_type(table, column)
    );
    if !column.nullable {
        sql.push_str(" NOT NULL");
    }
    if let Some(default) = &column.default {
        sql.push_str(&format!(" DEFAULT {}", dialect.default(column, default)));
    }
    sql
}

fn key(what: &str, key: &Key, dialect: &dyn Dialect) -> String {
    format!(
        "CONSTRAINT {} {what} ({})",
        dialect.name(&key.name),
        names(&key.columns, dialect)
    )
}

fn foreign_key(key: &ForeignKey, dialect: &dyn Dialect) -> String {
    let mut sql = format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({})",
        dialect.name(&key.name),
        names(&key.columns, dialect),
        dialect.name(&key.table),
        names(&key.target_columns, dialect),
    );
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        if let Some(action) = action {
            sql.push_str(&format!(" ON {event} {}", self::action(action)));
        }
    }
    sql
}

fn action(action: Action) -> &'static str {
    match action {
        Action::Cascade => "CASCADE",
        Action::SetNull => "SET NULL",
        Action::SetDefault => "SET DEFAULT",
        Action::Restrict => "RESTRICT",
        Action::NoAction => "NO ACTION",
    }
}

fn names(names: &[String], dialect: &dyn Dialect) -> String {
    names
        .iter()
        .map(|name| dialect.name(name))
        .collect::<Vec<_>>()
        .join(", ")
}

fn check(check: &Check, dialect: &dyn Dialect) -> String {
    let name = dialect.name(&check.name);
    match &check.condition {
        Condition::OneOf { column, values } => {
            let values: Vec<String> = values.iter().map(|value| dialect.text(value)).collect();
            let column = dialect.name(column);
            format!(
                "CONSTRAINT {name} CHECK ({column} IN ({}))",
                values.join(", ")
            )
        }
        Condition::Expression(sql) => format!("CONSTRAINT {name} CHECK ({sql})"),
    }
}

fn elements(index: &Index, dialect: &dyn Dialect) -> String {
    let elements = index.elements.iter().map(|element| match element {
        IndexElement::Column {
            name,
            descending: false,
        } => dialect.name(name),
        IndexElement::Column { name, .. } => format!("{} DESC", dialect.name(name)),
        IndexElement::Expression(sql) => format!("({sql})"),
    });
    elements.collect::<Vec<_>>().join(", ")
}
