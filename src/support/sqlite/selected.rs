//! Queries of values instead of rows: `select`, `group_by`, `aggregate`.

use std::marker::PhantomData;

use rusqlite::Connection;

use super::draft::Statement;
use super::filter::Condition;
use super::scope::Scope;
use super::select::Select;
use super::selection::{Grouping, Mapped, Values};
use super::statement::number;
use super::term::Term;
use super::{Cells, Error, Filter, Groups, Model, Order, Query, Result, Rows};
use super::{Selection, Table};

/// A SELECT of values of rows of `M`, or of groups of them, where `K` is [`Groups`].
#[must_use = "a query runs when its rows are asked for"]
pub struct Selected<M, S, K = Rows> {
    reading: Reading,
    selection: S,
    marker: PhantomData<fn() -> (M, K)>,
}

/// Groups of rows of `M`, by the values `G`.
#[must_use = "a query runs when its rows are asked for"]
pub struct Grouped<M, G> {
    reading: Reading,
    keys: G,
    marker: PhantomData<fn() -> M>,
}

/// A SELECT of values without their types.
struct Reading {
    select: Select,
    /// How many of the values, the first of them, are what the rows are grouped by.
    keys: usize,
    having: Option<Condition>,
}

impl<M: Model> Query<M> {
    /// Values of the rows instead of the rows: one, `select(Person::NAME)`, or a tuple of
    /// up to twelve. They are columns, `get` of what a row belongs to, and `count` of a
    /// relationship.
    pub fn select<S: Selection<M>>(self, values: S) -> Selected<M, S> {
        Selected::of(Reading::of(self.select), values)
    }

    /// Groups of the rows, by a value or a tuple of them. They come in the order of these
    /// values.
    pub fn group_by<G: Selection<M>>(self, keys: G) -> Grouped<M, G> {
        let mut reading = Reading::of(self.select.source());
        reading.keys = keys.terms().len();
        Grouped {
            reading,
            keys,
            marker: PhantomData,
        }
    }

    /// One value of all rows, `aggregate(&db, count())`, or a tuple of up to twelve:
    /// `SELECT count(*), max(id) FROM …`.
    ///
    /// # Errors
    /// [`Error::Overflow`] where a sum of integers is beyond `i64`, and those of
    /// [`all`](Self::all).
    pub fn aggregate<A>(self, db: &Connection, values: A) -> Result<A::Row>
    where
        A: Selection<M, Groups>,
    {
        let selected = Selected::of(Reading::of(self.select.source()), values);
        selected.all(db)?.pop().ok_or(Error::NotFound {
            table: M::TABLE.name,
        })
    }
}

impl<M: Model, G: Selection<M>> Grouped<M, G> {
    /// Only groups that match: `having(count().ge(2))`; several filters must all match.
    pub fn having(mut self, filter: Filter<M, Groups>) -> Self {
        let added = filter.into_condition();
        self.reading.having = Some(match self.reading.having.take() {
            None => added,
            Some(before) => before.and(added),
        });
        self
    }

    /// What each group is read as: a pair of what it is grouped by, and of these values.
    pub fn select<A>(self, values: A) -> Selected<M, Grouping<G, A>, Groups>
    where
        A: Selection<M, Groups>,
    {
        let keys = self.keys;
        Selected::of(self.reading, Grouping { keys, values })
    }
}

impl<M: Model, S: Selection<M, K>, K> Selected<M, S, K> {
    fn of(reading: Reading, selection: S) -> Self {
        Self {
            reading,
            selection,
            marker: PhantomData,
        }
    }

    /// Only rows that match; several filters must all match.
    pub fn filter(mut self, filter: Filter<M>) -> Self {
        self.reading.select.filter(filter.into_condition());
        self
    }

    /// Orders the rows, groups by what is computed of them; further calls decide among
    /// equals.
    pub fn order_by(mut self, order: Order<M, K>) -> Self {
        self.reading.select.order.push(order.sort);
        self
    }

    /// At most so many rows.
    pub fn limit(mut self, rows: u32) -> Self {
        self.reading.select.limit = Some(rows);
        self
    }

    /// Leaves out so many rows at the beginning.
    pub fn offset(mut self, rows: u32) -> Self {
        self.reading.select.offset = Some(rows);
        self
    }

    /// Values that are equal once. They can be ordered by what is among them.
    pub fn distinct(mut self) -> Self {
        self.reading.select.distinct = true;
        self
    }

