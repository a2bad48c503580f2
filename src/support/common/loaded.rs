//! What is loaded with rows, as fields of their models.

use super::{Error, Result, Table};

/// What belongs to each of some rows, in their order: the fields of models in the making.
pub(crate) struct Loaded<T> {
    loaded: std::vec::IntoIter<T>,
    table: &'static Table,
}

impl<T> Loaded<T> {
    /// What was loaded for rows of that table.
    pub(super) fn of(loaded: Vec<T>, table: &'static Table) -> Self {
        Self {
            loaded: loaded.into_iter(),
            table,
        }
    }

    /// What belongs to the next row.
    pub(crate) fn next(&mut self) -> Result<T> {
        self.loaded.next().ok_or(Error::NotFound {
            table: self.table.name,
        })
    }
}
