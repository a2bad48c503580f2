//! What any number of new rows give for the columns of a table.

use super::{Given, Value};

/// What rows give, one row behind the other.
#[derive(Clone, Copy)]
pub(super) struct Rows<'r, 'v> {
    given: &'r [Given<'v>],
    /// How many columns a row has.
    columns: usize,
}

impl<'r, 'v> Rows<'r, 'v> {
    /// Rows of so many columns.
    pub(super) fn of(given: &'r [Given<'v>], columns: usize) -> Self {
        Self { given, columns }
    }

    /// How many there are.
    pub(super) fn len(self) -> usize {
        self.given.len() / self.columns.max(1)
    }

    /// What each gives.
    pub(super) fn iter(self) -> impl Iterator<Item = &'r [Given<'v>]> {
        self.given.chunks(self.columns.max(1))
    }

    /// What the first gives.
    pub(super) fn first(self) -> &'r [Given<'v>] {
        self.iter().next().unwrap_or_default()
    }

    /// The values that are given, of one row after the other.
    pub(super) fn values(self) -> impl Iterator<Item = &'r Value<'v>> {
        self.given.iter().filter_map(|given| match given {
            Given::Value(value) => Some(value),
            _ => None,
        })
    }

    /// The same in groups, in each of which all rows give the same columns.
    pub(super) fn alike(mut self) -> impl Iterator<Item = Self> {
        std::iter::from_fn(move || {
            let first = self.first();
            let same = self.iter().take_while(|row| are_alike(first, row));
            self.take(same.count().max(1))
        })
    }

    /// The same in batches of at most so many.
    pub(super) fn batches(mut self, most: usize) -> impl Iterator<Item = Self> {
        std::iter::from_fn(move || self.take(batch_of(self.len().min(most))?))
    }

    /// Takes so many of the rows from the beginning.
    fn take(&mut self, rows: usize) -> Option<Self> {
        let (taken, given) = self.given.split_at_checked(rows * self.columns)?;
        self.given = given;
        let columns = self.columns;
        (!taken.is_empty()).then_some(Self::of(taken, columns))
    }
}

/// Rows in batches.
pub(super) fn batches<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let (batch, others) = rows.split_at(batch_of(rows.len())?);
        rows = others;
        Some(batch)
    })
}

/// How many of so many rows, if there are any, go first: a power of two, since a text for
/// every number would fill the cache of statements.
fn batch_of(rows: usize) -> Option<usize> {
    Some(1 << rows.checked_ilog2()?)
}

/// Whether one statement can insert both rows. Rows that leave everything to the database
/// have none: `DEFAULT VALUES` is one row.
fn are_alike(left: &[Given<'_>], right: &[Given<'_>]) -> bool {
    let database = |given: &Given<'_>| matches!(given, Given::Database);
    let same = |(left, right): (&Given<'_>, &Given<'_>)| match (left, right) {
        (Given::Sql(left), Given::Sql(right)) => left == right,
        _ => std::mem::discriminant(left) == std::mem::discriminant(right),
    };
    !left.iter().all(database) && left.iter().zip(right).all(same)
}
