//! What an UPDATE sets.

use super::value::Owned;

/// Columns, and what they are set to.
#[derive(Default)]
pub(super) struct Changes {
    /// The columns, in the table's order, so that the order of the calls makes no text of
    /// its own.
    pub(super) columns: Vec<usize>,
    /// The value of each.
    pub(super) values: Vec<Owned>,
}

impl Changes {
    /// Whether nothing is set.
    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Sets a column; the last value holds.
    pub(super) fn set(&mut self, column: usize, value: Owned) {
        match self.columns.binary_search(&column) {
            Err(place) => {
                self.columns.insert(place, column);
                self.values.insert(place, value);
            }
            Ok(place) => {
                if let Some(before) = self.values.get_mut(place) {
                    *before = value;
                }
            }
        }
    }
}
