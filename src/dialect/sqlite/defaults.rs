//! What stands behind DEFAULT.

use super::Sqlite;
use crate::dialect::{Dialect, Sql, decimal, expression, sql};
use crate::tables::{Column, ColumnType, Default};

/// The default as SQLite has it.
pub fn default(column: &Column, default: &Default) -> Sql {
    match default {
        Default::Integer(number) => sql![number],
        Default::Decimal(digits) => decimal(digits),
        Default::Text(text) => Sqlite.text(text).whole(),
        Default::Boolean(bool) => sql![i32::from(*bool)],
        Default::Null => "NULL".into(),
        // Six digits behind the second, as the generated code writes them, so that texts of the
        // same time are equal; SQLite knows milliseconds.
        Default::Now => match column.ty {
            ColumnType::Date => "CURRENT_DATE".into(),
            ColumnType::Time => "(strftime('%H:%M:%f000', 'now'))".into(),
            _ => "(strftime('%Y-%m-%d %H:%M:%f000', 'now'))".into(),
        },
        Default::Expression(sql) => sql!["(", expression(sql), ")"],
    }
}
