//! What a `primaryjoin` says beside the columns that are equal: columns of one of the two
//! rows, compared with constants.

use std::cmp::Ordering;

use super::dialect;
use super::filter::Condition;
use super::{Compared, Fits, Row, Value};

/// A column that is compared with a constant.
#[derive(Debug)]
pub struct Fixed {
    /// Which of the two rows has the column.
    pub(super) of: End,
    pub(super) column: usize,
    /// `=`, `<>`, `<`, `<=`, `>`, `>=`; `IS` and `IS NOT` for NULL.
    is: &'static str,
    value: Value<'static>,
}

/// One of the two rows of a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// That of the model that has the relationship.
    Local,
    /// The target's.
    Remote,
}

impl Fixed {
    /// A column of the model that has the relationship.
    pub const fn local(column: usize, is: &'static str, value: Value<'static>) -> Self {
        Self {
            of: End::Local,
            column,
            is,
            value,
        }
    }

    /// A column of the target.
    pub const fn remote(column: usize, is: &'static str, value: Value<'static>) -> Self {
        Self {
            of: End::Remote,
            column,
            is,
            value,
        }
    }

    /// Whether it is neither true nor false of NULL, as SQL's comparisons are.
    pub(super) fn is_null_of_null(&self) -> bool {
        !self.value.is_null()
    }

    /// The comparison, for rows of the table that has the column.
    pub(super) fn condition(&self) -> Condition {
        let column = self.column;
        match self.value {
            Value::Null => Condition::Null {
                column,
                negated: self.is == "IS NOT",
            },
            ref value => Condition::Compare {
                column,
                operator: self.is,
                other: Compared::Value(value.clone()),
            },
        }
    }

    /// Whether it is true of a row that was read. Text is compared by its bytes.
    fn holds<R: Row>(&self, row: &R) -> bool {
        let found = row.value(self.column);
        let is_number = matches!(R::TABLE.column(self.column).fits, Fits::Digits(..));
        let order = match (&found, &self.value) {
            (Value::Integer(found), Value::Integer(value)) => Some(found.cmp(value)),
            (Value::Real(found), Value::Real(value)) => found.partial_cmp(value),
            (Value::Text(found), Value::Text(value)) if is_number => {
                dialect::compare_numbers(found, value)
            }
            (Value::Text(found), Value::Text(value)) => Some(found.cmp(value)),
            _ => None,
        };
        match self.is {
            "IS" => found.is_null(),
            "IS NOT" => !found.is_null(),
            "=" => order == Some(Ordering::Equal),
            "<>" => order.is_some_and(Ordering::is_ne),
            "<" => order.is_some_and(Ordering::is_lt),
            "<=" => order.is_some_and(Ordering::is_le),
            ">" => order.is_some_and(Ordering::is_gt),
            ">=" => order.is_some_and(Ordering::is_ge),
            _ => false,
        }
    }
}

/// Those of one of the two rows.
pub(super) fn of(all: &'static [Fixed], end: End) -> impl Iterator<Item = &'static Fixed> {
    all.iter().filter(move |one| one.of == end)
}

/// Whether a row may have anything, as far as its own columns tell.
pub(super) fn leads_from<R: Row>(fixed: &'static [Fixed], row: &R) -> bool {
    of(fixed, End::Local).all(|one| one.holds(row))
}