    /// Makes something of your own of each row: `.map(|(id, name)| Summary { id, name })`.
    pub fn map<R, F>(self, make: F) -> Selected<M, Mapped<S, F>, K>
    where
        F: Fn(S::Row) -> R,
    {
        let selection = self.selection;
        Selected::of(self.reading, Mapped { selection, make })
    }

    /// Hands the rows to `each` one by one, in constant memory; its first error ends it.
    ///
    /// # Errors
    /// What `each` returns, and those of [`all`](Self::all).
    pub fn each<F>(self, db: &Connection, mut each: F) -> Result<()>
    where
        F: FnMut(S::Row) -> Result<()>,
    {
        let terms = self.selection.terms();
        let statement = self.reading.statement(M::TABLE, &terms)?;
        let mut prepared = db.prepare_cached(&statement.sql)?;
        let mut rows = prepared.query(rusqlite::params_from_iter(&statement.values))?;
        while let Some(row) = rows.next()? {
            let mut values = Values {
                cells: Cells::of(row, M::TABLE),
                terms: &terms,
                read: 0,
            };
            each(self.selection.read(&mut values)?)?;
        }
        Ok(())
    }

    /// All rows.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] where what is stored does not fit its type, or a filter's
    /// value cannot be stored, such as NaN; [`Error::Overflow`] where a sum of integers is
    /// beyond `i64`; [`Error::Busy`] and [`Error::Driver`] as the database says.
    pub fn all(self, db: &Connection) -> Result<Vec<S::Row>> {
        let mut rows = Vec::new();
        self.each(db, |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The first row, if there is one (`LIMIT 1`).
    ///
    /// # Errors
    /// Those of [`all`](Self::all).
    pub fn first(mut self, db: &Connection) -> Result<Option<S::Row>> {
        self.reading.select.at_most(1);
        Ok(self.all(db)?.pop())
    }

    /// The only row.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::SeveralRows`] where it is not just one, and those
    /// of [`all`](Self::all).
    pub fn one(self, db: &Connection) -> Result<S::Row> {
        self.one_or_none(db)?.ok_or(Error::NotFound {
            table: M::TABLE.name,
        })
    }

    /// The only row, if there is one.
    ///
    /// # Errors
    /// [`Error::SeveralRows`] where there are more, and those of [`all`](Self::all).
    pub fn one_or_none(mut self, db: &Connection) -> Result<Option<S::Row>> {
        self.reading.select.at_most(2);
        let mut rows = self.all(db)?;
        match rows.len() {
            0 | 1 => Ok(rows.pop()),
            _ => Err(Error::SeveralRows {
                table: M::TABLE.name,
            }),
        }
    }

    /// How many rows there are: `SELECT count(*) FROM (SELECT …)`.
    ///
    /// # Errors
    /// Those of [`all`](Self::all).
    pub fn count(self, db: &Connection) -> Result<u64> {
        let terms = self.selection.terms();
        let inner = self.reading.statement(M::TABLE, &terms)?;
        let sql = ["SELECT count(*) FROM (", &inner.sql, ")"].concat();
        Ok(number(db, &sql, &inner.values)?.unsigned_abs())
    }
}

impl Reading {
    fn of(select: Select) -> Self {
        Self {
            select,
            keys: 0,
            having: None,
        }
    }

    /// `SELECT … FROM … WHERE … GROUP BY 1 HAVING … ORDER BY … LIMIT …`
    fn statement(self, table: &'static Table, terms: &[Term]) -> Result<Statement> {
        let mut select = self.select.settled(table)?;
        let scope = Scope::alone(table);
        let mut statement = Statement::default();
        let mut word = select.word();
        for term in terms {
            statement.push(word);
            statement.push(" ");
            term.push(&mut statement, scope)?;
            word = ",";
        }
        statement.push(" FROM ");
        select.push_source(&mut statement, scope)?;
        statement.condition_behind(" WHERE ", scope, select.condition.take())?;
        let mut word = " GROUP BY ";
        for place in 1..=self.keys {
            // By their places, so that none is computed twice.
            statement.push(word);
            statement.push_number(place);
            word = ", ";
        }
        statement.condition_behind(" HAVING ", scope, self.having)?;
        select.push_order(&mut statement, scope)?;
        let mut word = match select.order.is_empty() {
            true => " ORDER BY ",
            false => ", ",
        };
        for place in 1..=self.keys {
            statement.push(word);
            statement.push_number(place);
            word = ", ";
        }
        select.push_limit(&mut statement);
        Ok(statement)
    }
}
