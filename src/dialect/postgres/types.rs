//! The types of columns.

use super::Postgres;
use crate::dialect::Dialect;
use crate::tables::{Column, ColumnType};

/// The type as PostgreSQL has it.
pub fn column_type(column: &Column) -> String {
    let plain = match &column.ty {
        ColumnType::Numeric { precision, scale } => {
            return format!("NUMERIC({precision}, {scale})");
        }
        ColumnType::String(Some(length)) => return format!("VARCHAR({length})"),
        ColumnType::Enum { name, .. } => return Postgres.name(name),
        ColumnType::SmallInteger => "SMALLINT",
        ColumnType::Integer => "INTEGER",
        ColumnType::BigInteger => "BIGINT",
        ColumnType::Float | ColumnType::Double => "DOUBLE PRECISION",
        ColumnType::Boolean => "BOOLEAN",
        ColumnType::String(None) => "VARCHAR",
        ColumnType::Text => "TEXT",
        ColumnType::LargeBinary => "BYTEA",
        ColumnType::Date => "DATE",
        ColumnType::Time => "TIME",
        ColumnType::DateTime { timezone: false } => "TIMESTAMP",
        ColumnType::DateTime { timezone: true } => "TIMESTAMPTZ",
        ColumnType::Uuid => "UUID",
        ColumnType::Json => "JSONB",
    };
    plain.to_owned()
}
