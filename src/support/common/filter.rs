//! Conditions of a WHERE clause: built typed, kept untyped.

use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

use super::term::Term;
use super::{Compared, Fixed, Model, Row, Rows, Table};

/// A condition on rows of model `M`, or on groups of them, where `K` is
/// [`Groups`](super::Groups); joined with `&`, `|` and `!`.
#[must_use]
pub struct Filter<M, K = Rows> {
    condition: Condition,
    marker: PhantomData<fn() -> (M, K)>,
}

/// A condition on the rows of one table, its columns by number.
#[derive(Debug, Clone)]
pub enum Condition {
    Null {
        column: usize,
        negated: bool,
    },
    Compare {
        column: usize,
        operator: &'static str,
        other: Compared,
    },
    In {
        column: usize,
        values: Vec<Compared>,
    },
    Match {
        column: usize,
        how: Matching,
        text: String,
    },
    Related(Box<Related>),
    Computed {
        term: Term,
        operator: &'static str,
        other: Compared,
    },
    Not(Box<Condition>),
    Both(Box<Condition>, Box<Condition>),
    Either(Box<Condition>, Box<Condition>),
}

/// How text is matched.
#[derive(Debug, Clone, Copy)]
pub enum Matching {
    Like,
    CaseInsensitiveLike,
    StartsWith,
    EndsWith,
    Contains,
}

/// That there is a row of another table, with these columns equal, that fulfils a
/// condition.
#[derive(Debug, Clone)]
pub struct Related {
    pub local: &'static [usize],
    pub table: &'static Table,
    pub remote: &'static [usize],
    /// What else holds of the two rows.
    pub fixed: &'static [Fixed],
    pub condition: Option<Condition>,
}

/// How many rows of another table there are, with these columns equal, that fulfil a
/// condition.
#[derive(Debug, Clone)]
pub struct Counted {
    pub related: Related,
    /// Columns of which equal values count once; none where every row counts.
    pub distinct: &'static [usize],
}

impl Condition {
    /// That columns hold what a row holds in others.
    pub(super) fn held<R: Row>(
        columns: &[usize],
        operator: &'static str,
        row: &R,
        of_row: &[usize],
    ) -> Option<Self> {
        let pairs = columns.iter().zip(of_row);
        let each = pairs.map(|(&column, &held)| Condition::Compare {
            column,
            operator,
            other: Compared::Value(row.value(held).into_owned()),
        });
        each.reduce(Condition::and)
    }

    /// Both of them.
    pub(super) fn and(self, other: Self) -> Self {
        Condition::Both(Box::new(self), Box::new(other))
    }

    /// One of them, or both.
    pub(super) fn or(self, other: Self) -> Self {
        Condition::Either(Box::new(self), Box::new(other))
    }
}

impl<M, K> Filter<M, K> {
    pub(super) fn new(condition: Condition) -> Self {
        Self {
            condition,
            marker: PhantomData,
        }
    }

    pub(super) fn into_condition(self) -> Condition {
        self.condition
    }
}

impl<M, K> Clone for Filter<M, K> {
    fn clone(&self) -> Self {
        Self {
            condition: self.condition.clone(),
            marker: PhantomData,
        }
    }
}

impl<M: Model, K> BitAnd for Filter<M, K> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self::new(self.condition.and(other.condition))
    }
}

impl<M: Model, K> BitOr for Filter<M, K> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self::new(self.condition.or(other.condition))
    }
}

impl<M: Model, K> Not for Filter<M, K> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(Condition::Not(Box::new(self.condition)))
    }
}
