//! What stands behind DEFAULT.

use super::Postgres;
use crate::dialect::Dialect;
use crate::tables::{Column, ColumnType, Default};

/// The default as PostgreSQL has it.
pub fn default(column: &Column, default: &Default) -> String {
    match default {
        Default::Integer(number) => number.to_string(),
        Default::Decimal(digits) => digits.clone(),
        Default::Text(text) => Postgres.text(&Postgres.given(&column.ty, text)),
        Default::Boolean(true) => "TRUE".to_owned(),
        Default::Boolean(false) => "FALSE".to_owned(),
        Default::Null => "NULL".to_owned(),
        Default::Now => now(&column.ty).to_owned(),
        Default::Expression(sql) => format!("({sql})"),
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
