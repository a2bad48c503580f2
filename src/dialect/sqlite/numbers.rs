//! Columns that the database numbers.

use crate::dialect::Sql;
use crate::tables::Numbered;

/// An INTEGER that is the primary key is numbered without a word, and there are no sequences.
pub fn numbered(_: &Numbered) -> Option<Sql> {
    None
}
