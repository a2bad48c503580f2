//! A small runtime, of the kind that projects with many tables write for themselves: statements are kept prepared, and what
//! does not depend on a model is compiled once.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Error, Result, Row, ToSql};
use rust_decimal::Decimal;

pub trait FromRow: Sized {
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

pub fn visit(
    db: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    see: &mut dyn FnMut(&Row<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        see(row)?;
    }
    Ok(())
}

pub fn all<T: FromRow>(db: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<T>> {
    let mut all = Vec::new();
    visit(db, sql, values, &mut |row| {
        all.push(T::from_row(row)?);
        Ok(())
    })?;
    Ok(all)
}

pub fn first<T: FromRow>(db: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Option<T>> {
    Ok(all(db, sql, values)?.pop())
}

pub fn one<T: FromRow>(db: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<T> {
    first(db, sql, values)?.ok_or(Error::QueryReturnedNoRows)
}

pub fn execute(db: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<usize> {
    db.prepare_cached(sql)?.execute(values)
}

/// SQLite has no decimals; they are kept as text.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount(pub Decimal);

impl FromSql for Amount {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = match value {
            ValueRef::Integer(number) => Ok(Decimal::from(number)),
            ValueRef::Real(number) => number.to_string().parse(),
            _ => value.as_str()?.parse(),
        };
        number
            .map(Self)
            .map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

impl ToSql for Amount {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}
