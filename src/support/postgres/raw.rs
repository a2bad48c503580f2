//! SQL of one's own, with values bound to it, as models or as tuples.

use super::statement::visit;
use super::stored::{describe, stored_at};
use super::{BoxFuture, Cells, Db, Error, Field, FromRow, Model, Result, Value};

/// What the rows of a statement of one's own are read as: a model, by the names of its
/// columns, or a tuple of up to twelve values, by their places.
#[diagnostic::on_unimplemented(
    message = "the rows of a statement cannot be read as `{Self}`",
    label = "expected a model, or a tuple of up to twelve values"
)]
pub trait FromStatement: Sized {
    /// The rows that a statement gives:
    /// `Person::from_sql(&db, "SELECT * FROM person WHERE name = $1", ("x",))` or
    /// `<(i32, String)>::from_sql(…)`. The text is the program's own; values are bound to
    /// it, a tuple or an array of them.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] where the statement gives no column of a name that the model
    /// has, or what it gives does not fit; [`Error::Constraint`], [`Error::Busy`] and
    /// [`Error::Driver`] as the database says.
    fn from_sql<'a, P>(
        db: &'a dyn Db,
        sql: &'static str,
        values: P,
    ) -> BoxFuture<'a, Result<Vec<Self>>>
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
    fn from_sql<'a, P>(
        db: &'a dyn Db,
        sql: &'static str,
        values: P,
    ) -> BoxFuture<'a, Result<Vec<M>>>
    where
        P: Parameters,
    {
        let values = owned(values);
        Box::pin(async move {
            let rows = models::<M::Columns>(db, sql, &values).await?;
            M::complete(db, rows).await
        })
    }
}

async fn models<R>(db: &dyn Db, sql: &str, values: &[Value<'_>]) -> Result<Vec<R>>
where
    R: FromRow,
{
    let (mut places, mut all) = (None, Vec::new());
    visit(usize::MAX, db, sql, values, &mut |row| {
        let places = match &mut places {
            Some(places) => places,
            none => none.insert(places_of::<R>(row)?),
        };
        all.push(Cells::of(row, R::TABLE).at(places).row()?);
        Ok(())
    })
    .await?;
    Ok(all)
}

/// Where the columns of a model are among those of a row.
fn places_of<R: FromRow>(row: &tokio_postgres::Row) -> Result<Vec<usize>> {
    let mut places = Vec::new();
    let given: Vec<&str> = row.columns().iter().map(|column| column.name()).collect();
    for column in R::TABLE.loaded() {
        let name = R::TABLE.column(column).name;
        let place = given.iter().position(|one| *one == name);
        places.push(place.ok_or_else(|| {
            let expected = "a column of that name among those of the statement";
            R::TABLE.misfit(column, expected, given.join(", "))
        })?);
    }
    Ok(places)
}

/// The values by themselves, so that nothing else is needed of what gave them.
fn owned(values: impl Parameters) -> Vec<Value<'static>> {
    let values = values.parameters().into_iter();
    values.map(Value::into_owned).collect()
}

/// The value of a row at that place.
fn at<T>(row: &tokio_postgres::Row, place: usize, name: &'static str) -> Result<T>
where
    T: Field,
{
    let stored = stored_at(row, place).ok();
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

        impl<$($part: Field + Send + 'static),*> FromStatement for ($($part,)*) {
            fn from_sql<'a, P: Parameters>(
                db: &'a dyn Db,
                sql: &'static str,
                values: P,
            ) -> BoxFuture<'a, Result<Vec<Self>>> {
                let values = owned(values);
                Box::pin(async move {
                    let mut all = Vec::new();
                    visit(usize::MAX, db, sql, &values, &mut |row| {
                        all.push(($(at::<$part>(row, $number, $name)?,)*));
                        Ok(())
                    })
                    .await?;
                    Ok(all)
                })
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
