//! The types of columns.

use super::Mysql;
use crate::dialect::{Dialect, Literal, Sql, sql};
use crate::tables::{Column, ColumnType};
use crate::text::join;

/// The type as MySQL has it.
pub fn column_type(column: &Column) -> Sql {
    let plain = match &column.ty {
        ColumnType::Numeric { precision, scale } => {
            return sql!["NUMERIC(", precision, ", ", scale, ")"];
        }
        ColumnType::String(Some(length)) => return sql!["VARCHAR(", length, ")"],
        ColumnType::Enum { labels, .. } => {
            let labels: Vec<Literal> = labels.iter().map(|label| Mysql.text(label)).collect();
            return sql!["ENUM(", join(&labels, ", "), ")"];
        }
        ColumnType::SmallInteger => "SMALLINT",
        ColumnType::Integer => "INTEGER",
        ColumnType::BigInteger => "BIGINT",
        ColumnType::Float | ColumnType::Double => "DOUBLE",
        ColumnType::Boolean => "BOOL",
        // A `String` without a length is refused.
        ColumnType::String(None) | ColumnType::Text => "TEXT",
        ColumnType::LargeBinary => "BLOB",
        ColumnType::Date => "DATE",
        ColumnType::Time => "TIME(6)",
        ColumnType::DateTime { .. } => "DATETIME(6)",
        ColumnType::Uuid => "CHAR(32)",
        ColumnType::Json => "JSON",
    };
    plain.into()
}
