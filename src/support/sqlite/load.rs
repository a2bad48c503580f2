//! Eager loading: what a query's `with` takes, and the tuples that come of it.

use rusqlite::Connection;

use super::keys::Keys;
use super::select::Select;
use super::statement::all;
use super::{Error, Link, Model, Result, Row};

/// A relationship that can be loaded for rows of `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relationship of `{M}`",
    label = "expected one of the relationships of `{M}`, such as `{M}::…`"
)]
pub trait Load<M: Model> {
    /// What belongs to one row: a `Vec` of rows, a row, or an `Option` of one.
    type Output: Clone;

    /// What belongs to each of the rows, in their order, by one statement.
    ///
    /// # Errors
    /// [`Error::NoParent`] and [`Error::SeveralRows`] where the database is not as the
    /// schema says, and those of a query.
    fn load(&self, db: &Connection, rows: &[M]) -> Result<Vec<Self::Output>>;
}

/// The relationships that a query loads: a tuple of up to eight.
pub trait Loads<M: Model> {
    /// A row with what belongs to it: `M`, or a flat tuple that begins with it.
    type Row: Clone;

    /// Puts to every row what belongs to it, by one statement for each relationship.
    ///
    /// # Errors
    /// Those of [`Load::load`].
    fn attach(&self, db: &Connection, rows: Vec<M>) -> Result<Vec<Self::Row>>;

    /// The rows of a query, each with what belongs to it.
    ///
    /// # Errors
    /// Those of [`Load::load`].
    fn all(&self, db: &Connection, select: Select) -> Result<Vec<Self::Row>> {
        let mut rows: Vec<M::Columns> = Vec::new();
        select.read(db, M::TABLE, &mut rows)?;
        self.attach(db, M::complete(db, rows)?)
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

    fn attach(&self, _: &Connection, rows: Vec<M>) -> Result<Vec<M>> {
        Ok(rows)
    }
}

macro_rules! tuple {
    ($($part:ident $number:tt)*) => {
        impl<M: Model, $($part: Load<M>),*> Loads<M> for ($($part,)*) {
            type Row = (M, $($part::Output),*);

            fn attach(&self, db: &Connection, rows: Vec<M>) -> Result<Vec<Self::Row>> {
                let mut parts = ($(self.$number.load(db, &rows)?.into_iter(),)*);
                let attach = |row| Some((row, $(parts.$number.next()?),*));
                Ok(rows.into_iter().map_while(attach).collect())
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

tuple!(A 0);
tuple!(A 0 B 1);
tuple!(A 0 B 1 C 2);
tuple!(A 0 B 1 C 2 D 3);
tuple!(A 0 B 1 C 2 D 3 E 4);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);

append!();
append!(A 0);
append!(A 0 B 1);
append!(A 0 B 1 C 2);
append!(A 0 B 1 C 2 D 3);
append!(A 0 B 1 C 2 D 3 E 4);
append!(A 0 B 1 C 2 D 3 E 4 F 5);
append!(A 0 B 1 C 2 D 3 E 4 F 5 G 6);

/// The rows of `B` that belong to each of the rows of `A`, by one statement.
pub(super) fn belonging<A: Row, B: Model, L: Loads<B>>(
    db: &Connection,
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
    let statement = link.statement(B::TABLE, select, keys.take_json())?;
    let related: Vec<B> = all(db, &statement.sql, &statement.values)?;
    let owners = keys.owners(&related, link.remote);
    for (row, owner) in loads.attach(db, related)?.into_iter().zip(owners) {
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
