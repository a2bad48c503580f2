//! The types of columns.

use super::Mysql;
use crate::dialect::Dialect;
use crate::tables::{Column, ColumnType};

/// The type as MySQL has it.
pub fn column_type(column: &Column) -> String {
    let plain = match &column.ty {
        ColumnType::Numeric { precision, scale } => {
            return format!("NUMERIC({precision}, {scale})");
        }
        ColumnType::String(Some(length)) => return format!("VARCHAR({length})"),
        ColumnType::Enum { labels, .. } => {
            let labels: Vec<String> = labels.iter().map(|label| Mysql.text(label)).collect();
            return format!("ENUM({})", labels.join(", "));
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
    plain.to_owned()
}
