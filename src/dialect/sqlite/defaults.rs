//! What stands behind DEFAULT.

use super::Sqlite;
use crate::dialect::Dialect;
use crate::tables::{Column, ColumnType, Default};

/// The default as SQLite has it.
pub fn default(column: &Column, default: &Default) -> String {
    match default {
        Default::Integer(number) => number.to_string(),
        Default::Decimal(digits) => digits.clone(),
        Default::Text(text) => Sqlite.text(text),
        Default::Boolean(bool) => i32::from(*bool).to_string(),
        Default::Null => "NULL".to_owned(),
        // Six digits behind the second, as the generated code writes them, so that texts of the
        // same time are equal; SQLite knows milliseconds.
        Default::Now => match column.ty {
            ColumnType::Date => "CURRENT_DATE".to_owned(),
            ColumnType::Time => "(strftime('%H:%M:%f000', 'now'))".to_owned(),
            _ => "(strftime('%Y-%m-%d %H:%M:%f000', 'now'))".to_owned(),
        },
        Default::Expression(sql) => format!("({sql})"),
    }
}
