//! What stands behind DEFAULT.

use super::Mysql;
use crate::dialect::{Dialect, Sql, decimal, expression, sql};
use crate::tables::{Column, ColumnType, Default};

/// The default as MySQL has it.
pub fn default(column: &Column, default: &Default) -> Sql {
    match default {
        Default::Integer(number) => sql![number],
        Default::Decimal(digits) => decimal(digits),
        // A type without a length has no default but an expression.
        Default::Text(text) => match column.ty {
            ColumnType::Text | ColumnType::Json | ColumnType::LargeBinary => {
                sql!["(", Mysql.text(text), ")"]
            }
            _ => Mysql.text(text).whole(),
        },
        Default::Boolean(true) => "TRUE".into(),
        Default::Boolean(false) => "FALSE".into(),
        Default::Null => "NULL".into(),
        // CURRENT_TIMESTAMP would be the session's time.
        Default::Now => match column.ty {
            ColumnType::Date => "(UTC_DATE())".into(),
            ColumnType::Time => "(UTC_TIME(6))".into(),
            _ => "(UTC_TIMESTAMP(6))".into(),
        },
        Default::Expression(sql) => sql!["(", expression(sql), ")"],
    }
}
