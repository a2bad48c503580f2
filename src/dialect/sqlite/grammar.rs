//! What raw SQL may say.

use sqlparser::ast::{BinaryOperator, CastKind, Expr};
use sqlparser::dialect::SQLiteDialect;

use crate::dialect::Database;
use crate::dialect::raw::{Grammar, Role, is_common};

pub const GRAMMAR: Grammar = Grammar {
    database: Database::Sqlite,
    parser: &SQLiteDialect {},
    foreign,
    reserved: RESERVED,
    words: &["current_date", "current_time", "current_timestamp"],
    columns: &["rowid", "oid", "_rowid_"],
    changing: &[
        "changes",
        "current_date",
        "current_time",
        "current_timestamp",
        "last_insert_rowid",
        "random",
        "randomblob",
        "total_changes",
    ],
    checks_change: false,
    conditions: false,
    folds: false,
    bars: |_, _, _| None,
    qualifies,
};

/// Of the keywords, those that are never taken for a name.
const RESERVED: &[&str] = &[
    "ADD",
    "ALL",
    "ALTER",
    "AND",
    "AS",
    "AUTOINCREMENT",
    "BETWEEN",
    "CASE",
    "CHECK",
    "COLLATE",
    "COMMIT",
    "CONSTRAINT",
    "CREATE",
    "DEFAULT",
    "DEFERRABLE",
    "DELETE",
    "DISTINCT",
    "DROP",
    "ELSE",
    "ESCAPE",
    "EXCEPT",
    "EXISTS",
    "FOREIGN",
    "FROM",
    "GROUP",
    "HAVING",
    "IN",
    "INDEX",
    "INSERT",
    "INTERSECT",
    "INTO",
    "IS",
    "ISNULL",
    "JOIN",
    "LIMIT",
    "NOT",
    "NOTHING",
    "NOTNULL",
    "NULL",
    "ON",
    "OR",
    "ORDER",
    "PRIMARY",
    "REFERENCES",
    "RETURNING",
    "SELECT",
    "SET",
    "TABLE",
    "THEN",
    "TO",
    "TRANSACTION",
    "UNION",
    "UNIQUE",
    "UPDATE",
    "USING",
    "VALUES",
    "WHEN",
    "WHERE",
];

/// The expression of an index or a computed column has no point in it.
fn qualifies(role: Role) -> bool {
    !matches!(role, Role::Index | Role::Predicate | Role::Computed(_))
}

fn foreign(expr: &Expr) -> Option<&'static str> {
    match expr {
        Expr::TypedString(_) => Some("a literal with a type before it"),
        Expr::Interval(_) => Some("INTERVAL"),
        Expr::AtTimeZone { .. } => Some("AT TIME ZONE"),
        Expr::Extract { .. } => Some("EXTRACT"),
        Expr::Position { .. } => Some("POSITION"),
        Expr::Overlay { .. } => Some("OVERLAY"),
        Expr::Convert { .. } => Some("CONVERT"),
        Expr::Array(_) | Expr::CompoundFieldAccess { .. } => Some("an array"),
        Expr::AnyOp { .. } | Expr::AllOp { .. } => Some("ANY or ALL"),
        Expr::ILike { .. } => Some("ILIKE; its LIKE takes capitals for small letters"),
        Expr::SimilarTo { .. } | Expr::RLike { .. } => Some("a pattern of that kind"),
        Expr::IsUnknown(_) | Expr::IsNotUnknown(_) => Some("IS UNKNOWN"),
        Expr::Substring { special: false, .. } => Some("FROM in a substring"),
        Expr::Trim {
            trim_where,
            trim_what,
            ..
        } if trim_where.is_some() || trim_what.is_some() => Some("FROM in a TRIM"),
        Expr::Cast { kind, .. } if *kind != CastKind::Cast => {
            Some("a cast that is not CAST (… AS …)")
        }
        Expr::BinaryOp { op, .. } if !is_common(op) && *op != BinaryOperator::Glob => {
            Some("an operator of another database, or one that has to be added to it")
        }
        _ => None,
    }
}
