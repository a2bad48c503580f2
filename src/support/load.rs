//! Eager loading: what a query's `with` takes, and the tuples that come of it.

use rusqlite::Connection;

use super::{Model, Result};

/// A relationship that can be loaded for rows of `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relationship of `{M}`",
    label = "expected one of the relationships of `{M}`, such as `{M}::…`"
)]
pub trait Load<M: Model> {
    /// What belongs to one row: a `Vec` of rows, a row, or an `Option` of one.
    type Output: Clone;

    /// What belongs to each of the rows, in their order, by one statement.
    fn load(&self, db: &Connection, rows: &[M]) -> Result<Vec<Self::Output>>;
}

/// The relationships that a query loads: a tuple of up to eight.
pub trait Loads<M: Model> {
    /// A row with what belongs to it: `M`, or a flat tuple that begins with it.
    type Row: Clone;

    /// Puts to every row what belongs to it.
    fn attach(&self, db: &Connection, rows: Vec<M>) -> Result<Vec<Self::Row>>;
}

/// A tuple of relationships that can take one more.
#[diagnostic::on_unimplemented(
    message = "a query loads at most eight relationships",
    label = "this is the ninth; load it for the rows afterwards, with `load`"
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
                let attached = rows.into_iter().map_while(|row| Some((row, $(parts.$number.next()?),*)));
                Ok(attached.collect())
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
