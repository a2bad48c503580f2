//! SQLite.

mod keywords;

use super::Dialect;
use crate::tables::{Column, ColumnType, Default, Table};
use keywords::KEYWORDS;

/// SQLite 3.
#[derive(Debug, Clone, Copy)]
pub struct Sqlite;

/// The most digits that survive as a floating-point number.
const EXACT_DIGITS: u32 = 15;

impl Dialect for Sqlite {
    fn name(&self, name: &str) -> String {
        let mut bytes = name.bytes();
        let plain = bytes
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if plain
            && KEYWORDS
                .binary_search(&name.to_ascii_uppercase().as_str())
                .is_err()
        {
            return name.to_owned();
        }
        format!("\"{}\"", name.replace('"', "\"\""))
    }

    fn column_type(&self, table: &Table, column: &Column) -> String {
        let key = table.primary_key.as_ref();
        let sole_key = key.is_some_and(|key| key.columns == [column.name.as_str()]);
        match &column.ty {
            // Only INTEGER, spelled so, makes the primary key the rowid.
            ColumnType::SmallInteger | ColumnType::BigInteger if sole_key => "INTEGER".to_owned(),
            ColumnType::SmallInteger => "SMALLINT".to_owned(),
            ColumnType::Integer => "INTEGER".to_owned(),
            ColumnType::BigInteger => "BIGINT".to_owned(),
            ColumnType::Float => "FLOAT".to_owned(),
            ColumnType::Double => "DOUBLE".to_owned(),
            ColumnType::Numeric { precision, scale } if *precision <= EXACT_DIGITS => {
                format!("NUMERIC({precision}, {scale})")
            }
            ColumnType::Numeric { .. } | ColumnType::Text | ColumnType::Json => "TEXT".to_owned(),
            ColumnType::Boolean => "BOOLEAN".to_owned(),
            ColumnType::String(None) => "VARCHAR".to_owned(),
            ColumnType::String(Some(length)) => format!("VARCHAR({length})"),
            ColumnType::LargeBinary => "BLOB".to_owned(),
            ColumnType::Date => "DATE".to_owned(),
            ColumnType::Time => "TIME".to_owned(),
            ColumnType::DateTime { .. } => "DATETIME".to_owned(),
            ColumnType::Uuid => "CHAR(32)".to_owned(),
            ColumnType::Enum { labels, .. } => {
                let longest = labels.iter().map(|label| label.chars().count()).max();
                format!("VARCHAR({})", longest.unwrap_or(1).max(1))
            }
        }
    }

    fn default(&self, column: &Column, default: &Default) -> String {
        match default {
            Default::Integer(number) => number.to_string(),
            Default::Decimal(digits) => digits.clone(),
            Default::Text(text) => self.text(text),
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

    fn text(&self, text: &str) -> String {
        format!("'{}'", text.replace('\'', "''"))
    }
}
