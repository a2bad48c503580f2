//! Relationships as values: to load with, to filter by, to query from.

use std::marker::PhantomData;

use rusqlite::Connection;

use super::filter::{Condition, Related};
use super::load::{at_most_one, belonging};
use super::{Append, Compared, Error, Filter, Load, Loads, Model, Query, Result};

/// How two tables hang together; columns by number.
#[derive(Debug)]
pub struct Link {
    /// Model and relationship: `Person.offences`.
    pub name: &'static str,
    /// The key in the table of the model that has the relationship.
    pub local: &'static [usize],
    /// The same key in the target's table.
    pub remote: &'static [usize],
    /// The order of the target's rows: columns, and whether they descend.
    pub order: &'static [(usize, bool)],
    /// The statement that loads the target's rows for a JSON array of keys, as
    /// [`json_each`] takes it apart: `… WHERE key IN (SELECT value FROM json_each(?1))`. A
    /// key of several columns is a JSON array in it, `(a, b) IN (SELECT value ->> 0, value
    /// ->> 1 FROM json_each(?1))`; bytes are hexadecimal digits, `unhex(value)`.
    ///
    /// [`json_each`]: https://sqlite.org/json1.html#jeach
    pub load: &'static str,
}

/// A one-to-many relationship: a `P` has any number of `C`. With it come the relationships
/// of `C` that are loaded along, `L`.
#[must_use]
pub struct HasMany<P, C, L = ()> {
    link: &'static Link,
    loads: L,
    marker: PhantomData<fn() -> (P, C)>,
}

/// A one-to-one relationship, seen from the side without the key: a `P` has a `C`, or none.
#[must_use]
pub struct HasOne<P, C, L = ()> {
    link: &'static Link,
    loads: L,
    marker: PhantomData<fn() -> (P, C)>,
}

/// A many-to-one relationship, or a one-to-one seen from the side with the key: a `C`
/// belongs to a `T`, which is a model, or an `Option` of one where the key may be NULL.
#[must_use]
pub struct BelongsTo<C, T, L = ()> {
    link: &'static Link,
    loads: L,
    marker: PhantomData<fn() -> (C, T)>,
}

/// A model, or an `Option` of one.
pub trait One {
    /// The model.
    type Model: Model;

    /// What is loaded of it: `R`, or an `Option` of it.
    type Of<R: Clone>: Clone;

    /// Takes what was found.
    ///
    /// # Errors
    /// [`Error::NoParent`] where nothing was found and there must be a row.
    fn take<R: Clone>(found: Option<R>, link: &'static Link) -> Result<Self::Of<R>>;
}

impl<M: Model> One for M {
    type Model = M;
    type Of<R: Clone> = R;

    fn take<R: Clone>(found: Option<R>, link: &'static Link) -> Result<R> {
        found.ok_or(Error::NoParent {
            relationship: link.name,
        })
    }
}

impl<M: Model> One for Option<M> {
    type Model = M;
    type Of<R: Clone> = Option<R>;

    fn take<R: Clone>(found: Option<R>, _: &'static Link) -> Result<Option<R>> {
        Ok(found)
    }
}

impl<P: Model, C: Model> HasMany<P, C> {
    /// The relationship of that link.
    pub const fn new(link: &'static Link) -> Self {
        Self {
            link,
            loads: (),
            marker: PhantomData,
        }
    }

    /// Rows to which at least one row belongs that matches:
    /// `key IN (SELECT key FROM … WHERE …)`.
    pub fn any(self, filter: Filter<C>) -> Filter<P> {
        related::<P, C>(self.link, Some(filter))
    }

    /// Rows to which at least one row belongs.
    pub fn exists(self) -> Filter<P> {
        related::<P, C>(self.link, None)
    }

    /// The rows that belong to this one, to be refined.
    pub fn of(self, row: &P) -> Query<C> {
        query(self.link, row)
    }
}

impl<P: Model, C: Model> HasOne<P, C> {
    /// The relationship of that link.
    pub const fn new(link: &'static Link) -> Self {
        Self {
            link,
            loads: (),
            marker: PhantomData,
        }
    }

    /// Rows to which a row belongs that matches: `key IN (SELECT key FROM … WHERE …)`.
    pub fn has(self, filter: Filter<C>) -> Filter<P> {
        related::<P, C>(self.link, Some(filter))
    }

