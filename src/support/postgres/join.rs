//! What belongs to rows, read by the statement that reads the rows.

use super::beside::{self, Beside, Grouped, Groups, Pairs};
use super::by_key::found;
use super::draft::Statement;
use super::select::Select;
use super::statement::visit;
use super::{BelongsTo, BoxFuture, Cells, Db, FromRow, HasMany, HasOne, Link, Load, Loads};
use super::{Model, One, Query, Result};

/// A relationship for a query's [`join`](Query::join): to one row, or to many of which all
/// come that match.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be joined to `{M}`",
    label = "expected a relationship of `{M}`, neither cut nor ordered",
    note = "what is ordered, cut or has more loaded with it is loaded by `with`"
)]
pub trait Join<M: Model>: Load<M> {
    /// The rows of a query, each with what belongs to it, by one statement.
    ///
    /// # Errors
    /// Those of [`Load::load`].
    fn joined<'db>(
        &'db self,
        db: &'db dyn Db,
        select: Select,
    ) -> BoxFuture<'db, Result<Pairs<M, Self::Output>>>;
}

/// What a query reads by a join.
pub struct Joined<J>(J);

impl<M: Model> Query<M> {
    /// Reads with each row what belongs to it, by the same statement: `LEFT JOIN`. Tuples
    /// come as [`with`](Self::with) would give them, with one round trip less. Where many
    /// belong to a row, rows of equal order come by their keys, and the database sends a
    /// row again with each. If several belong to one that is to have one at most, it comes
    /// once with each.
    pub fn join<J: Join<M>>(self, relationship: J) -> Query<M, Joined<J>> {
        Query::of(self.select, Joined(relationship))
    }
}

impl<M: Model, J: Join<M>> Loads<M> for Joined<J> {
    type Row = (M, J::Output);

    fn attach<'db>(
        &'db self,
        db: &'db dyn Db,
        rows: Vec<M>,
    ) -> BoxFuture<'db, Result<Vec<Self::Row>>> {
        Box::pin(async move {
            let found = self.0.load(db, &rows).await?;
            Ok(rows.into_iter().zip(found).collect())
        })
    }

    fn all<'db>(
        &'db self,
        db: &'db dyn Db,
        select: Select,
    ) -> BoxFuture<'db, Result<Vec<Self::Row>>> {
        self.0.joined(db, select)
    }
}

/// The rows of a query, each with the one that it is joined to, if there is one, as `take`
/// has it.
async fn beside_one<M: Model, T: Model, O: Send>(
    db: &dyn Db,
    link: &'static Link,
    select: Select,
    take: impl Fn(Option<T>) -> Result<O> + Send + Sync,
) -> Result<Pairs<M, O>> {
    let statement = beside::one(link, [M::TABLE, T::TABLE], select)?;
    if M::EAGER || T::EAGER {
        let (mut rows, mut others) = (Vec::new(), Vec::new());
        read::<M, T>(db, link, &statement, &mut |row, other| {
            rows.push(row);
            others.push(other);
            Ok(())
        })
        .await?;
        return complete(db, rows, others, take).await;
    }
    let mut all = Vec::new();
    read::<M, T>(db, link, &statement, &mut |row, other| {
        let other = other.map(whole).transpose()?;
        all.push((whole(row)?, take(other)?));
        Ok(())
    })
    .await?;
    Ok(all)
}

/// The model of a row with which nothing is loaded along.
fn whole<M: Model>(row: M::Columns) -> Result<M> {
    found(M::whole(row).ok(), M::TABLE.name)
}

/// The models, with what is loaded along with them.
async fn complete<M: Model, T: Model, O>(
    db: &dyn Db,
    rows: Vec<M::Columns>,
    others: Vec<Option<T::Columns>>,
    take: impl Fn(Option<T>) -> Result<O> + Send + Sync,
) -> Result<Pairs<M, O>> {
    let rows = M::complete(db, rows).await?.into_iter();
    // Only those that are there can be completed, and go back to their places.
    let there: Vec<bool> = others.iter().map(Option::is_some).collect();
    let others = others.into_iter().flatten().collect();
    let mut others = T::complete(db, others).await?.into_iter();
    rows.zip(there)
        .map(|(row, there)| {
            let other = if there { others.next() } else { None };
            Ok((row, take(other)?))
        })
        .collect()
}

/// What is done with a row and the one that it is joined to.
type Each<'e, M, T> = dyn FnMut(Columns<M>, Option<Columns<T>>) -> Result<()> + Send + 'e;

type Columns<M> = <M as Model>::Columns;

async fn read<M: Model, T: Model>(
    db: &dyn Db,
    link: &'static Link,
    statement: &Statement,
    each: &mut Each<'_, M, T>,
) -> Result<()> {
    let before = M::TABLE.loaded().len();
    visit(
        usize::MAX,
        db,
        &statement.sql,
        &statement.values,
        &mut |row| {
            let cells = Cells::of(row, T::TABLE).behind(before);
            let other = match cells.are_null(link.remote)? {
                true => None,
                false => Some(cells.row()?),
            };
            each(Cells::of(row, M::TABLE).row()?, other)
        },
    )
    .await
}

/// The rows of a query, each with all that are joined to it and that `of` selects.
pub(super) async fn beside_many<M: Model, T: Model>(
    db: &dyn Db,
    link: &dyn Beside,
    select: Select,
    of: &Select,
) -> Result<Grouped<M, T>> {
    let tables = [M::TABLE, T::TABLE];
    let Statement { sql, values } = beside::many(link, tables, select, of)?;
    let mut groups = Groups::<M, T>::of(link);
    visit(usize::MAX, db, &sql, &values, &mut |row| groups.read(row)).await?;
    let rows = M::complete(db, groups.rows).await?;
    let others = T::complete(db, groups.others).await?;
    Ok(beside::deal(rows, groups.counts, others))
}

impl<C: Model, T: One> Join<C> for BelongsTo<C, T> {
    fn joined<'db>(
        &'db self,
        db: &'db dyn Db,
        select: Select,
    ) -> BoxFuture<'db, Result<Pairs<C, Self::Output>>> {
        let take = |found| T::take(found, self.link);
        Box::pin(beside_one(db, self.link, select, take))
    }
}

impl<P: Model, C: Model> Join<P> for HasOne<P, C> {
    fn joined<'db>(
        &'db self,
        db: &'db dyn Db,
        select: Select,
    ) -> BoxFuture<'db, Result<Pairs<P, Option<C>>>> {
        Box::pin(beside_one(db, self.link, select, Ok))
    }
}

impl<P: Model, C: Model> Join<P> for HasMany<P, C> {
    fn joined<'db>(
        &'db self,
        db: &'db dyn Db,
        select: Select,
    ) -> BoxFuture<'db, Result<Grouped<P, C>>> {
        Box::pin(beside_many(db, self.link, select, &self.select))
    }
}
