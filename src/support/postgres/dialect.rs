//! How PostgreSQL spells what databases spell in ways of their own.

use std::cmp::Ordering;

use super::array::array;
use super::draft::Statement;
use super::filter::Matching;
use super::scope::Name;
use super::term::Term;
use super::value::Owned;
use super::{Compared, Table, TableColumn, Value};

/// What is always fulfilled.
pub(super) const TRUE: &str = "TRUE";

/// The number of a key among those of an array, from 0 on.
pub(super) const KEY: &str = "given.key - 1";

/// What tells the keys of an array apart.
pub(super) const EACH_KEY: &str = "given.key";

/// A comparison that is true of two NULLs. With a value beside the column, `=` is as good,
/// and an index finds what is equal.
pub(super) fn operator(operator: &'static str, other: &Compared) -> &'static str {
    match (operator, other) {
        ("IS", Compared::Value(value)) if !value.is_null() => "=",
        ("IS", _) => "IS NOT DISTINCT FROM",
        ("IS NOT", _) => "IS DISTINCT FROM",
        _ => operator,
    }
}

/// What stands behind a term of an ORDER BY: NULLs come first, and last where it descends.
pub(super) fn direction(descending: bool, nullable: bool) -> &'static str {
    match (descending, nullable) {
        (false, false) => "",
        (false, true) => " NULLS FIRST",
        (true, false) => " DESC",
        (true, true) => " DESC NULLS LAST",
    }
}

/// The name of a SELECT in a FROM.
pub(super) const ONCE: &str = " AS once";

/// The name of another.
pub(super) const NUMBERED: &str = " AS numbered";

/// Whether what is read of a column is not the column itself.
pub(super) fn is_converted(column: &TableColumn) -> bool {
    column.as_text
}

/// What stands behind the name of a column where it is read.
pub(super) fn read(column: &TableColumn) -> &'static str {
    match column.as_text {
        true => "::text",
        false => "",
    }
}

/// What stands before and behind a column for a function of what it holds in many rows, of
/// the type that it is read as. Of some types PostgreSQL knows no least value.
fn around<'a>(function: &'a str, column: &TableColumn) -> ([&'a str; 3], &'static str) {
    match (function, column.ty) {
        ("sum", "smallint" | "integer" | "bigint") => (["", "sum", "("], ")::bigint"),
        ("avg", _) => (["", "avg", "("], ")::float8"),
        ("min", "boolean") => (["", "bool_and", "("], ")"),
        ("max", "boolean") => (["", "bool_or", "("], ")"),
        ("min" | "max", "uuid") => (["", function, "("], "::text COLLATE \"C\")::uuid"),
        ("min" | "max", "bytea") => {
            let digits = ", 'hex') COLLATE \"C\"), 'hex')";
            (["decode(", function, "(encode("], digits)
        }
        _ => (["", function, "("], ")"),
    }
}

/// By what rows of the target are the same one, beside the key they are found by: by the
/// primary key, too, so that every column of a row may be read.
pub(super) fn same_row(target: &'static Table, remote: &[usize]) -> Vec<usize> {
    let key = target.primary_key.iter();
    let further = key.filter(|column| !remote.contains(column));
    remote.iter().chain(further).copied().collect()
}

/// Decimal text by the number that it is, exactly.
pub(super) fn compare_numbers(left: &str, right: &str) -> Option<Ordering> {
    let (left, right) = (parts(left), parts(right));
    let size = |(_, whole, fraction): (bool, &'_ str, &'_ str)| {
        (whole.len(), whole.to_owned(), fraction.to_owned())
    };
    Some(match (left.0, right.0) {
        (false, false) => size(left).cmp(&size(right)),
        (true, true) => size(right).cmp(&size(left)),
        (negative, _) if negative => Ordering::Less,
        _ => Ordering::Greater,
    })
}

/// Whether it is below zero, and the digits on both sides of the point.
fn parts(number: &str) -> (bool, &str, &str) {
    let digits = number.trim_start_matches('-');
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let zero = whole.is_empty() && fraction.is_empty();
    (number.starts_with('-') && !zero, whole, fraction)
}

/// Whether a value is an integer that a column of the type cannot hold, which may be
/// compared with one that does all the same.
fn is_wider(column: &TableColumn, value: &Value<'_>) -> bool {
    match (column.ty, value) {
        ("smallint", Value::Integer(number)) => i16::try_from(*number).is_err(),
        ("integer", Value::Integer(number)) => i32::try_from(*number).is_err(),
        _ => false,
    }
}

impl Statement {
    /// Appends the place of the value of that number.
    pub(super) fn place(&mut self, number: usize) {
        self.push("$");
        self.push_number(number);
    }

    /// Appends a function of what a column holds in many rows.
    pub(super) fn aggregate(&mut self, function: &str, column: &TableColumn, name: Name) {
        let (before, after) = around(function, column);
        self.push_all(&before);
        self.name(name);
        self.push(after);
    }

    /// Appends a value to compare with.
    pub(super) fn operand(&mut self, _: &Term, column: &TableColumn, value: Owned) {
        let wider = is_wider(column, &value);
        self.bind(value);
        self.push(if wider { "::bigint" } else { "" });
    }

    /// Appends that a column is among values. One array holds any number of them, so that
    /// the statement's text does not depend on it.
    pub(super) fn among(&mut self, name: Name, column: &TableColumn, values: Vec<Owned>) {
        let wider = values.iter().any(|value| is_wider(column, value));
        self.name(name);
        self.push(" = ANY(");
        self.bind(Value::Text(array(values).into()));
        self.push(if wider { "::bigint[])" } else { ")" });
    }

    /// Appends a comparison with text: NULL for a column that is NULL, as every comparison
    /// is.
    pub(super) fn matching(&mut self, column: Name, how: Matching, text: String) {
        let (before, behind, after) = match how {
            Matching::Like => ("", " LIKE ", ""),
            Matching::CaseInsensitiveLike => ("", " ILIKE ", ""),
            Matching::Contains => ("strpos(", ", ", ") > 0"),
            Matching::StartsWith => ("starts_with(", ", ", ")"),
            Matching::EndsWith => return self.ends_with(column, text),
        };
        self.push(before);
        self.name(column);
        self.push(behind);
        self.bind(Value::Text(text.into()));
        self.push(after);
    }

    fn ends_with(&mut self, column: Name, text: String) {
        self.push("right(");
        self.name(column);
        self.push(", length(");
        self.bind(Value::Text(text.into()));
        self.push("::text)) = ");
        // The value is named twice and bound once.
        self.place(self.values.len());
        self.push("::text");
    }

    /// Appends how many rows are read.
    pub(super) fn limit(&mut self, limit: Option<u32>, offset: Option<u32>) {
        for (word, rows) in [(" LIMIT ", limit), (" OFFSET ", offset)] {
            if let Some(rows) = rows {
                self.push(word);
                self.bind(Value::Integer(i64::from(rows)));
            }
        }
    }
}

/// The name of a table without the schema that it is in: what its columns are named after.
pub(super) fn own_name(table: &'static str) -> &'static str {
    let mut quoted = false;
    let dots = table.bytes().enumerate().filter(|&(_, letter)| {
        quoted ^= letter == b'"';
        letter == b'.' && !quoted
    });
    let start = dots.last().map_or(0, |(dot, _)| dot + 1);
    table.get(start..).unwrap_or(table)
}
