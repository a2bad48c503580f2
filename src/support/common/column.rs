//! Typed columns, and the filters and orders made of them.

use std::marker::PhantomData;

use super::filter::{Condition, Filter, Matching};
use super::select::Sort;
use super::term::Term;
use super::{Field, Model, Rows, TableColumn, Value};

/// A column of model `M` whose field has the type `T`: `Person::NAME`.
pub struct Column<M, T> {
    index: usize,
    marker: PhantomData<fn() -> (M, T)>,
}

/// One term of an ORDER BY, of rows of `M`, or of groups of them, where `K` is
/// [`Groups`](super::Groups).
pub struct Order<M, K = Rows> {
    pub(super) sort: Sort,
    marker: PhantomData<fn() -> (M, K)>,
}

/// What a column can be compared with: a value of its type, or another column of the same
/// model.
#[diagnostic::on_unimplemented(
    message = "a `{T}` of `{M}` cannot be compared with `{Self}`",
    label = "expected a `{T}`, or a column of `{M}` with that type",
    note = "for NULL there are `is_null()` and `is_not_null()`"
)]
pub trait Operand<M, T> {
    /// The value, or the column's number.
    fn operand(self) -> Compared;
}

/// The right side of a comparison.
#[derive(Debug, Clone)]
pub enum Compared {
    /// A value, to be bound.
    Value(Value<'static>),
    /// A column of the same table, by number.
    Column(usize),
}

impl<M, K> Order<M, K> {
    pub(super) fn new(term: Term, descending: bool) -> Self {
        Self {
            sort: Sort { term, descending },
            marker: PhantomData,
        }
    }
}

impl<M, T> Clone for Column<M, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, T> Copy for Column<M, T> {}

impl<M: Model, T> Column<M, T> {
    /// The column of that number in the model's table.
    pub const fn new(index: usize) -> Self {
        Self {
            index,
            marker: PhantomData,
        }
    }

    pub(super) fn number(self) -> usize {
        self.index
    }

    pub(super) fn info(self) -> &'static TableColumn {
        M::TABLE.column(self.index)
    }

    /// `column IS NULL`
    pub fn is_null(self) -> Filter<M> {
        Filter::new(Condition::Null {
            column: self.index,
            negated: false,
        })
    }

    /// `column IS NOT NULL`
    pub fn is_not_null(self) -> Filter<M> {
        Filter::new(Condition::Null {
            column: self.index,
            negated: true,
        })
    }

    /// Ascending order.
    pub fn asc(self) -> Order<M> {
        Order::new(Term::Column(self.index), false)
    }

    /// Descending order.
    pub fn desc(self) -> Order<M> {
        Order::new(Term::Column(self.index), true)
    }
}

impl<M: Model, T: Field> Column<M, T> {
    /// `column = value`. No row is equal to NULL: see [`is_null`](Self::is_null).
    pub fn eq(self, other: impl Operand<M, T::Bare>) -> Filter<M> {
        self.compare("=", other.operand())
    }

    /// `column <> value`. Rows that are NULL there do not match.
    pub fn ne(self, other: impl Operand<M, T::Bare>) -> Filter<M> {
        self.compare("<>", other.operand())
    }

    /// `column < value`
    pub fn lt(self, other: impl Operand<M, T::Bare>) -> Filter<M> {
        self.compare("<", other.operand())
    }

    /// `column <= value`
    pub fn le(self, other: impl Operand<M, T::Bare>) -> Filter<M> {
        self.compare("<=", other.operand())
    }

    /// `column > value`
    pub fn gt(self, other: impl Operand<M, T::Bare>) -> Filter<M> {
        self.compare(">", other.operand())
    }

    /// `column >= value`
    pub fn ge(self, other: impl Operand<M, T::Bare>) -> Filter<M> {
        self.compare(">=", other.operand())
    }

