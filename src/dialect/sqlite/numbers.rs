//! Columns that the database numbers.

use crate::tables::Numbered;

/// An INTEGER that is the primary key is numbered without a word, and there are no sequences.
pub fn numbered(_: &Numbered) -> Option<String> {
    None
}
