//! How SQLite spells what databases spell in ways of their own.

use std::cmp::Ordering;

use super::array::json_array;
use super::draft::Statement;
use super::filter::Matching;
use super::scope::Name;
use super::term::Term;
use super::value::Owned;
use super::{Compared, Fits, Table, TableColumn, Value};

/// What is always fulfilled.
pub(super) const TRUE: &str = "1";

/// The number of a key among those of an array, from 0 on.
pub(super) const KEY: &str = "json_each.key";

/// What tells the keys of an array apart.
pub(super) const EACH_KEY: &str = "json_each.key";

/// A comparison that is true of two NULLs, and is never NULL.
pub(super) fn operator(operator: &'static str, _: &Compared) -> &'static str {
    operator
}

/// What stands behind a term of an ORDER BY: NULLs come first, and last where it descends.
pub(super) fn direction(descending: bool, _: bool) -> &'static str {
    match descending {
        true => " DESC",
        false => "",
    }
}

/// The name of a SELECT in a FROM, which needs none.
pub(super) const ONCE: &str = "";

/// The name of another.
pub(super) const NUMBERED: &str = "";

/// Whether what is read of a column is not the column itself.
pub(super) fn is_converted(_: &TableColumn) -> bool {
    false
}

/// What stands behind the name of a column where it is read.
pub(super) fn read(_: &TableColumn) -> &'static str {
    ""
}

/// By what rows of the target are the same one, beside the key they are found by.
pub(super) fn same_row(_: &'static Table, remote: &[usize]) -> Vec<usize> {
    remote.to_vec()
}

/// Decimal text as SQLite compares it in a NUMERIC column.
pub(super) fn compare_numbers(left: &str, right: &str) -> Option<Ordering> {
    let number = |text: &str| text.parse::<f64>().ok();
    number(left).partial_cmp(&number(right))
}

impl Statement {
    /// Appends the place of the value of that number.
    pub(super) fn place(&mut self, number: usize) {
        self.push("?");
        self.push_number(number);
    }

    /// Appends a function of what a column holds in many rows.
    pub(super) fn aggregate(&mut self, function: &str, _: &TableColumn, name: Name) {
        self.push_all(&[function, "("]);
        self.name(name);
        self.push(")");
    }

    /// Appends a value to compare with. Decimals come as text: a column turns them into its
    /// own numbers, and what an aggregate gives does not.
    pub(super) fn operand(&mut self, term: &Term, column: &TableColumn, value: Owned) {
        match (term, column.fits) {
            (Term::Aggregate(..), Fits::Digits(precision, _)) if precision <= 15 => {
                self.push("CAST(");
                self.bind(value);
                self.push(" AS NUMERIC)");
            }
            _ => self.bind(value),
        }
    }

    /// Appends that a column is among values. One JSON text holds any number of them, so
    /// that the statement's text does not depend on it.
    pub(super) fn among(&mut self, name: Name, _: &TableColumn, values: Vec<Owned>) {
        let bytes = values.iter().any(|value| matches!(value, Value::Blob(_)));
        let value = if bytes { "unhex(value)" } else { "value" };
        self.name(name);
        self.push_all(&[" IN (SELECT ", value, " FROM json_each("]);
        self.bind(Value::Text(json_array(values).into()));
        self.push("))");
    }

    /// Appends a comparison with text: NULL for a column that is NULL, as every comparison
    /// is.
    pub(super) fn matching(&mut self, column: Name, how: Matching, text: String) {
        let (before, behind, after) = match how {
            Matching::Like => ("", " LIKE ", ""),
            Matching::CaseInsensitiveLike => ("lower(", ") LIKE lower(", ")"),
            Matching::Contains => ("instr(", ", ", ") > 0"),
            // SQLite's length() and substr() end text at a NUL; instr() does not.
            Matching::StartsWith => ("instr(", ", ", ") = 1"),
            Matching::EndsWith if text.is_empty() => ("instr(", ", ", ") = 1"),
            Matching::EndsWith => return self.ends_with(column, text),
        };
        self.push(before);
        self.name(column);
        self.push(behind);
        self.bind(Value::Text(text.into()));
        self.push(after);
    }

    /// Compares bytes, for the sake of NULs. Of empty bytes SQLite's substr() is NULL,
    /// where the answer is no.
    fn ends_with(&mut self, column: Name, text: String) {
        let text = Value::Text(text.into());
        self.push("coalesce(substr(CAST(");
        self.name(column);
        self.push(" AS BLOB), -length(CAST(");
        self.bind(text.clone());
        self.push(" AS BLOB))) = CAST(");
        self.bind(text);
        self.push(" AS BLOB), ");
        self.name(column);
        self.push(" <> ");
        self.name(column);
        self.push(")");
    }

    /// Appends how many rows are read. SQLite has no OFFSET without LIMIT; a negative limit
    /// is none.
    pub(super) fn limit(&mut self, limit: Option<u32>, offset: Option<u32>) {
        if limit.is_some() || offset.is_some() {
            self.push(" LIMIT ");
            self.bind(Value::Integer(limit.map_or(-1, i64::from)));
        }
        if let Some(offset) = offset {
            self.push(" OFFSET ");
            self.bind(Value::Integer(i64::from(offset)));
        }
    }
}

/// What the columns of a table are named after: its name, since there are no schemas.
pub(super) const fn own_name(table: &'static str) -> &'static str {
    table
}
