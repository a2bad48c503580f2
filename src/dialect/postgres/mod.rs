//! PostgreSQL.

mod defaults;
pub mod grammar;
mod keywords;
mod names;
mod numbers;
pub mod refuse;
mod types;

use super::{Comments, Dialect, Enums, Lists, Literal, Name, Sql, sql, word_but};
use crate::tables::{Column, ColumnType, Default, Numbered, Numbering, Table};
use keywords::KEYWORDS;

/// PostgreSQL 13 or later.
#[derive(Debug, Clone, Copy)]
pub struct Postgres;

impl Dialect for Postgres {
    /// Without quotes, PostgreSQL takes every letter for a small one.
    fn name(&self, name: &str) -> Name {
        let small = !name.bytes().any(|byte| byte.is_ascii_uppercase());
        let word = word_but(name, KEYWORDS).filter(|_| small);
        word.unwrap_or_else(|| sql::quoted(name))
    }

    fn text(&self, text: &str) -> Literal {
        sql::literal(text)
    }

    fn column_type(&self, _: &Table, column: &Column) -> Sql {
        types::column_type(column)
    }

    fn default(&self, column: &Column, default: &Default) -> Sql {
        defaults::default(column, default)
    }

    fn numbered(&self, table: &Table, numbered: &Numbered) -> Option<Sql> {
        Some(numbers::numbered(table, numbered))
    }

    fn table_options(&self, _: &Table) -> Sql {
        Sql::default()
    }

    fn comments(&self) -> Comments {
        Comments::Statements
    }

    fn enums(&self) -> Enums {
        Enums::Types
    }

    fn sequence(&self, numbers: Numbering) -> Option<Sql> {
        Some(numbers::options(numbers))
    }

    fn adds_keys(&self) -> bool {
        true
    }

    fn parameter(&self, number: usize) -> Sql {
        sql!["$", number]
    }

    fn next_parameter(&self, number: usize) -> Sql {
        self.parameter(number)
    }

    fn lists(&self) -> Lists {
        Lists::Arrays
    }

    fn value_type(&self, ty: &ColumnType) -> Option<Sql> {
        Some(types::value_type(ty))
    }

    /// A driver does not know the types of a schema, but text it knows.
    fn read(&self, ty: &ColumnType, name: Sql) -> Sql {
        match ty {
            ColumnType::Enum { .. } => sql![name, "::text"],
            _ => name,
        }
    }

    fn differs(&self) -> &'static str {
        "IS DISTINCT FROM"
    }

    fn boolean(&self, value: bool) -> &'static str {
        if value { "TRUE" } else { "FALSE" }
    }

    /// A time is in UTC, and without a zone PostgreSQL would take the session's.
    fn given(&self, ty: &ColumnType, text: &str) -> String {
        match ty {
            ColumnType::DateTime { timezone: true } => format!("{text}+00"),
            _ => text.to_owned(),
        }
    }

    fn nulls_are_least(&self, descending: bool) -> &'static str {
        match descending {
            true => " NULLS LAST",
            false => " NULLS FIRST",
        }
    }

    fn recurses_once(&self) -> bool {
        true
    }

    fn longest_name(&self) -> Option<usize> {
        Some(63)
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn names_constraints(&self) -> bool {
        true
    }

    fn lock(&self) -> Option<&'static str> {
        Some("pg_advisory_xact_lock")
    }
}
