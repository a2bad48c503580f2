//! Columns that the database numbers.

use crate::tables::{Numbered, Table};

/// The first number that a table gives out, if it is not 1. A sequence has no effect here.
pub fn start(table: &Table) -> Option<i64> {
    table
        .columns
        .iter()
        .find_map(|column| match &column.numbered {
            Some(Numbered::Identity(numbers)) => numbers.start,
            _ => None,
        })
}