    /// Rows to which a row belongs.
    pub fn exists(self) -> Filter<P> {
        related::<P, C>(self.link, None)
    }

    /// The row that belongs to this one, to be refined.
    pub fn of(self, row: &P) -> Query<C> {
        query(self.link, row)
    }
}

impl<C: Model, T: One> BelongsTo<C, T> {
    /// The relationship of that link.
    pub const fn new(link: &'static Link) -> Self {
        Self {
            link,
            loads: (),
            marker: PhantomData,
        }
    }

    /// Rows that belong to a row that matches: `key IN (SELECT key FROM … WHERE …)`.
    pub fn has(self, filter: Filter<T::Model>) -> Filter<C> {
        related::<C, T::Model>(self.link, Some(filter))
    }

    /// Rows that belong to a row.
    pub fn exists(self) -> Filter<C> {
        related::<C, T::Model>(self.link, None)
    }

    /// The row that this one belongs to, to be refined.
    pub fn of(self, row: &C) -> Query<T::Model> {
        query(self.link, row)
    }
}

impl<P, C: Model, L> HasMany<P, C, L> {
    /// Loads a relationship of the loaded rows with them.
    pub fn with<R: Load<C>>(self, relationship: R) -> HasMany<P, C, L::Tuple>
    where
        L: Append<R>,
    {
        HasMany {
            link: self.link,
            loads: self.loads.append(relationship),
            marker: PhantomData,
        }
    }
}

impl<P, C: Model, L> HasOne<P, C, L> {
    /// Loads a relationship of the loaded rows with them.
    pub fn with<R: Load<C>>(self, relationship: R) -> HasOne<P, C, L::Tuple>
    where
        L: Append<R>,
    {
        HasOne {
            link: self.link,
            loads: self.loads.append(relationship),
            marker: PhantomData,
        }
    }
}

impl<C, T: One, L> BelongsTo<C, T, L> {
    /// Loads a relationship of the loaded rows with them.
    pub fn with<R: Load<T::Model>>(self, relationship: R) -> BelongsTo<C, T, L::Tuple>
    where
        L: Append<R>,
    {
        BelongsTo {
            link: self.link,
            loads: self.loads.append(relationship),
            marker: PhantomData,
        }
    }
}

impl<P: Model, C: Model, L: Loads<C>> Load<P> for HasMany<P, C, L> {
    type Output = Vec<L::Row>;

    fn load(&self, db: &Connection, rows: &[P]) -> Result<Vec<Self::Output>> {
        belonging(db, self.link, &self.loads, rows)
    }
}

impl<P: Model, C: Model, L: Loads<C>> Load<P> for HasOne<P, C, L> {
    type Output = Option<L::Row>;

    fn load(&self, db: &Connection, rows: &[P]) -> Result<Vec<Self::Output>> {
        let groups = belonging(db, self.link, &self.loads, rows)?;
        groups.into_iter().map(at_most_one::<C, _>).collect()
    }
}

impl<C: Model, T: One, L: Loads<T::Model>> Load<C> for BelongsTo<C, T, L> {
    type Output = T::Of<L::Row>;

    fn load(&self, db: &Connection, rows: &[C]) -> Result<Vec<Self::Output>> {
        let groups = belonging(db, self.link, &self.loads, rows)?;
        let one = |group| T::take(at_most_one::<T::Model, _>(group)?, self.link);
        groups.into_iter().map(one).collect()
    }
}

fn related<A, B>(link: &'static Link, filter: Option<Filter<B>>) -> Filter<A>
where
    A: Model,
    B: Model,
{
    let condition = filter.map(Filter::into_condition);
    let related = Related {
        local: link.local,
        table: B::TABLE,
        remote: link.remote,
        condition,
    };
    Filter::new(Condition::Related(Box::new(related)))
}

fn query<A: Model, B: Model>(link: &'static Link, row: &A) -> Query<B> {
    let keys = link.local.iter().zip(link.remote);
    let equal = |(&local, &column): (&usize, &usize)| {
        let other = Compared::Value(row.value(local).into_owned());
        Filter::new(Condition::Compare {
            column,
            operator: "=",
            other,
        })
    };
    Query::new().ordered(link.order).filter_all(keys.map(equal))
}
