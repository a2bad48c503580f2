//! The types of columns.

use super::Postgres;
use crate::dialect::{Dialect, Sql, sql};
use crate::tables::{Column, ColumnType};

/// The type as PostgreSQL has it.
pub fn column_type(column: &Column) -> Sql {
    match &column.ty {
        ColumnType::Numeric { precision, scale } => sql!["NUMERIC(", precision, ", ", scale, ")"],
        ColumnType::String(Some(length)) => sql!["VARCHAR(", length, ")"],
        ColumnType::Enum { name, .. } => Postgres.name(name).whole(),
        other => plain(other).into(),
    }
}

/// The type of values, which has no limits. Text of any column is TEXT: a parameter that is compared
/// with a VARCHAR and stored in one would have two types.
pub fn value_type(ty: &ColumnType) -> Sql {
    match ty {
        ColumnType::Enum { name, .. } => Postgres.name(name).whole(),
        ColumnType::String(_) => "text".into(),
        other => sql::small(plain(other)),
    }
}

fn plain(ty: &ColumnType) -> &'static str {
    match ty {
        ColumnType::Numeric { .. } => "NUMERIC",
        ColumnType::SmallInteger => "SMALLINT",
        ColumnType::Integer => "INTEGER",
        ColumnType::BigInteger => "BIGINT",
        ColumnType::Float | ColumnType::Double => "DOUBLE PRECISION",
        ColumnType::Boolean => "BOOLEAN",
        ColumnType::String(_) => "VARCHAR",
        ColumnType::Text | ColumnType::Enum { .. } => "TEXT",
        ColumnType::LargeBinary => "BYTEA",
        ColumnType::Date => "DATE",
        ColumnType::Time => "TIME",
        ColumnType::DateTime { timezone: false } => "TIMESTAMP",
        ColumnType::DateTime { timezone: true } => "TIMESTAMPTZ",
        ColumnType::Uuid => "UUID",
        ColumnType::Json => "JSONB",
    }
}
