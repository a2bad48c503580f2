//! Many-to-many relationships: rows that a table between two others links.

use std::marker::PhantomData;

use super::beside::Grouped;
use super::draft::Statement;
use super::filter::{Condition, Counted};
use super::has_many::Types;
use super::join::beside_many;
use super::keys::Keys;
use super::loaded::Loaded;
use super::select::Select;
use super::statement::visit;
use super::term::Term;
use super::{Append, BoxFuture, Cells, Db, Expression, Filter, FromRow, Join, LinkTable};
use super::{Load, Loads, Model, Order, Part, Query, Result, Row, Trees, Whole};

/// A many-to-many relationship: a `P` is linked to any number of `C`, and a `C` to any
/// number of `P`. With it come the relationships of `C` that are loaded along, `L`. Once it
/// is ordered or cut, `S` is [`Part`], and rows of `P` can no longer be filtered by it.
#[must_use]
pub struct ManyToMany<P, C, L = (), S = Whole> {
    pub(super) link: &'static LinkTable,
    select: Select,
    loads: L,
    marker: Types<P, C, S>,
}

impl<P: Model, C: Model> ManyToMany<P, C> {
    /// The relationship of that link table.
    pub const fn new(link: &'static LinkTable) -> Self {
        Self {
            link,
            select: Select::new(link.order),
            loads: (),
            marker: PhantomData,
        }
    }

    /// Rows to which at least one row is linked that matches: `key IN (SELECT … FROM link
    /// table WHERE key IN (SELECT key FROM … WHERE …))`.
    pub fn any(self, filter: Filter<C>) -> Filter<P> {
        self.filter(filter).exists()
    }

    /// Rows to which no row is linked that matches.
    pub fn none(self, filter: Filter<C>) -> Filter<P> {
        !self.any(filter)
    }

    /// Rows to which that row is linked: `key IN (SELECT … FROM link table WHERE key = ?)`.
    /// What the relationship is narrowed by is asked of it in the database.
    pub fn contains(self, row: &C) -> Filter<P> {
        Filter::new(self.link.holder(row, self.select.condition))
    }

    /// Rows to which at least one row is linked.
    pub fn exists(self) -> Filter<P> {
        let links = self.link.links(C::TABLE, self.select.condition);
        Filter::new(Condition::Related(Box::new(links)))
    }

    /// How many rows are linked to a row: `filter(Post::TAGS.count().ge(3))`, and of those
    /// that match, `Post::TAGS.filter(…).count()`.
    pub fn count(self) -> Expression<P, u64> {
        let counted = Counted {
            related: self.link.links(C::TABLE, self.select.condition),
            distinct: match self.link.repeats {
                true => self.link.to_remote,
                false => &[],
            },
        };
        Expression::new(Term::Count(Box::new(counted)))
    }

    /// What is linked to each of these rows, as a field of it.
    pub(crate) async fn loaded_along(
        self,
        db: &dyn Db,
        rows: &[P::Columns],
    ) -> Result<Loaded<Vec<C>>> {
        let loaded = linked(db, self.link, &self.select, &(), rows).await?;
        Ok(Loaded::of(loaded, P::TABLE))
    }
}

impl<M: Model, S> ManyToMany<M, M, (), S> {
    /// Loads the rows of rows with them, so many levels deep, as [`Tree`](super::Tree)s by
    /// one statement for each level that has rows.
    pub fn recursion_depth(self, levels: u32) -> Trees<Self> {
        Trees::of(self, levels)
    }
}

impl<P: Model, C: Model, L: Loads<C>, S> ManyToMany<P, C, L, S> {
    /// Only rows that match; several filters must all match.
    pub fn filter(mut self, filter: Filter<C>) -> Self {
        self.select.filter(filter.into_condition());
        self
    }

    /// Orders the rows, before the order that the schema gives them; further calls decide
    /// among equals.
    pub fn order_by(mut self, order: Order<C>) -> ManyToMany<P, C, L, Part> {
        self.select.order.push(order.sort);
        self.part()
    }

