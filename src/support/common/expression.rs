//! Typed values that the database computes: how many rows belong to a row, a column of what
//! it belongs to, and aggregates of many rows.

use std::marker::PhantomData;

use super::filter::Condition;
use super::has_many::Types;
use super::term::Term;
use super::{Column, Compared, Field, Filter, Model, Operand, Order};

/// What is computed of each row by itself.
#[derive(Debug, Clone, Copy)]
pub struct Rows;

/// What is computed of many rows: of a group, or of all.
#[derive(Debug, Clone, Copy)]
pub struct Groups;

/// A value of type `T` that the database computes of a row of `M`; of a group of them,
/// where `K` is [`Groups`].
#[must_use]
pub struct Expression<M, T, K = Rows> {
    term: Term,
    marker: Types<M, T, K>,
}

/// A number of which the database makes a mean, and a sum of type `S`.
#[diagnostic::on_unimplemented(
    message = "the database makes no sum and no mean of `{Self}`",
    label = "expected a column of integers, or of `f64`",
    note = "decimals would be added up as binary numbers, which are not exact: select the \
            column, and add up its values"
)]
pub trait Summed<S> {}

impl Summed<i64> for i16 {}

impl Summed<i64> for i32 {}

impl Summed<i64> for i64 {}

impl Summed<f64> for f64 {}

/// How many rows there are: `count(*)`.
pub fn count<M>() -> Expression<M, u64, Groups> {
    Expression::new(Term::Rows)
}

impl<M: Model, T: Field> Column<M, T> {
    /// `count(column)`: how many rows are not NULL there.
    pub fn count(self) -> Expression<M, u64, Groups> {
        self.aggregate("count")
    }

    /// `sum(column)`: `None` where every row is NULL there, or there is none. A statement
    /// fails with [`Error::Overflow`](super::Error::Overflow) where a sum of integers is
    /// beyond `i64`.
    pub fn sum<S>(self) -> Expression<M, Option<S>, Groups>
    where
        T::Bare: Summed<S>,
    {
        self.aggregate("sum")
    }

    /// `avg(column)`, the mean: `None` where every row is NULL there, or there is none.
    pub fn avg<S>(self) -> Expression<M, Option<f64>, Groups>
    where
        T::Bare: Summed<S>,
    {
        self.aggregate("avg")
    }

    /// `min(column)`: what comes first in ascending order; `None` where every row is NULL
    /// there, or there is none.
    pub fn min(self) -> Expression<M, Option<T::Bare>, Groups> {
        self.aggregate("min")
    }

    /// `max(column)`: what comes last in ascending order; `None` where every row is NULL
    /// there, or there is none.
    pub fn max(self) -> Expression<M, Option<T::Bare>, Groups> {
        self.aggregate("max")
    }

    fn aggregate<U>(self, function: &'static str) -> Expression<M, U, Groups> {
        Expression::new(Term::Aggregate(function, self.number()))
    }
}

impl<M, T, K> Expression<M, T, K> {
    pub(super) fn new(term: Term) -> Self {
        Self {
            term,
            marker: PhantomData,
        }
    }

    pub(super) fn term(&self) -> Term {
        self.term.clone()
    }

    /// Ascending order.
    pub fn asc(self) -> Order<M, K> {
        Order::new(self.term, false)
    }

    /// Descending order.
    pub fn desc(self) -> Order<M, K> {
        Order::new(self.term, true)
    }
}

impl<M, T: Field, K> Expression<M, T, K> {
    /// Equal to that value. NULL is equal to nothing.
    pub fn eq(self, other: impl Operand<K, T::Bare>) -> Filter<M, K> {
        self.compare("=", other.operand())
    }

    /// Another value than that. What is NULL does not match.
    pub fn ne(self, other: impl Operand<K, T::Bare>) -> Filter<M, K> {
        self.compare("<>", other.operand())
    }

    /// Less than that.
    pub fn lt(self, other: impl Operand<K, T::Bare>) -> Filter<M, K> {
        self.compare("<", other.operand())
    }

    /// At most that.
    pub fn le(self, other: impl Operand<K, T::Bare>) -> Filter<M, K> {
        self.compare("<=", other.operand())
    }

    /// More than that.
    pub fn gt(self, other: impl Operand<K, T::Bare>) -> Filter<M, K> {
        self.compare(">", other.operand())
    }

    /// At least that.
    pub fn ge(self, other: impl Operand<K, T::Bare>) -> Filter<M, K> {
        self.compare(">=", other.operand())
    }

    fn compare(self, operator: &'static str, other: Compared) -> Filter<M, K> {
        Filter::new(Condition::Computed {
            term: self.term,
            operator,
            other,
        })
    }
}

impl<M, T, K> Clone for Expression<M, T, K> {
    fn clone(&self) -> Self {
        Self::new(self.term())
    }
}
