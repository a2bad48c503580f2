//! SQL of one's own, with values bound to it, as models or as tuples.

use rusqlite::{Connection, Statement};

use super::stored::describe;
use super::{Cells, Error, Field, FromRow, Model, Result, Value};

/// What the rows of a statement of one's own are read as: a model, by the names of its
/// columns, or a tuple of up to twelve values, by their places.
#[diagnostic::on_unimplemented(
    message = "the rows of a statement cannot be read as `{Self}`",
    label = "expected a model, or a tuple of up to twelve values"
)]
pub trait FromStatement: Sized {
    /// The rows that a statement gives:
    /// `Person::from_sql(&db, "SELECT * FROM person WHERE name = ?1", ("x",))` or
    /// `<(i32, String)>::from_sql(…)`. The text is the program's own; values are bound to
    /// it, a tuple or an array of them.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] where the statement gives no column of a name that the model
    /// has, or what it gives does not fit; [`Error::Constraint`], [`Error::Busy`] and
    /// [`Error::Driver`] as the database says.
    fn from_sql<P>(db: &Connection, sql: &'static str, values: P) -> Result<Vec<Self>>
    where
        P: Parameters;
}

/// A value that can be bound to a statement of one's own: of any type that a column can
/// have, or a `&str`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be bound to a statement",
    label = "expected a value of a type that a column can have"
)]
pub trait Parameter {
    /// The value.
    fn parameter(&self) -> Value<'_>;
}

/// The values that are bound to a statement of one's own: a tuple of up to twelve, or an
/// array or slice.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be bound to a statement",
    label = "expected a tuple or an array of values: `(\"x\",)`, `[1, 2]`, or `()`"
)]
pub trait Parameters {
    /// The values, in the order of their numbers.
    fn parameters(&self) -> Vec<Value<'_>>;
}

impl<M: Model> FromStatement for M {
    fn from_sql<P>(db: &Connection, sql: &'static str, values: P) -> Result<Vec<M>>
    where
        P: Parameters,
    {
        let rows = models::<M::Columns>(db, sql, &values.parameters())?;
        M::complete(db, rows)
    }
}

fn models<R: FromRow>(db: &Connection, sql: &str, values: &[Value<'_>]) -> Result<Vec<R>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut places = Vec::new();
    let given: Vec<&str> = statement.column_names().collect();
    for column in R::TABLE.loaded() {
        let name = R::TABLE.column(column).name;
        let place = given.iter().position(|one| one.eq_ignore_ascii_case(name));
        places.push(place.ok_or_else(|| {
            let expected = "a column of that name among those of the statement";
            R::TABLE.misfit(column, expected, given.join(", "))
        })?);
    }
    let read = |row: &rusqlite::Row<'_>| Cells::of(row, R::TABLE).at(&places).row();
    rows(&mut statement, values, read)
}

/// All rows, each read by that.
fn rows<T>(
    statement: &mut Statement<'_>,
    values: &[Value<'_>],
    mut read: impl FnMut(&rusqlite::Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?);
    }
    Ok(all)
}

/// The value of a row at that place.
fn at<T: Field>(row: &rusqlite::Row<'_>, place: usize, name: &'static str) -> Result<T> {
    let stored = row.get_ref(place).ok();
    stored.and_then(T::read).ok_or_else(|| Error::DoesNotFit {
        table: "statement",
        column: name,
        expected: T::NAME.to_owned(),
        found: stored.map_or_else(|| "no such column".to_owned(), describe),
    })
}

impl<T: Field> Parameter for T {
    fn parameter(&self) -> Value<'_> {
        self.bind()
    }
}

impl Parameter for &str {
    fn parameter(&self) -> Value<'_> {
        Value::from(*self)
    }
}

impl Parameter for &[u8] {
    fn parameter(&self) -> Value<'_> {
        Value::from(*self)
    }
}

impl<T: Parameter, const N: usize> Parameters for [T; N] {
    fn parameters(&self) -> Vec<Value<'_>> {
        self.iter().map(T::parameter).collect()
    }
}

impl<T: Parameter> Parameters for &[T] {
    fn parameters(&self) -> Vec<Value<'_>> {
        self.iter().map(T::parameter).collect()
    }
}

impl Parameters for () {
    fn parameters(&self) -> Vec<Value<'_>> {
        Vec::new()
    }
}

macro_rules! tuple {
    ($($part:ident $number:tt $name:literal)*) => {
        impl<$($part: Parameter),*> Parameters for ($($part,)*) {
            fn parameters(&self) -> Vec<Value<'_>> {
                vec![$(self.$number.parameter()),*]
            }
        }

        impl<$($part: Field),*> FromStatement for ($($part,)*) {
            fn from_sql<P: Parameters>(
                db: &Connection,
                sql: &'static str,
                values: P,
            ) -> Result<Vec<Self>> {
                let mut statement = db.prepare_cached(sql)?;
                let read = |row: &rusqlite::Row<'_>| {
                    Ok(($(at::<$part>(row, $number, $name)?,)*))
                };
                rows(&mut statement, &values.parameters(), read)
            }
        }
    };
}

tuple!(A 0 "1");
tuple!(A 0 "1" B 1 "2");
tuple!(A 0 "1" B 1 "2" C 2 "3");
tuple!(A 0 "1" B 1 "2" C 2 "3" D 3 "4");
tuple!(A 0 "1" B 1 "2" C 2 "3" D 3 "4" E 4 "5");
tuple!(A 0 "1" B 1 "2" C 2 "3" D 3 "4" E 4 "5" F 5 "6");
tuple!(A 0 "1" B 1 "2" C 2 "3" D 3 "4" E 4 "5" F 5 "6" G 6 "7");
tuple!(A 0 "1" B 1 "2" C 2 "3" D 3 "4" E 4 "5" F 5 "6" G 6 "7" H 7 "8");
tuple!(A 0 "1" B 1 "2" C 2 "3" D 3 "4" E 4 "5" F 5 "6" G 6 "7" H 7 "8" I 8 "9");
tuple!(A 0 "1" B 1 "2" C 2 "3" D 3 "4" E 4 "5" F 5 "6" G 6 "7" H 7 "8" I 8 "9" J 9 "10");
tuple!(
    A 0 "1" B 1 "2" C 2 "3" D 3 "4" E 4 "5" F 5 "6"
    G 6 "7" H 7 "8" I 8 "9" J 9 "10" K 10 "11"
);
tuple!(
    A 0 "1" B 1 "2" C 2 "3" D 3 "4" E 4 "5" F 5 "6"
    G 6 "7" H 7 "8" I 8 "9" J 9 "10" K 10 "11" L 11 "12"
);
