//! A statement in the making: text of names from the schema, and places for values.

use std::fmt::Write as _;

use super::dialect;
use super::scope::{Name, Scope};
use super::value::Owned;

/// A statement in the making: text, and the values for its places by their numbers.
#[derive(Debug, Default)]
pub(super) struct Statement {
    pub sql: String,
    pub values: Vec<Owned>,
}

impl Statement {
    /// One that begins with that value, the first.
    pub(super) fn with(value: Owned) -> Self {
        Self {
            sql: String::new(),
            values: vec![value],
        }
    }

    /// One that begins with that text.
    pub(super) fn beginning(sql: &str) -> Self {
        // With room for what mostly follows, so that the text is not moved as it grows.
        let mut statement = Self {
            sql: String::with_capacity(sql.len() + 128),
            values: Vec::new(),
        };
        statement.push(sql);
        statement
    }

    pub(super) fn push(&mut self, sql: &str) {
        self.sql.push_str(sql);
    }

    pub(super) fn push_all(&mut self, pieces: &[&str]) {
        for piece in pieces {
            self.push(piece);
        }
    }

    pub(super) fn push_number(&mut self, number: usize) {
        // Writing to a String does not fail.
        let _ = write!(self.sql, "{number}");
    }

    pub(super) fn bind(&mut self, value: Owned) {
        self.values.push(value);
        self.place(self.values.len());
    }

    /// Appends the name of a column.
    pub(super) fn name(&mut self, name: Name) {
        if let Some(table) = name.table {
            self.push(table);
            self.push(".");
        }
        self.push(name.column);
    }

    /// Appends the names of columns, as a list.
    pub(super) fn names(&mut self, scope: Scope, columns: &[usize]) {
        let mut word = "";
        for &column in columns {
            self.push(word);
            self.name(scope.column(column));
            word = ", ";
        }
    }

    /// Appends columns as one value: `id`, or `(a, b)`.
    pub(super) fn row(&mut self, scope: Scope, columns: &[usize]) {
        match columns {
            [column] => self.name(scope.column(*column)),
            _ => {
                self.push("(");
                self.names(scope, columns);
                self.push(")");
            }
        }
    }

    /// Appends the columns that have a field, as a SELECT reads them: a list.
    pub(super) fn loaded(&mut self, scope: Scope) {
        let mut word = "";
        for (number, column) in scope.table.columns.iter().enumerate() {
            if !column.deferred {
                self.push(word);
                self.name(scope.column(number));
                self.push(dialect::read(column));
                word = ", ";
            }
        }
    }

    /// Appends the table for a FROM: `person`, or `person AS other`.
    pub(super) fn source(&mut self, scope: Scope) {
        self.push(scope.table.sql);
        if let Some(alias) = scope.alias() {
            self.push_all(&[" AS ", alias]);
        }
    }
}
