//! Queries that are put together at run time.

use rusqlite::Connection;

use super::load::{Append, Load, Loads};
use super::scope::Scope;
use super::select::Select;
use super::spell::Statement;
use super::statement;
use super::{Error, Filter, Model, Order, Result, Table};

/// A SELECT of rows of `M`, each with what was asked for by [`with`](Self::with).
#[must_use = "a query runs when its rows are asked for"]
pub struct Query<M, L = ()> {
    select: Select,
    loads: L,
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
    pub fn each(self, db: &Connection, each: impl FnMut(M) -> Result<()>) -> Result<()> {
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
        let statement = self.select.statement(M::TABLE)?;
        let rows = statement::all(db, &statement.sql, &statement.values)?;
        self.loads.attach(db, rows)
    }

    /// The first row, if there is one (`LIMIT 1`).
    ///
    /// # Errors
    /// Those of [`all`](Self::all).
    pub fn first(self, db: &Connection) -> Result<Option<L::Row>> {
        Ok(self.at_most(1).all(db)?.pop())
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
    pub fn one_or_none(self, db: &Connection) -> Result<Option<L::Row>> {
        let mut rows = self.at_most(2).all(db)?;
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
        let plain = !self.select.is_cut();
        let inner = self.select.one_a_row(M::TABLE)?;
        let sql = match inner.sql.strip_prefix("SELECT 1") {
            Some(from) if plain => format!("SELECT count(*){from}"),
            _ => format!("SELECT count(*) FROM ({})", inner.sql),
        };
        Ok(statement::number(db, &sql, &inner.values)?.unsigned_abs())
    }

    /// Whether there is a row: `SELECT EXISTS (…)`.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`] for a filter with a value that cannot be stored;
    /// [`Error::Busy`] and [`Error::Driver`] as the database says.
    pub fn exists(self, db: &Connection) -> Result<bool> {
        let inner = self.select.one_a_row(M::TABLE)?;
        let sql = format!("SELECT EXISTS ({})", inner.sql);
        Ok(statement::number(db, &sql, &inner.values)? != 0)
    }

    fn at_most(mut self, rows: u32) -> Self {
        self.select.limit = Some(self.select.limit.unwrap_or(rows).min(rows));
        self
    }
}

impl Select {
    fn statement(&self, table: &'static Table) -> Result<Statement> {
        self.finish(table, table.select)
    }

    /// One column, and no order, for where only the number of rows matters.
    fn one_a_row(mut self, table: &'static Table) -> Result<Statement> {
        self.order.clear();
        self.natural = &[];
        self.finish(table, &format!("SELECT 1 FROM {}", table.sql))
    }

    fn finish(&self, table: &'static Table, select: &str) -> Result<Statement> {
        let mut statement = Statement::default();
        let scope = Scope::alone(table);
        statement.push(select);
        self.push_condition(&mut statement, scope, " WHERE ")?;
        self.push_order(&mut statement, scope)?;
        self.push_limit(&mut statement);
        Ok(statement)
    }
}
