//! What statements are put together of.

use crate::dialect::{Sql, Statement, sql};
use crate::text::{Piece, join};

/// `SELECT what FROM from WHERE condition`
pub fn select(
    what: impl Piece<Statement>,
    from: impl Piece<Statement>,
    condition: impl Piece<Statement>,
) -> Sql {
    sql!["SELECT ", what, " FROM ", from, " WHERE ", condition]
}

/// `DELETE FROM from WHERE condition`
pub fn delete(from: impl Piece<Statement>, condition: impl Piece<Statement>) -> Sql {
    sql!["DELETE FROM ", from, " WHERE ", condition]
}

/// `EXISTS (SELECT 1 FROM from WHERE condition)`
pub fn exists(from: impl Piece<Statement>, condition: impl Piece<Statement>) -> Sql {
    sql!["EXISTS (", select("1", from, condition), ")"]
}

/// `UPDATE table SET sets`
pub fn update(table: impl Piece<Statement>, sets: &[Sql]) -> Sql {
    sql!["UPDATE ", table, " SET ", join(sets, ", ")]
}

/// `INSERT INTO table (columns) VALUES (values)`
pub fn insert(
    table: impl Piece<Statement>,
    columns: &[impl Piece<Statement>],
    values: &[Sql],
) -> Sql {
    let (columns, values) = (join(columns, ", "), join(values, ", "));
    let into = sql!["INSERT INTO ", table, " (", columns];
    sql![into, ") VALUES (", values, ")"]
}

/// What stands behind ORDER BY, with the words before it.
pub fn ordered(terms: &[Sql]) -> Sql {
    match terms {
        [] => Sql::default(),
        terms => sql![" ORDER BY ", join(terms, ", ")],
    }
}

/// Columns as one value: `a`, or `(a, b)`.
pub fn row(columns: &[impl Piece<Statement>]) -> Sql {
    match columns {
        [one] => sql![one],
        several => sql!["(", join(several, ", "), ")"],
    }
}

/// `a = b AND c = d`
pub fn pairs(left: &[impl Piece<Statement>], right: &[impl Piece<Statement>]) -> Sql {
    let terms = left.iter().zip(right);
    let terms = terms.map(|(left, right)| sql![left, " = ", right]);
    join(&terms.collect::<Vec<_>>(), " AND ")
}
