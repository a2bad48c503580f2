//! What stands behind DEFAULT.

use super::Mysql;
use crate::dialect::Dialect;
use crate::tables::{Column, ColumnType, Default};

/// The default as MySQL has it.
pub fn default(column: &Column, default: &Default) -> String {
    match default {
        Default::Integer(number) => number.to_string(),
        Default::Decimal(digits) => digits.clone(),
        // A type without a length has no default but an expression.
        Default::Text(text) => match column.ty {
            ColumnType::Text | ColumnType::Json | ColumnType::LargeBinary => {
                format!("({})", Mysql.text(text))
            }
            _ => Mysql.text(text),
        },
        Default::Boolean(true) => "TRUE".to_owned(),
        Default::Boolean(false) => "FALSE".to_owned(),
        Default::Null => "NULL".to_owned(),
        // CURRENT_TIMESTAMP would be the session's time.
        Default::Now => match column.ty {
            ColumnType::Date => "(UTC_DATE())".to_owned(),
            ColumnType::Time => "(UTC_TIME(6))".to_owned(),
            _ => "(UTC_TIMESTAMP(6))".to_owned(),
        },
        Default::Expression(sql) => format!("({sql})"),
    }
}
