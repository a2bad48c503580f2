//! How PostgreSQL spells what databases spell in ways of their own.

use std::cmp::Ordering;

use super::array::array;
use super::filter::Matching;
use super::spell::Statement;
use super::term::Term;
use super::{Compared, Table, TableColumn, Value};

/// What is always fulfilled.
pub(super) const TRUE: &str = "TRUE";

/// The number of a key among those of an array, from 0 on.
pub(super) const KEY: &str = "given.key - 1";

/// What tells the keys of an array apart.
pub(super) const EACH_KEY: &str = "given.key";

/// The place of the value of that number.
pub(super) fn place(number: usize) -> String {
    format!("${number}")
}

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
pub(super) fn alias(name: &'static str) -> String {
    format!(" AS {name}")
}

/// Whether what is read of a column is not the column itself.
pub(super) fn is_converted(column: &TableColumn) -> bool {
    column.as_text
}

/// What is read of a column that is called by that name.
pub(super) fn read(column: &TableColumn, name: &str) -> String {
    match column.as_text {
        true => format!("{name}::text"),
        false => name.to_owned(),
    }
}

/// A function of what a column holds in many rows, of the type that it is read as. Of some
/// types PostgreSQL knows no least value.
pub(super) fn aggregate(function: &str, column: &TableColumn, name: &str) -> String {
    match (function, column.ty) {
        ("sum", "smallint" | "integer" | "bigint") => format!("sum({name})::bigint"),
        ("avg", _) => format!("avg({name})::float8"),
        ("min", "boolean") => format!("bool_and({name})"),
        ("max", "boolean") => format!("bool_or({name})"),
        ("min" | "max", "uuid") => format!("{function}({name}::text COLLATE \"C\")::uuid"),
        ("min" | "max", "bytea") => {
            let digits = format!("encode({name}, 'hex') COLLATE \"C\"");
            format!("decode({function}({digits}), 'hex')")
        }
        _ => format!("{function}({name})"),
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
    /// Appends a value to compare with.
    pub(super) fn operand(
        &mut self,
        _: &Term,
        column: &TableColumn,
        value: Value<'static>,
    ) {
        let wider = is_wider(column, &value);
        self.bind(value);
        self.push(if wider { "::bigint" } else { "" });
    }

    /// Appends that a column is among values. One array holds any number of them, so that
    /// the statement's text does not depend on it.
    pub(super) fn among(
        &mut self,
        name: &str,
        column: &TableColumn,
        values: Vec<Value<'static>>,
    ) {
        let wider = values.iter().any(|value| is_wider(column, value));
        self.push(&format!("{name} = ANY("));
        self.bind(Value::Text(array(values).into()));
        self.push(if wider { "::bigint[])" } else { ")" });
    }

    /// Appends a comparison with text: NULL for a column that is NULL, as every comparison
    /// is.
    pub(super) fn matching(&mut self, column: &str, how: Matching, text: String) {
        let (before, after) = match how {
            Matching::Like => (format!("{column} LIKE "), ""),
            Matching::CaseInsensitiveLike => (format!("{column} ILIKE "), ""),
            Matching::Contains => (format!("strpos({column}, "), ") > 0"),
            Matching::StartsWith => (format!("starts_with({column}, "), ")"),
            Matching::EndsWith => return self.ends_with(column, text),
        };
        self.push(&before);
        self.bind(Value::Text(text.into()));
        self.push(after);
    }

    fn ends_with(&mut self, column: &str, text: String) {
        self.bind(Value::Text(text.into()));
        // The value is named twice and bound once.
        let place = place(self.values.len());
        self.sql.truncate(self.sql.len() - place.len());
        self.push(&format!(
            "right({column}, length({place}::text)) = {place}::text"
        ));
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