    /// `column >= low AND column <= high`
    pub fn between(
        self,
        low: impl Operand<M, T::Bare>,
        high: impl Operand<M, T::Bare>,
    ) -> Filter<M> {
        self.ge(low) & self.le(high)
    }

    /// `column IN (…)`, for any number of values; for none, no row.
    pub fn in_<V>(self, values: impl IntoIterator<Item = V>) -> Filter<M>
    where
        V: Operand<M, T::Bare>,
    {
        let values = values.into_iter().map(|value| value.operand()).collect();
        Filter::new(Condition::In {
            column: self.index,
            values,
        })
    }

    /// `column NOT IN (…)`, for any number of values; for none, every row but those that
    /// are NULL there, which never match.
    pub fn not_in<V>(self, values: impl IntoIterator<Item = V>) -> Filter<M>
    where
        V: Operand<M, T::Bare>,
    {
        !self.in_(values) & self.is_not_null()
    }

    fn compare(self, operator: &'static str, other: Compared) -> Filter<M> {
        Filter::new(Condition::Compare {
            column: self.index,
            operator,
            other,
        })
    }
}

impl<M: Model, T: Field<Bare = String>> Column<M, T> {
    /// `column LIKE pattern`, as the database does it: on SQLite, without regard to the
    /// case of ASCII letters.
    pub fn like(self, pattern: &str) -> Filter<M> {
        self.matching(Matching::Like, pattern)
    }

    /// `lower(column) LIKE lower(pattern)`
    pub fn ilike(self, pattern: &str) -> Filter<M> {
        self.matching(Matching::CaseInsensitiveLike, pattern)
    }

    /// Whether the text begins with exactly `text`, in which no character is special.
    pub fn starts_with(self, text: &str) -> Filter<M> {
        self.matching(Matching::StartsWith, text)
    }

    /// Whether the text ends with exactly `text`, in which no character is special.
    pub fn ends_with(self, text: &str) -> Filter<M> {
        self.matching(Matching::EndsWith, text)
    }

    /// Whether exactly `text`, in which no character is special, is somewhere in it.
    pub fn contains(self, text: &str) -> Filter<M> {
        self.matching(Matching::Contains, text)
    }

    fn matching(self, how: Matching, text: &str) -> Filter<M> {
        Filter::new(Condition::Match {
            column: self.index,
            how,
            text: text.to_owned(),
        })
    }
}

impl<M, T: Field<Bare = T>> Operand<M, T> for T {
    fn operand(self) -> Compared {
        Compared::Value(self.bind().into_owned())
    }
}

impl<M: Model, T, U: Field<Bare = T>> Operand<M, T> for Column<M, U> {
    fn operand(self) -> Compared {
        Compared::Column(self.index)
    }
}

impl<M> Operand<M, String> for &str {
    fn operand(self) -> Compared {
        Compared::Value(Value::Text(self.to_owned().into()))
    }
}

impl<M> Operand<M, String> for &String {
    fn operand(self) -> Compared {
        Compared::Value(Value::Text(self.clone().into()))
    }
}

impl<M> Operand<M, Vec<u8>> for &[u8] {
    fn operand(self) -> Compared {
        Compared::Value(Value::Blob(self.to_vec().into()))
    }
}

macro_rules! number_operand {
    ($($number:ty => $($column:ty)*;)*) => {$($(
        impl<M> Operand<M, $column> for $number {
            fn operand(self) -> Compared {
                Compared::Value(Value::Integer(i64::from(self)))
            }
        }
    )*)*};
}

// Integers of every width compare with columns of every width, so that a literal just
// works.
number_operand! {
    i8 => i16 i32 i64 u64 f64;
    u8 => i16 i32 i64 u64 f64;
    i16 => i32 i64 u64 f64;
    u16 => i16 i32 i64 u64 f64;
    i32 => i16 i64 u64 f64;
    u32 => i16 i32 i64 u64 f64;
    i64 => i16 i32 u64;
}