    /// At most so many rows for each that they are linked to.
    pub fn limit(mut self, rows: u32) -> ManyToMany<P, C, L, Part> {
        self.select.limit = Some(rows);
        self.part()
    }

    /// Leaves out so many rows at the beginning, for each that they are linked to.
    pub fn offset(mut self, rows: u32) -> ManyToMany<P, C, L, Part> {
        self.select.offset = Some(rows);
        self.part()
    }

    /// Loads a relationship of the loaded rows with them.
    pub fn with<R: Load<C>>(self, relationship: R) -> ManyToMany<P, C, L::Tuple, S>
    where
        L: Append<R>,
    {
        ManyToMany {
            link: self.link,
            select: self.select,
            loads: self.loads.append(relationship),
            marker: PhantomData,
        }
    }

    /// The rows linked to this one, to be refined.
    pub fn of(mut self, row: &P) -> Query<C, L> {
        self.select.filter(self.link.linked(row));
        Query::of(self.select, self.loads)
    }

    /// What is linked to each of these rows, in their order, by one statement.
    ///
    /// # Errors
    /// Those of a query.
    pub async fn load(&self, db: &dyn Db, rows: &[P]) -> Result<Vec<Vec<L::Row>>> {
        linked(db, self.link, &self.select, &self.loads, rows).await
    }

    fn part(self) -> ManyToMany<P, C, L, Part> {
        ManyToMany {
            link: self.link,
            select: self.select,
            loads: self.loads,
            marker: PhantomData,
        }
    }
}

impl<P: Model, C: Model, L: Loads<C>, S> Load<P> for ManyToMany<P, C, L, S> {
    type Output = Vec<L::Row>;

    fn load<'a>(
        &'a self,
        db: &'a dyn Db,
        rows: &'a [P],
    ) -> BoxFuture<'a, Result<Vec<Self::Output>>> {
        Box::pin(self.load(db, rows))
    }
}

impl<P: Model, C: Model> Join<P> for ManyToMany<P, C> {
    fn joined<'db>(
        &'db self,
        db: &'db dyn Db,
        select: Select,
    ) -> BoxFuture<'db, Result<Grouped<P, C>>> {
        Box::pin(beside_many(db, self.link, select, &self.select))
    }
}

/// The rows of `B` that are linked to each of the rows of `A`, by one statement.
async fn linked<A: Row, B: Model, L: Loads<B>>(
    db: &dyn Db,
    link: &'static LinkTable,
    select: &Select,
    loads: &L,
    rows: &[A],
) -> Result<Vec<Vec<L::Row>>> {
    let mut keys = Keys::of(rows, link.local);
    let mut groups = keys.groups();
    if groups.is_empty() {
        return Ok(keys.deal(groups));
    }
    let statement = link.statement(B::TABLE, select, keys.take_array())?;
    let (owners, linked) = all_numbered(db, &statement).await?;
    for (row, owner) in loads.attach(db, linked).await?.into_iter().zip(owners) {
        if let Some(group) = groups.get_mut(owner) {
            group.push(row);
        }
    }
    Ok(keys.deal(groups))
}

/// All rows, and the number that stands before the columns of each.
async fn all_numbered<M>(db: &dyn Db, statement: &Statement) -> Result<(Vec<usize>, Vec<M>)>
where
    M: Model,
{
    let (mut numbers, mut all) = (Vec::new(), Vec::new());
    visit(
        usize::MAX,
        db,
        &statement.sql,
        &statement.values,
        &mut |row| {
            let cells = Cells::of(row, M::TABLE);
            let number: i64 = cells.read_first(0)?;
            numbers.push(usize::try_from(number).unwrap_or(usize::MAX));
            all.push(cells.behind(1).row()?);
            Ok(())
        },
    )
    .await?;
    Ok((numbers, M::complete(db, all).await?))
}
