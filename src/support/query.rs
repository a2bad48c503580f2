//! Queries that are put together at run time.

use rusqlite::Connection;

use super::filter::{Condition, Statement};
use super::load::{Append, Load, Loads};
use super::statement;
use super::{Error, Filter, Model, Order, Result, Table, Value};

/// A SELECT of rows of `M`, each with what was asked for by [`with`](Self::with).
#[must_use = "a query runs when its rows are asked for"]
pub struct Query<M, L = ()> {
    select: Select,
    loads: L,
    marker: std::marker::PhantomData<fn() -> M>,
}

/// The query without its types.
#[derive(Debug, Clone, Default)]
struct Select {
    condition: Option<Condition>,
    /// Columns, and whether they descend.
    order: Vec<(usize, bool)>,
    limit: Option<u32>,
    offset: Option<u32>,
}

impl<M: Model> Query<M> {
    /// All rows.
    pub(crate) fn new() -> Self {
        Self {
            select: Select::default(),
            loads: (),
            marker: std::marker::PhantomData,
        }
    }

    /// Orders the rows by columns, and whether they descend.
    pub(super) fn ordered(mut self, order: &[(usize, bool)]) -> Self {
        self.select.order.extend_from_slice(order);
        self
    }

    /// Only rows that match all of these.
    pub(super) fn filter_all(self, filters: impl Iterator<Item = Filter<M>>) -> Self {
        filters.fold(self, Self::filter)
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
    /// Only rows that match; several filters must all match.
    pub fn filter(mut self, filter: Filter<M>) -> Self {
        let added = filter.into_condition();
        self.select.condition = Some(match self.select.condition {
            None => added,
            Some(before) => Condition::Both(Box::new(before), Box::new(added)),
        });
        self
    }

    /// Orders the rows; further calls decide among equals.
    pub fn order_by(mut self, order: Order<M>) -> Self {
        self.select.order.push((order.column, order.descending));
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
        let Select { limit, offset, .. } = self.select;
        let plain = limit.is_none() && offset.is_none();
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
    fn statement(self, table: &Table) -> Result<Statement> {
        self.finish(table, table.select)
    }

    /// One column, and no order, for where only the number of rows matters.
    fn one_a_row(mut self, table: &Table) -> Result<Statement> {
        self.order.clear();
        self.finish(table, &format!("SELECT 1 FROM {}", table.sql))
    }

    fn finish(self, table: &Table, select: &str) -> Result<Statement> {
        let mut statement = Statement::default();
        statement.push(select);
        if let Some(condition) = self.condition {
            statement.push(" WHERE ");
            statement.condition(table, condition)?;
        }
        for (position, (column, descending)) in self.order.into_iter().enumerate() {
            statement.push(if position == 0 { " ORDER BY " } else { ", " });
            statement.push(table.column(column).sql);
            statement.push(if descending { " DESC" } else { "" });
        }
        if self.limit.is_some() || self.offset.is_some() {
            statement.push(" LIMIT ");
            // SQLite has no OFFSET without LIMIT; a negative limit is none.
            statement.bind(Value::Integer(self.limit.map_or(-1, i64::from)));
        }
        if let Some(offset) = self.offset {
            statement.push(" OFFSET ");
            statement.bind(Value::Integer(i64::from(offset)));
        }
        Ok(statement)
    }
}
