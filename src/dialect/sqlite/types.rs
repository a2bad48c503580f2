//! The types of columns.

use crate::dialect::{Sql, sql};
use crate::tables::{Column, ColumnType, Table};

/// The most digits that survive as a floating-point number.
const EXACT_DIGITS: u32 = 15;

/// The type as SQLite has it.
pub fn column_type(table: &Table, column: &Column) -> Sql {
    if table.strict {
        return strict(&column.ty).into();
    }
    let key = table.primary_key.as_ref();
    let sole_key = key.is_some_and(|key| key.columns == [column.name.as_str()]);
    match &column.ty {
        // Only INTEGER, spelled so, makes the primary key the rowid.
        ColumnType::SmallInteger | ColumnType::BigInteger if sole_key => "INTEGER".into(),
        ColumnType::SmallInteger => "SMALLINT".into(),
        ColumnType::Integer => "INTEGER".into(),
        ColumnType::BigInteger => "BIGINT".into(),
        ColumnType::Float => "FLOAT".into(),
        ColumnType::Double => "DOUBLE".into(),
        ColumnType::Numeric { precision, scale } if *precision <= EXACT_DIGITS => {
            sql!["NUMERIC(", precision, ", ", scale, ")"]
        }
        ColumnType::Numeric { .. } | ColumnType::Text | ColumnType::Json => "TEXT".into(),
        ColumnType::Boolean => "BOOLEAN".into(),
        ColumnType::String(None) => "VARCHAR".into(),
        ColumnType::String(Some(length)) => sql!["VARCHAR(", length, ")"],
        ColumnType::LargeBinary => "BLOB".into(),
        ColumnType::Date => "DATE".into(),
        ColumnType::Time => "TIME".into(),
        ColumnType::DateTime { .. } => "DATETIME".into(),
        ColumnType::Uuid => "CHAR(32)".into(),
        ColumnType::Enum { labels, .. } => {
            let longest = labels.iter().map(|label| label.chars().count()).max();
            sql!["VARCHAR(", longest.unwrap_or(1).max(1), ")"]
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
