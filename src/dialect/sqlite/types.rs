//! The types of columns.

use crate::tables::{Column, ColumnType, Table};

/// The most digits that survive as a floating-point number.
const EXACT_DIGITS: u32 = 15;

/// The type as SQLite has it.
pub fn column_type(table: &Table, column: &Column) -> String {
    if table.strict {
        return strict(&column.ty).to_owned();
    }
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

/// The four types that a strict table may have.
fn strict(ty: &ColumnType) -> &'static str {
    match ty {
        ColumnType::SmallInteger
        | ColumnType::Integer
        | ColumnType::BigInteger
        | ColumnType::Boolean => "INTEGER",
        ColumnType::Float | ColumnType::Double => "REAL",
        ColumnType::Numeric { precision, .. } if *precision <= EXACT_DIGITS => "REAL",
        ColumnType::LargeBinary => "BLOB",
        _ => "TEXT",
    }
}
