//! What stands behind DEFAULT.

use super::Postgres;
use crate::dialect::{Dialect, Sql, decimal, expression, sql};
use crate::tables::{Column, ColumnType, Default};

/// The default as PostgreSQL has it.
pub fn default(column: &Column, default: &Default) -> Sql {
    match default {
        Default::Integer(number) => sql![number],
        Default::Decimal(digits) => decimal(digits),
        Default::Text(text) => Postgres.text(&Postgres.given(&column.ty, text)).whole(),
        Default::Boolean(true) => "TRUE".into(),
        Default::Boolean(false) => "FALSE".into(),
        Default::Null => "NULL".into(),
        Default::Now => now(&column.ty).into(),
        Default::Expression(sql) => sql!["(", expression(sql), ")"],
    }
}

/// The time in UTC, whatever the session's time zone is.
fn now(ty: &ColumnType) -> &'static str {
    match ty {
        ColumnType::Date => "(CAST(now() AT TIME ZONE 'utc' AS DATE))",
        ColumnType::Time => "(CAST(now() AT TIME ZONE 'utc' AS TIME))",
        ColumnType::DateTime { timezone: true } => "now()",
        _ => "(now() AT TIME ZONE 'utc')",
    }
}
