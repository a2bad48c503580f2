//! One-to-many relationships.

use std::marker::PhantomData;

use rusqlite::Connection;

use super::filter::{Condition, Counted};
use super::load::belonging;
use super::loaded::Loaded;
use super::select::Select;
use super::term::Term;
use super::{Append, Expression, Filter, Link, Load, Loads, Model};
use super::{Order, Query, Result, Trees};

/// A one-to-many relationship: a `P` has any number of `C`. With it come the relationships
/// of `C` that are loaded along, `L`. Once it is ordered or cut, `S` is [`Part`], and rows
/// of `P` can no longer be filtered by it.
#[must_use]
pub struct HasMany<P, C, L = (), S = Whole> {
    pub(super) link: &'static Link,
    pub(super) select: Select,
    loads: L,
    marker: Types<P, C, S>,
}

pub(super) type Types<P, C, S> = PhantomData<fn() -> (P, C, S)>;

/// All rows of a relationship that match.
pub struct Whole;

/// Rows of a relationship in an order, or some of them.
pub struct Part;

impl<P: Model, C: Model> HasMany<P, C> {
    /// The relationship of that link.
    pub const fn new(link: &'static Link) -> Self {
        Self {
            link,
            select: Select::new(link.order),
            loads: (),
            marker: PhantomData,
        }
    }

    /// Rows to which at least one row belongs that matches:
    /// `key IN (SELECT key FROM … WHERE …)`.
    pub fn any(self, filter: Filter<C>) -> Filter<P> {
        self.filter(filter).exists()
    }

    /// Rows to which no row belongs that matches.
    pub fn none(self, filter: Filter<C>) -> Filter<P> {
        !self.any(filter)
    }

    /// Rows to which that row belongs, by the key that it holds: `key IS ?`. What the
    /// relationship is narrowed by is asked of it in the database.
    pub fn contains(self, row: &C) -> Filter<P> {
        Filter::new(self.link.holder::<P, C>(row, self.select.condition))
    }

    /// Rows to which at least one row belongs.
    pub fn exists(self) -> Filter<P> {
        let related = self.link.related(C::TABLE, self.select.condition);
        Filter::new(Condition::Related(Box::new(related)))
    }

    /// How many rows belong to a row, `filter(Person::OFFENCES.count().ge(3))`; how many of
    /// those that match, `Person::OFFENCES.filter(…).count()`.
    pub fn count(self) -> Expression<P, u64> {
        let counted = Counted {
            related: self.link.related(C::TABLE, self.select.condition),
            distinct: &[],
        };
        Expression::new(Term::Count(Box::new(counted)))
    }

    /// What belongs to each of these rows, as a field of it.
    pub(crate) fn loaded_along(
        self,
        db: &Connection,
        rows: &[P::Columns],
    ) -> Result<Loaded<Vec<C>>> {
        let loaded = belonging(db, self.link, &self.select, &(), rows)?;
        Ok(Loaded::of(loaded, P::TABLE))
    }
}

impl<M: Model, S> HasMany<M, M, (), S> {
    /// Loads the rows of rows with them, so many levels deep, as [`Tree`](super::Tree)s by
    /// one statement for each level that has rows.
    pub fn recursion_depth(self, levels: u32) -> Trees<Self> {
        Trees::of(self, levels)
    }
}

impl<P: Model, C: Model, L: Loads<C>, S> HasMany<P, C, L, S> {
    /// Only rows that match; several filters must all match.
    pub fn filter(mut self, filter: Filter<C>) -> Self {
        self.select.filter(filter.into_condition());
        self
    }

    /// Orders the rows, before the order that the schema gives them; further calls decide
    /// among equals.
    pub fn order_by(mut self, order: Order<C>) -> HasMany<P, C, L, Part> {
        self.select.order.push(order.sort);
        self.part()
    }

    /// At most so many rows for each that they belong to.
    pub fn limit(mut self, rows: u32) -> HasMany<P, C, L, Part> {
        self.select.limit = Some(rows);
        self.part()
    }

    /// Leaves out so many rows at the beginning, for each that they belong to.
    pub fn offset(mut self, rows: u32) -> HasMany<P, C, L, Part> {
        self.select.offset = Some(rows);
        self.part()
    }

    /// Loads a relationship of the loaded rows with them.
    pub fn with<R: Load<C>>(self, relationship: R) -> HasMany<P, C, L::Tuple, S>
    where
        L: Append<R>,
    {
        HasMany {
            link: self.link,
            select: self.select,
            loads: self.loads.append(relationship),
            marker: PhantomData,
        }
    }

    /// The rows that belong to this one, to be refined.
    pub fn of(mut self, row: &P) -> Query<C, L> {
        self.link.narrow(&mut self.select, row);
        Query::of(self.select, self.loads)
    }

    /// What belongs to each of these rows, in their order, by one statement.
    ///
    /// # Errors
    /// Those of a query.
    pub fn load(&self, db: &Connection, rows: &[P]) -> Result<Vec<Vec<L::Row>>> {
        belonging(db, self.link, &self.select, &self.loads, rows)
    }

    fn part(self) -> HasMany<P, C, L, Part> {
        HasMany {
            link: self.link,
            select: self.select,
            loads: self.loads,
            marker: PhantomData,
        }
    }
}

impl<P: Model, C: Model, L: Loads<C>, S> Load<P> for HasMany<P, C, L, S> {
    type Output = Vec<L::Row>;

    fn load(&self, db: &Connection, rows: &[P]) -> Result<Vec<Self::Output>> {
        self.load(db, rows)
    }
}
