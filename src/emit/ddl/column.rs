//! Columns.

use crate::dialect::{Comments, Dialect};
use crate::tables::{Column, Table};

/// A column's definition.
pub fn column(table: &Table, column: &Column, dialect: &dyn Dialect) -> String {
    let mut words = vec![
        dialect.name(&column.name),
        dialect.column_type(table, column),
    ];
    if let Some(collation) = &column.collation {
        words.push(format!("COLLATE {}", dialect.name(collation)));
    }
    if let Some(computed) = &column.computed {
        let kept = if computed.stored { "STORED" } else { "VIRTUAL" };
        words.push(format!("GENERATED ALWAYS AS ({}) {kept}", computed.sql));
    }
    if !column.nullable {
        words.push("NOT NULL".to_owned());
    }
    match (&column.default, &column.numbered) {
        (Some(default), _) => words.push(format!("DEFAULT {}", dialect.default(column, default))),
        (None, Some(numbered)) => words.extend(dialect.numbered(table, numbered)),
        (None, None) => {}
    }
    if let (Comments::Inline, Some(comment)) = (dialect.comments(), &column.comment) {
        words.push(format!("COMMENT {}", dialect.text(comment)));
    }
    words.join(" ")
}
