//! Pages by key: the rows behind a row in a query's order, or before it.

use super::filter::Condition;
use super::select::{Select, Sort};
use super::term::Term;
use super::{Compared, Error, Result, Row, Table, Value};

/// From where in the order the rows are read.
#[derive(Debug, Clone)]
pub struct Seek {
    /// What a row has in each column; none for the beginning, or the end, of all rows.
    pub place: Option<Vec<Value<'static>>>,
    /// Whether the rows before it are read, the nearest of them first.
    pub backwards: bool,
}

impl Seek {
    /// The place of that row.
    pub(super) fn at<R: Row>(row: Option<&R>, backwards: bool) -> Self {
        let columns = 0..R::TABLE.columns.len();
        let place = row.map(|row| {
            let values = columns.map(|column| row.value(column).into_owned());
            values.collect()
        });
        Self { place, backwards }
    }
}

impl Select {
    /// The same rows by conditions and orders alone. The primary key decides among equals.
    pub(super) fn settled(mut self, table: &'static Table) -> Result<Self> {
        let Some(seek) = self.seek.take() else {
            return Ok(self);
        };
        let forward = self.columns_in_order(table)?;
        let mut order = forward.clone();
        for (_, descending) in &mut order {
            *descending ^= seek.backwards;
        }
        let beyond = |place: Vec<Value<'static>>| beyond(table, &order, &place);
        if let Some(condition) = seek.place.and_then(beyond) {
            self.filter(condition);
        }
        self.sort_by(&order);
        if seek.backwards {
            let distinct = self.distinct;
            self = Select::within(self);
            self.distinct = distinct;
            self.sort_by(&forward);
        }
        Ok(self)
    }

    fn sort_by(&mut self, columns: &[(usize, bool)]) {
        self.order = columns.iter().map(Sort::by).collect();
        self.natural = &[];
    }

    /// By which columns the rows are ordered, and whether they descend.
    fn columns_in_order(&self, table: &'static Table) -> Result<Vec<(usize, bool)>> {
        let mut order: Vec<(usize, bool)> = Vec::new();
        for sort in &self.order {
            let Term::Column(column) = sort.term else {
                return Err(Error::NoPlace { table: table.name });
            };
            order.push((column, sort.descending));
        }
        order.extend(self.natural);
        if order
            .iter()
            .any(|(column, _)| table.column(*column).deferred)
        {
            return Err(Error::NoPlace { table: table.name });
        }
        order.extend(table.primary_key.iter().map(|&column| (column, false)));
        let mut seen = Vec::new();
        order.retain(|(column, _)| {
            let first = !seen.contains(column);
            seen.push(*column);
            first
        });
        Ok(order)
    }
}

/// What is fulfilled behind a place in that order: `a >= ? AND (a > ? OR …)`, where the
/// next column goes on, so that an index can find the first row.
fn beyond(
    table: &'static Table,
    order: &[(usize, bool)],
    place: &[Value<'static>],
) -> Option<Condition> {
    let (&(column, descending), rest) = order.split_first()?;
    let value = place.get(column)?;
    let null = |negated| Condition::Null { column, negated };
    let compare = |operator| Condition::Compare {
        column,
        operator,
        other: Compared::Value(value.clone()),
    };
    // NULLs come first, and last where the order descends.
    let nulls_follow = descending && table.column(column).nullable;
    let or_null = |condition: Condition| match nulls_follow {
        true => condition.or(null(false)),
        false => condition,
    };
    let rest = beyond(table, rest, place);
    let (less, not_more) = (or_null(compare("<")), or_null(compare("<=")));
    Some(match (value.is_null(), descending, rest) {
        (true, false, None) => null(true),
        (true, false, Some(rest)) => null(true).or(rest),
        (true, true, None) => null(false).and(null(true)),
        (true, true, Some(rest)) => null(false).and(rest),
        (false, false, None) => compare(">"),
        (false, false, Some(rest)) => compare(">=").and(compare(">").or(rest)),
        (false, true, None) => less,
        (false, true, Some(rest)) => not_more.and(less.or(rest)),
    })
}
