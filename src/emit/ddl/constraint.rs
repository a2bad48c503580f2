//! Keys and checks.

use askama::Template;

use super::{names, table_name};
use crate::dialect::{Dialect, Enums, Literal, Sql, expression, sql};
use crate::tables::{Action, Check, Condition, ForeignKey, Key, Table};
use crate::text::join;

#[derive(Template)]
#[template(path = "sql/add_key.sql", escape = "none")]
struct AddKey {
    table: Sql,
    key: Sql,
}

/// A foreign key that is added to a table that is there.
pub fn added(table: &Table, key: &ForeignKey, dialect: &dyn Dialect) -> askama::Result<Sql> {
    let namespace = table.namespace.as_deref();
    Sql::rendered(&AddKey {
        table: table_name(namespace, &table.name, dialect),
        key: foreign_key(key, dialect),
    })
}

/// A primary key or a unique one.
pub fn key(what: &'static str, key: &Key, dialect: &dyn Dialect) -> Sql {
    let (name, columns) = (dialect.name(&key.name), names(&key.columns, dialect));
    sql!["CONSTRAINT ", name, " ", what, " (", columns, ")"]
}

/// A foreign key.
pub fn foreign_key(key: &ForeignKey, dialect: &dyn Dialect) -> Sql {
    let (name, columns) = (dialect.name(&key.name), names(&key.columns, dialect));
    let table = table_name(key.namespace.as_deref(), &key.table, dialect);
    let target = names(&key.target_columns, dialect);
    let mut sql = sql!["CONSTRAINT ", name, " FOREIGN KEY (", columns];
    sql.push(sql![") REFERENCES ", table, " (", target, ")"]);
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        if let Some(action) = action {
            sql.push(sql![" ON ", event, " ", self::action(action)]);
        }
    }
    if key.deferrable {
        sql.push(" DEFERRABLE");
    }
    if key.initially_deferred {
        sql.push(" INITIALLY DEFERRED");
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
pub fn check(check: &Check, dialect: &dyn Dialect) -> Option<Sql> {
    let name = dialect.name(&check.name);
    match &check.condition {
        Condition::OneOf { .. } if dialect.enums() != Enums::Checks => None,
        Condition::OneOf { column, values } => {
            let values: Vec<Literal> = values.iter().map(|value| dialect.text(value)).collect();
            let (column, values) = (dialect.name(column), join(&values, ", "));
            let one_of = sql![column, " IN (", values, ")"];
            Some(sql!["CONSTRAINT ", name, " CHECK (", one_of, ")"])
        }
        Condition::Expression(sql) => {
            Some(sql!["CONSTRAINT ", name, " CHECK (", expression(sql), ")"])
        }
    }
}
