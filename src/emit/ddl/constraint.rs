//! Keys and checks.

use askama::Template;

use super::{names, table_name};
use crate::dialect::{Dialect, Enums};
use crate::tables::{Action, Check, Condition, ForeignKey, Key, Table};

#[derive(Template)]
#[template(path = "sql/add_key.sql", escape = "none")]
struct AddKey {
    table: String,
    key: String,
}

/// A foreign key that is added to a table that is there.
pub fn added(table: &Table, key: &ForeignKey, dialect: &dyn Dialect) -> askama::Result<String> {
    let namespace = table.namespace.as_deref();
    AddKey {
        table: table_name(namespace, &table.name, dialect),
        key: foreign_key(key, dialect),
    }
    .render()
}

/// A primary key or a unique one.
pub fn key(what: &str, key: &Key, dialect: &dyn Dialect) -> String {
    format!(
        "CONSTRAINT {} {what} ({})",
        dialect.name(&key.name),
        names(&key.columns, dialect)
    )
}

/// A foreign key.
pub fn foreign_key(key: &ForeignKey, dialect: &dyn Dialect) -> String {
    let mut sql = format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({})",
        dialect.name(&key.name),
        names(&key.columns, dialect),
        table_name(key.namespace.as_deref(), &key.table, dialect),
        names(&key.target_columns, dialect),
    );
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        if let Some(action) = action {
            sql.push_str(&format!(" ON {event} {}", self::action(action)));
        }
    }
    if key.deferrable {
        sql.push_str(" DEFERRABLE");
    }
    if key.initially_deferred {
        sql.push_str(" INITIALLY DEFERRED");
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

/// A check; that of an enum's labels only where the column's type does not see to them.
pub fn check(check: &Check, dialect: &dyn Dialect) -> Option<String> {
    let name = dialect.name(&check.name);
    match &check.condition {
        Condition::OneOf { .. } if dialect.enums() != Enums::Checks => None,
        Condition::OneOf { column, values } => {
            let values: Vec<String> = values.iter().map(|value| dialect.text(value)).collect();
            let (column, values) = (dialect.name(column), values.join(", "));
            Some(format!("CONSTRAINT {name} CHECK ({column} IN ({values}))"))
        }
        Condition::Expression(sql) => Some(format!("CONSTRAINT {name} CHECK ({sql})")),
    }
}
