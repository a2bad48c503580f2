//! Eager loading: what a query's `with` takes, and the tuples that come of it.

use futures_util::future::try_join;

use super::keys::Keys;
use super::select::Select;
use super::statement::all;
use super::{BoxFuture, Db, Error, Link, Model, Result, Row};

/// A relationship that can be loaded for rows of `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relationship of `{M}`",
    label = "expected one of the relationships of `{M}`, such as `{M}::…`"
)]
pub trait Load<M: Model>: Send + Sync {
    /// What belongs to one row: a `Vec` of rows, a row, or an `Option` of one.
    type Output: Clone + Send;

    /// What belongs to each of the rows, in their order, by one statement.
    ///
    /// # Errors
    /// [`Error::NoParent`] and [`Error::SeveralRows`] where the database is not as the
    /// schema says, and those of a query.
    fn load<'a>(
        &'a self,
        db: &'a dyn Db,
        rows: &'a [M],
    ) -> BoxFuture<'a, Result<Vec<Self::Output>>>;
}

/// The relationships that a query loads: a tuple of up to eight.
pub trait Loads<M: Model>: Send + Sync {
    /// A row with what belongs to it: `M`, or a flat tuple that begins with it.
    type Row: Clone + Send;

    /// Puts to every row what belongs to it, by one statement for each, sent at once.
    ///
    /// # Errors
    /// Those of [`Load::load`].
    fn attach<'db>(
        &'db self,
        db: &'db dyn Db,
        rows: Vec<M>,
    ) -> BoxFuture<'db, Result<Vec<Self::Row>>>;

    /// The rows of a query, each with what belongs to it.
    ///
    /// # Errors
    /// Those of [`Load::load`].
    fn all<'db>(
        &'db self,
        db: &'db dyn Db,
        select: Select,
    ) -> BoxFuture<'db, Result<Vec<Self::Row>>> {
        Box::pin(async move {
            let mut rows: Vec<M::Columns> = Vec::new();
            select.read(db, M::TABLE, &mut rows).await?;
            self.attach(db, M::complete(db, rows).await?).await
        })
    }
}

/// A tuple of relationships that can take one more.
#[diagnostic::on_unimplemented(
    message = "a query loads at most eight relationships",
    label = "this is the ninth; load it for the rows afterwards, with `load`",
    note = "a query that joins loads none"
)]
pub trait Append<R> {
    /// The longer tuple.
    type Tuple;

    /// The tuple with one more.
    fn append(self, relationship: R) -> Self::Tuple;
}

impl<M: Model> Loads<M> for () {
    type Row = M;

    fn attach<'a>(&'a self, _: &'a dyn Db, rows: Vec<M>) -> BoxFuture<'a, Result<Vec<M>>> {
        Box::pin(async move { Ok(rows) })
    }
}

/// Several things as pairs of pairs: as a pattern, and as calls of a function.
macro_rules! nested {
    ([$($of:ident)?] $one:ident) => {
        $one
    };
    ([$($of:ident)?] $one:ident $($others:ident)+) => {
        $($of)? ($one, nested!([$($of)?] $($others)+))
    };
}

macro_rules! tuple {
    ($($part:ident $number:tt $loaded:ident)*) => {
        impl<M: Model, $($part: Load<M>),*> Loads<M> for ($($part,)*) {
            type Row = (M, $($part::Output),*);

            fn attach<'a>(
                &'a self,
                db: &'a dyn Db,
                rows: Vec<M>,
            ) -> BoxFuture<'a, Result<Vec<Self::Row>>> {
                Box::pin(async move {
                    // Polled together, so that their statements are sent together.
                    $(let $loaded = self.$number.load(db, &rows);)*
                    let nested!([] $($loaded)*) = nested!([try_join] $($loaded)*).await?;
                    $(let mut $loaded = $loaded.into_iter();)*
                    let attach = |row| Some((row, $($loaded.next()?),*));
                    Ok(rows.into_iter().map_while(attach).collect())
                })
            }
        }
    };
}

macro_rules! append {
    ($($part:ident $number:tt)*) => {
        impl<$($part,)* R> Append<R> for ($($part,)*) {
            type Tuple = ($($part,)* R,);

            fn append(self, relationship: R) -> Self::Tuple {
                ($(self.$number,)* relationship,)
            }
        }
    };
}

tuple!(A 0 a);
tuple!(A 0 a B 1 b);
tuple!(A 0 a B 1 b C 2 c);
tuple!(A 0 a B 1 b C 2 c D 3 d);
tuple!(A 0 a B 1 b C 2 c D 3 d E 4 e);
tuple!(A 0 a B 1 b C 2 c D 3 d E 4 e F 5 f);
tuple!(A 0 a B 1 b C 2 c D 3 d E 4 e F 5 f G 6 g);
tuple!(A 0 a B 1 b C 2 c D 3 d E 4 e F 5 f G 6 g H 7 h);

append!();
append!(A 0);
append!(A 0 B 1);
append!(A 0 B 1 C 2);
append!(A 0 B 1 C 2 D 3);
append!(A 0 B 1 C 2 D 3 E 4);
append!(A 0 B 1 C 2 D 3 E 4 F 5);
append!(A 0 B 1 C 2 D 3 E 4 F 5 G 6);

/// The rows of `B` that belong to each of the rows of `A`, by one statement.
pub(super) async fn belonging<A: Row, B: Model, L: Loads<B>>(
    db: &dyn Db,
    link: &'static Link,
    select: &Select,
    loads: &L,
    rows: &[A],
) -> Result<Vec<Vec<L::Row>>> {
    let mut keys = Keys::along(link, rows);
    let mut groups = keys.groups();
    if groups.is_empty() {
        return Ok(keys.deal(groups));
    }
    let statement = link.statement(B::TABLE, select, keys.take_array())?;
    let related: Vec<B> = all(db, &statement.sql, &statement.values).await?;
    let owners = keys.owners(&related, link.remote);
    for (row, owner) in loads.attach(db, related).await?.into_iter().zip(owners) {
        if let Some(group) = owner.and_then(|number| groups.get_mut(number)) {
            group.push(row);
        }
    }
    Ok(keys.deal(groups))
}

/// The only row of a group, if there is one.
pub(super) fn at_most_one<M: Model, R>(mut group: Vec<R>) -> Result<Option<R>> {
    match group.len() {
        0 | 1 => Ok(group.pop()),
        _ => Err(Error::SeveralRows {
            table: M::TABLE.name,
        }),
    }
}
