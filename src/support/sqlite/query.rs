//! Queries that are put together at run time.

use rusqlite::Connection;

use super::draft::Statement;
use super::load::{Append, Load, Loads};
use super::scope::Scope;
use super::seek::Seek;
use super::select::Select;
use super::statement::{self, ReadRows};
use super::{Error, Filter, Model, Order, Result, Table};

/// A SELECT of rows of `M`, each with what was asked for by [`with`](Self::with).
#[must_use = "a query runs when its rows are asked for"]
pub struct Query<M, L = ()> {
    pub(super) select: Select,
    pub(super) loads: L,
    marker: std::marker::PhantomData<fn() -> M>,
}

impl<M: Model> Query<M> {
    /// All rows.
    pub(crate) fn new() -> Self {
        Self::of(Select::new(&[]), ())
    }

    /// Hands the rows to `each` one by one, in constant memory; its first error ends it.
    ///
    /// # Errors
    /// What `each` returns, and those of [`all`](Self::all).
    pub fn each<F>(self, db: &Connection, each: F) -> Result<()>
    where
        F: FnMut(M) -> Result<()>,
    {
        let statement = self.select.statement(M::TABLE)?;
        statement::each(db, &statement.sql, &statement.values, each)
    }
}

impl<M: Model, L: Loads<M>> Query<M, L> {
    /// Those rows, with these relationships.
    pub(super) fn of(select: Select, loads: L) -> Self {
        Self {
            select,
            loads,
            marker: std::marker::PhantomData,
        }
    }

    /// Only rows that match; several filters must all match.
    pub fn filter(mut self, filter: Filter<M>) -> Self {
        self.select.filter(filter.into_condition());
        self
    }

    /// Orders the rows; further calls decide among equals.
    pub fn order_by(mut self, order: Order<M>) -> Self {
        self.select.order.push(order.sort);
        self
    }

    /// At most so many rows.
    pub fn limit(mut self, rows: u32) -> Self {
        self.select.limit = Some(rows);
        self
    }

    /// Leaves out so many rows at the beginning.
    pub fn offset(mut self, rows: u32) -> Self {
        self.select.offset = Some(rows);
        self
    }

    /// Rows that are equal once. Rows of a model differ by their keys; what is
    /// [`select`](Query::select)ed of them may not.
    pub fn distinct(mut self) -> Self {
        self.select.distinct = true;
        self
    }

    /// Only rows behind this one in the query's order, among equals by the primary key, by
    /// which the rows are then ordered, too: `after(&last)` reads on, `after(None)` begins.
    ///
    /// A query fails with [`Error::NoPlace`] where it is ordered by what is no column of
    /// the row.
    pub fn after<'a>(mut self, row: impl Into<Option<&'a M>>) -> Self {
        self.select.seek = Some(Seek::at(row.into(), false));
        self
    }

    /// Only rows before this one, as [`after`](Self::after) is those behind it: with a
    /// limit, the nearest of them. `before(None)` is the last rows. They come in the
    /// query's order.
    pub fn before<'a>(mut self, row: impl Into<Option<&'a M>>) -> Self {
        self.select.seek = Some(Seek::at(row.into(), true));
        self
    }

    /// Loads a relationship with the rows: they come as tuples of the row and what belongs
    /// to it. One more statement runs, whatever the number of rows (none where no row has a
    /// key).
    pub fn with<R: Load<M>>(self, relationship: R) -> Query<M, L::Tuple>
    where
        L: Append<R>,
    {
        Query {
            select: self.select,
            loads: self.loads.append(relationship),
            marker: self.marker,
        }
    }

    /// All rows.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] where what is stored does not fit its field, or a filter's
    /// value cannot be stored, such as NaN; [`Error::NoParent`] and [`Error::SeveralRows`]
    /// where what `with` loads is not as the schema says; [`Error::Busy`] and
    /// [`Error::Driver`] as the database says.
    pub fn all(self, db: &Connection) -> Result<Vec<L::Row>> {
        self.loads.all(db, self.select)
    }

    /// The first row, if there is one (`LIMIT 1`).
    ///
    /// # Errors
    /// Those of [`all`](Self::all).
    pub fn first(mut self, db: &Connection) -> Result<Option<L::Row>> {
        self.select.at_most(1);
        Ok(self.all(db)?.pop())
    }

    /// The only row.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::SeveralRows`] where it is not just one, and those
    /// of [`all`](Self::all).
    pub fn one(self, db: &Connection) -> Result<L::Row> {
        self.one_or_none(db)?.ok_or(Error::NotFound {
            table: M::TABLE.name,
        })
    }

    /// The only row, if there is one.
    ///
    /// # Errors
    /// [`Error::SeveralRows`] where there are more, and those of [`all`](Self::all).
    pub fn one_or_none(mut self, db: &Connection) -> Result<Option<L::Row>> {
        self.select.at_most(2);
        let mut rows = self.all(db)?;
        match rows.len() {
            0 | 1 => Ok(rows.pop()),
            _ => Err(Error::SeveralRows {
                table: M::TABLE.name,
            }),
        }
    }

    /// How many rows there are: `SELECT count(*)`.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] for a filter with a value that cannot be stored;
    /// [`Error::Busy`] and [`Error::Driver`] as the database says.
    pub fn count(self, db: &Connection) -> Result<u64> {
        let counted = match self.select.is_cut() {
            false => self.select.one_a_row(M::TABLE, "count(*)")?,
            true => {
                let Statement { sql, values } = self.select.one_a_row(M::TABLE, "1")?;
                let sql = ["SELECT count(*) FROM (", &sql, ")"].concat();
                Statement { sql, values }
            }
        };
        Ok(statement::number(db, &counted.sql, &counted.values)?.unsigned_abs())
    }

    /// Whether there is a row: `SELECT EXISTS (…)`.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] for a filter with a value that cannot be stored;
    /// [`Error::Busy`] and [`Error::Driver`] as the database says.
    pub fn exists(self, db: &Connection) -> Result<bool> {
        let inner = self.select.one_a_row(M::TABLE, "1")?;
        let sql = ["SELECT EXISTS (", &inner.sql, ")"].concat();
        Ok(statement::number(db, &sql, &inner.values)? != 0)
    }
}

impl Select {
    /// All columns that have a field.
    pub(super) fn statement(self, table: &'static Table) -> Result<Statement> {
        let select = self.settled(table)?;
        if select.distinct || select.of.is_some() {
            return select.reading(table, table.all_columns());
        }
        let mut statement = Statement::beginning(table.select);
        select.push_rest(&mut statement, Scope::alone(table))?;
        Ok(statement)
    }

    /// Reads the rows.
    pub(super) fn read(
        self,
        db: &Connection,
        table: &'static Table,
        rows: &mut dyn ReadRows,
    ) -> Result<()> {
        if self.is_whole() {
            return statement::read(usize::MAX, db, table.select, &[], rows);
        }
        let Statement { sql, values } = self.statement(table)?;
        statement::read(usize::MAX, db, &sql, &values, rows)
    }

    /// One value, and no order, for where only the number of rows matters. Rows of a table
    /// are never equal.
    fn one_a_row(mut self, table: &'static Table, what: &str) -> Result<Statement> {
        self.distinct = false;
        if self.seek.is_none() {
            self.order.clear();
            self.natural = &[];
        }
        self.settled(table)?.reading(table, what)
    }

    fn reading(self, table: &'static Table, what: &str) -> Result<Statement> {
        let mut statement = Statement::beginning(self.word());
        statement.push_all(&[" ", what, " FROM "]);
        self.push_rows(&mut statement, Scope::alone(table))?;
        Ok(statement)
    }
}
