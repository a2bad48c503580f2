//! Columns.

use crate::dialect::{Comments, Dialect, Sql, expression, sql};
use crate::tables::{Column, Table};
use crate::text::join;

/// A column's definition.
pub fn column(table: &Table, column: &Column, dialect: &dyn Dialect) -> Sql {
    let mut words = vec![
        dialect.name(&column.name).whole(),
        dialect.column_type(table, column),
    ];
    if let Some(collation) = &column.collation {
        words.push(sql!["COLLATE ", dialect.name(collation)]);
    }
    if let Some(computed) = &column.computed {
        let kept = if computed.stored { "STORED" } else { "VIRTUAL" };
        let computed = expression(&computed.sql);
        words.push(sql!["GENERATED ALWAYS AS (", computed, ") ", kept]);
    }
    if !column.nullable {
        words.push("NOT NULL".into());
    }
    match (&column.default, &column.numbered) {
        (Some(default), _) => words.push(sql!["DEFAULT ", dialect.default(column, default)]),
        (None, Some(numbered)) => words.extend(dialect.numbered(table, numbered)),
        (None, None) => {}
    }
    if let (Comments::Inline, Some(comment)) = (dialect.comments(), &column.comment) {
        words.push(sql!["COMMENT ", dialect.text(comment)]);
    }
    join(&words, " ")
}
