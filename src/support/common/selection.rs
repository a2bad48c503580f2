//! What `select` reads of rows and of groups.

use super::term::Term;
use super::{Cells, Column, Expression, Field, Groups, Model, Result, Rows};

/// One value of a row of `M`, or of a group of them, where `K` is [`Groups`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value that can be selected from `{K}` of `{M}`",
    label = "no value of `{K}` of `{M}`",
    note = "of `Rows`: columns of `{M}`, `get` of what a row belongs to, `count` of a \
            relationship",
    note = "of `Groups`: `count()`, and `count sum avg min max` of a column of `{M}`"
)]
pub trait Selectable<M: Model, K = Rows> {
    /// The type of the value.
    type Value: Field;

    /// How the value is computed.
    fn term(&self) -> Term;
}

/// Values of a row of `M`, or of a group of them, where `K` is [`Groups`]: one, or a tuple
/// of up to twelve.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be selected from `{K}` of `{M}`",
    label = "not to be selected from `{K}` of `{M}`",
    note = "of `Rows`: columns of `{M}`, `get` of what a row belongs to, `count` of a \
            relationship, and tuples of up to twelve of them",
    note = "of `Groups`: `count()`, `count sum avg min max` of a column of `{M}`, and \
            tuples of up to twelve of them"
)]
pub trait Selection<M: Model, K = Rows> {
    /// What they are read as.
    type Row;

    /// How they are computed.
    fn terms(&self) -> Vec<Term>;

    /// Reads the next values.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`](super::Error::DoesNotFit) where what is stored does not fit
    /// the type.
    fn read(&self, values: &mut Values<'_>) -> Result<Self::Row>;
}

/// The values of one row of a statement, to be read one after the other.
pub struct Values<'a> {
    pub(super) cells: Cells<'a>,
    pub(super) terms: &'a [Term],
    /// How many were read.
    pub(super) read: usize,
}

/// Values that a function makes something else of.
pub struct Mapped<S, F> {
    pub(super) selection: S,
    pub(super) make: F,
}

/// Values by which rows are grouped, and values of the group.
pub struct Grouping<G, A> {
    pub(super) keys: G,
    pub(super) values: A,
}

impl Values<'_> {
    /// Reads the next value.
    fn read<T: Field>(&mut self) -> Result<T> {
        let position = self.read;
        self.read += 1;
        let term = self.terms.get(position).unwrap_or(&Term::Rows);
        let (table, column) = term.origin(self.cells.table());
        self.cells.read_at(position, table, column)
    }
}

impl<M: Model, T: Field> Selectable<M> for Column<M, T> {
    type Value = T;

    fn term(&self) -> Term {
        Term::Column(self.number())
    }
}

impl<M: Model, T: Field, K> Selectable<M, K> for Expression<M, T, K> {
    type Value = T;

    fn term(&self) -> Term {
        self.term()
    }
}

impl<M: Model, T: Field> Selection<M> for Column<M, T> {
    type Row = T;

    fn terms(&self) -> Vec<Term> {
        vec![Selectable::term(self)]
    }

    fn read(&self, values: &mut Values<'_>) -> Result<T> {
        values.read()
    }
}

impl<M: Model, T: Field, K> Selection<M, K> for Expression<M, T, K> {
    type Row = T;

    fn terms(&self) -> Vec<Term> {
        vec![self.term()]
    }

    fn read(&self, values: &mut Values<'_>) -> Result<T> {
        values.read()
    }
}

impl<M, K, S, F, R> Selection<M, K> for Mapped<S, F>
where
    M: Model,
    S: Selection<M, K>,
    F: Fn(S::Row) -> R,
{
    type Row = R;

    fn terms(&self) -> Vec<Term> {
        self.selection.terms()
    }

    fn read(&self, values: &mut Values<'_>) -> Result<R> {
        Ok((self.make)(self.selection.read(values)?))
    }
}

impl<M, G, A> Selection<M, Groups> for Grouping<G, A>
where
    M: Model,
    G: Selection<M>,
    A: Selection<M, Groups>,
{
    type Row = (G::Row, A::Row);

    fn terms(&self) -> Vec<Term> {
        let mut terms = self.keys.terms();
        terms.append(&mut self.values.terms());
        terms
    }

    fn read(&self, values: &mut Values<'_>) -> Result<Self::Row> {
        Ok((self.keys.read(values)?, self.values.read(values)?))
    }
}

macro_rules! tuple {
    ($($part:ident $number:tt)*) => {
        impl<M: Model, K, $($part: Selectable<M, K>),*> Selection<M, K> for ($($part,)*) {
            type Row = ($($part::Value,)*);

            fn terms(&self) -> Vec<Term> {
                vec![$(self.$number.term()),*]
            }

            fn read(&self, values: &mut Values<'_>) -> Result<Self::Row> {
                Ok(($(values.read::<$part::Value>()?,)*))
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
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 L 10);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 L 10 N 11);
