//! What rows belong to, read by the statement that reads the rows.

use rusqlite::Connection;

use super::by_key::found;
use super::draft::Statement;
use super::scope::Scope;
use super::select::Select;
use super::{BelongsTo, Cells, FromRow, HasOne, Link, Load, Loads};
use super::{Model, One, Query, Result};

/// A relationship to one row at most, for a query's [`join`](Query::join).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be joined to `{M}`",
    label = "expected a relationship of `{M}` to one row",
    note = "what has many rows is loaded by `with`"
)]
pub trait Join<M: Model>: Load<M> {
    /// The model that is joined.
    type Target: Model;

    /// How the two tables hang together.
    fn link(&self) -> &'static Link;

    /// Takes the row, if there is one.
    ///
    /// # Errors
    /// [`Error::NoParent`](super::Error::NoParent) where there must be a row.
    fn take(&self, found: Option<Self::Target>) -> Result<Self::Output>;
}

/// What a query reads by a join.
pub struct Joined<J>(J);

impl<M: Model> Query<M> {
    /// Reads with each row what it belongs to, by the same statement: `LEFT JOIN`. Rows
    /// come as [`with`](Self::with) would give them; where several belong to one, it comes
    /// once with each.
    pub fn join<J: Join<M>>(self, relationship: J) -> Query<M, Joined<J>> {
        Query::of(self.select, Joined(relationship))
    }
}

impl<M: Model, J: Join<M>> Loads<M> for Joined<J> {
    type Row = (M, J::Output);

    fn attach(&self, db: &Connection, rows: Vec<M>) -> Result<Vec<Self::Row>> {
        let found = self.0.load(db, &rows)?;
        Ok(rows.into_iter().zip(found).collect())
    }

    fn all(&self, db: &Connection, select: Select) -> Result<Vec<Self::Row>> {
        let link = self.0.link();
        let statement = statement::<M, J::Target>(link, select)?;
        let pairs = read::<M, J::Target>(db, link, &statement)?;
        if M::EAGER || J::Target::EAGER {
            return complete(db, &self.0, pairs);
        }
        // The list that was read becomes the one that is returned.
        let pairs = pairs.into_iter().map(|(row, other)| {
            let other = other.map(whole).transpose()?;
            Ok((whole(row)?, self.0.take(other)?))
        });
        pairs.collect()
    }
}

/// The model of a row with which nothing is loaded along.
fn whole<M: Model>(row: M::Columns) -> Result<M> {
    found(M::whole(row).ok(), M::TABLE.name)
}

/// The models, with what is loaded along with them.
fn complete<M: Model, J: Join<M>>(
    db: &Connection,
    join: &J,
    pairs: Vec<Pair<M, J::Target>>,
) -> Result<Vec<(M, J::Output)>> {
    let (rows, others): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    let rows = M::complete(db, rows)?.into_iter();
    // Only those that are there can be completed, and go back to their places.
    let there: Vec<bool> = others.iter().map(Option::is_some).collect();
    let others = others.into_iter().flatten().collect();
    let mut others = J::Target::complete(db, others)?.into_iter();
    rows.zip(there)
        .map(|(row, there)| {
            let other = if there { others.next() } else { None };
            Ok((row, join.take(other)?))
        })
        .collect()
}

/// `SELECT … FROM offences LEFT JOIN person ON person.id = offences.person_id …`
fn statement<M: Model, T: Model>(link: &'static Link, select: Select) -> Result<Statement> {
    let mut select = select.settled(M::TABLE)?;
    let scope = Scope::among(M::TABLE);
    let other = scope.beside(T::TABLE);
    let mut statement = Statement::beginning(select.word());
    statement.push(" ");
    statement.loaded(scope);
    statement.push(", ");
    statement.loaded(other);
    statement.push(" FROM ");
    select.push_source(&mut statement, scope)?;
    statement.push(" LEFT JOIN ");
    statement.source(other);
    statement.push(" ON ");
    statement.equal((scope, link.local), (other, link.remote));
    statement.fixed(scope, other, link.fixed)?;
    statement.condition_behind(" WHERE ", scope, select.condition.take())?;
    select.push_order(&mut statement, scope)?;
    select.push_limit(&mut statement);
    Ok(statement)
}

/// A row, and what was joined to it.
type Pair<M, T> = (<M as Model>::Columns, Option<<T as Model>::Columns>);

fn read<M: Model, T: Model>(
    db: &Connection,
    link: &'static Link,
    statement: &Statement,
) -> Result<Vec<Pair<M, T>>> {
    let before = M::TABLE.loaded().len();
    let mut prepared = db.prepare_cached(&statement.sql)?;
    let mut cursor = prepared.query(rusqlite::params_from_iter(&statement.values))?;
    let mut pairs = Vec::new();
    while let Some(row) = cursor.next()? {
        let cells = Cells::of(row, T::TABLE).behind(before);
        let other = match cells.are_null(link.remote)? {
            true => None,
            false => Some(cells.row()?),
        };
        pairs.push((Cells::of(row, M::TABLE).row()?, other));
    }
    Ok(pairs)
}

impl<C: Model, T: One> Join<C> for BelongsTo<C, T> {
    type Target = T::Model;

    fn link(&self) -> &'static Link {
        self.link
    }

    fn take(&self, found: Option<T::Model>) -> Result<Self::Output> {
        T::take(found, self.link)
    }
}

impl<P: Model, C: Model> Join<P> for HasOne<P, C> {
    type Target = C;

    fn link(&self) -> &'static Link {
        self.link
    }

    fn take(&self, found: Option<C>) -> Result<Self::Output> {
        Ok(found)
    }
}
