//! Relationships as values: to load with, to filter by, to query from.

use std::marker::PhantomData;

use super::filter::Condition;
use super::load::{at_most_one, belonging};
use super::loaded::Loaded;
use super::select::{Select, Sort};
use super::term::Term;
use super::{
    Append, BoxFuture, Column, Db, Error, Expression, Field, Filter, Link, Load, Loads,
    Model,
};
use super::{Order, Query, Result, Row};

/// A one-to-one relationship, seen from the side without the key: a `P` has a `C`, or none.
#[must_use]
pub struct HasOne<P, C, L = ()> {
    pub(super) link: &'static Link,
    loads: L,
    marker: PhantomData<fn() -> (P, C)>,
}

/// A many-to-one relationship, or a one-to-one seen from the side with the key: a `C`
/// belongs to a `T`, which is a model, or an `Option` of one where the key may be NULL.
#[must_use]
pub struct BelongsTo<C, T, L = ()> {
    pub(super) link: &'static Link,
    loads: L,
    marker: PhantomData<fn() -> (C, T)>,
}

/// A model, or an `Option` of one.
pub trait One {
    /// The model.
    type Model: Model;

    /// What is loaded of it: `R`, or an `Option` of it.
    type Of<R: Clone + Send>: Clone + Send;

    /// Takes what was found.
    ///
    /// # Errors
    /// [`Error::NoParent`] where nothing was found and there must be a row.
    fn take<R>(found: Option<R>, link: &'static Link) -> Result<Self::Of<R>>
    where
        R: Clone + Send;
}

impl<M: Model> One for M {
    type Model = M;
    type Of<R: Clone + Send> = R;

    fn take<R: Clone + Send>(found: Option<R>, link: &'static Link) -> Result<R> {
        found.ok_or(Error::NoParent {
            relationship: link.name,
        })
    }
}

impl<M: Model> One for Option<M> {
    type Model = M;
    type Of<R: Clone + Send> = Option<R>;

    fn take<R: Clone + Send>(found: Option<R>, _: &'static Link) -> Result<Option<R>> {
        Ok(found)
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

    /// A column of what belongs to a row, to be selected, compared or ordered by; `None`
    /// for rows without.
    pub fn get<T: Field>(self, column: Column<C, T>) -> Expression<P, Option<T::Bare>> {
        get(self.link, column)
    }

    /// Rows ordered as what belongs to them is; those without come as NULL does.
    pub fn by(self, order: Order<C>) -> Order<P> {
        by(self.link, order)
    }

    /// What belongs to each of these rows, as a field of it.
    pub(crate) async fn loaded_along(
        self,
        db: &dyn Db,
        rows: &[P::Columns],
    ) -> Result<Loaded<Option<C>>> {
        let loaded = one_each::<_, C, ()>(db, self.link, &(), rows).await?;
        Ok(Loaded::of(loaded, P::TABLE))
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

    /// A column of what a row belongs to, to be selected, compared or ordered by:
    /// `Offences::PERSON.get(Person::NAME)`; `None` for rows that belong to nothing.
    pub fn get<U>(self, column: Column<T::Model, U>) -> Expression<C, Option<U::Bare>>
    where
        U: Field,
    {
        get(self.link, column)
    }

    /// Rows ordered as what they belong to is, `Offences::PERSON.by(Person::NAME.asc())`;
    /// those that belong to nothing come as NULL does.
    pub fn by(self, order: Order<T::Model>) -> Order<C> {
        by(self.link, order)
    }

    /// What each of these rows belongs to, as a field of it.
    pub(crate) async fn loaded_along(
        self,
        db: &dyn Db,
        rows: &[C::Columns],
    ) -> Result<Loaded<T::Of<T::Model>>> {
        let loaded = self.taken(db, rows).await?;
        Ok(Loaded::of(loaded, C::TABLE))
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

impl<P: Model, C: Model, L: Loads<C>> HasOne<P, C, L> {
    /// What belongs to each of these rows, in their order, by one statement.
    ///
    /// # Errors
    /// [`Error::SeveralRows`] where several rows belong to one, and those of a query.
    pub async fn load(&self, db: &dyn Db, rows: &[P]) -> Result<Vec<Option<L::Row>>> {
        one_each::<P, C, L>(db, self.link, &self.loads, rows).await
    }
}

impl<C: Model, T: One, L: Loads<T::Model>> BelongsTo<C, T, L> {
    /// What each of these rows belongs to, in their order, by one statement.
    ///
    /// # Errors
    /// [`Error::NoParent`] where there is no row that there must be, and those of a query.
    pub async fn load(&self, db: &dyn Db, rows: &[C]) -> Result<Vec<T::Of<L::Row>>> {
        self.taken(db, rows).await
    }

    async fn taken<R: Row>(&self, db: &dyn Db, rows: &[R]) -> Result<Vec<T::Of<L::Row>>> {
        let found = one_each::<R, T::Model, L>(db, self.link, &self.loads, rows).await?;
        found
            .into_iter()
            .map(|row| T::take(row, self.link))
            .collect()
    }
}

impl<P: Model, C: Model, L: Loads<C>> Load<P> for HasOne<P, C, L> {
    type Output = Option<L::Row>;

    fn load<'a>(
        &'a self,
        db: &'a dyn Db,
        rows: &'a [P],
    ) -> BoxFuture<'a, Result<Vec<Self::Output>>> {
        Box::pin(self.load(db, rows))
    }
}

impl<C: Model, T: One, L: Loads<T::Model>> Load<C> for BelongsTo<C, T, L> {
    type Output = T::Of<L::Row>;

    fn load<'a>(
        &'a self,
        db: &'a dyn Db,
        rows: &'a [C],
    ) -> BoxFuture<'a, Result<Vec<Self::Output>>> {
        Box::pin(self.load(db, rows))
    }
}

fn related<A, B>(link: &'static Link, filter: Option<Filter<B>>) -> Filter<A>
where
    A: Model,
    B: Model,
{
    let condition = filter.map(Filter::into_condition);
    let related = link.related(B::TABLE, condition);
    Filter::new(Condition::Related(Box::new(related)))
}

fn query<A: Row, B: Model>(link: &'static Link, row: &A) -> Query<B> {
    let mut select = Select::new(link.order);
    link.narrow(&mut select, row);
    Query::of(select, ())
}

/// Rows of `A` ordered as the row of `B` is to which they belong.
fn by<A, B: Model>(link: &'static Link, order: Order<B>) -> Order<A> {
    let Sort { term, descending } = order.sort;
    Order::new(Term::Related(link, B::TABLE, Box::new(term)), descending)
}

/// A column of the row of `B` to which rows of `A` belong.
fn get<A, B: Model, T: Field>(
    link: &'static Link,
    column: Column<B, T>,
) -> Expression<A, Option<T::Bare>> {
    let term = Box::new(Term::Column(column.number()));
    Expression::new(Term::Related(link, B::TABLE, term))
}

/// The one row of `B` that belongs to each of these, if there is one.
async fn one_each<A: Row, B: Model, L: Loads<B>>(
    db: &dyn Db,
    link: &'static Link,
    loads: &L,
    rows: &[A],
) -> Result<Vec<Option<L::Row>>> {
    let groups = belonging(db, link, &Select::new(link.order), loads, rows).await?;
    groups.into_iter().map(at_most_one::<B, _>).collect()
}
