//! Conditions of a WHERE clause: built typed, kept untyped.

use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

use super::{Compared, Fixed, Model, Table};

/// A condition on rows of model `M`; joined with `&`, `|` and `!`.
#[must_use]
pub struct Filter<M> {
    condition: Condition,
    marker: PhantomData<fn() -> M>,
}

/// A condition on the rows of one table, its columns by number.
#[derive(Debug, Clone)]
pub(super) enum Condition {
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
    Counted {
        rows: Box<Counted>,
        operator: &'static str,
        number: u32,
    },
    Not(Box<Condition>),
    Both(Box<Condition>, Box<Condition>),
    Either(Box<Condition>, Box<Condition>),
}

/// How text is matched.
#[derive(Debug, Clone, Copy)]
pub(super) enum Matching {
    Like,
    CaseInsensitiveLike,
    StartsWith,
    EndsWith,
    Contains,
}

/// That there is a row of another table, with these columns equal, that fulfils a
/// condition.
#[derive(Debug, Clone)]
pub(super) struct Related {
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
pub(super) struct Counted {
    pub related: Related,
    /// Columns of which equal values count once; none where every row counts.
    pub distinct: &'static [usize],
}

impl Condition {
    /// Both of them.
    pub(super) fn and(self, other: Self) -> Self {
        Condition::Both(Box::new(self), Box::new(other))
    }
}

impl<M: Model> Filter<M> {
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

impl<M> Clone for Filter<M> {
    fn clone(&self) -> Self {
        Self {
            condition: self.condition.clone(),
            marker: PhantomData,
        }
    }
}

impl<M: Model> BitAnd for Filter<M> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self::new(self.condition.and(other.condition))
    }
}

impl<M: Model> BitOr for Filter<M> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self::new(Condition::Either(
            Box::new(self.condition),
            Box::new(other.condition),
        ))
    }
}

impl<M: Model> Not for Filter<M> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(Condition::Not(Box::new(self.condition)))
    }
}
