//! What raw SQL may say.

use sqlparser::ast::{BinaryOperator, Expr};
use sqlparser::dialect::PostgreSqlDialect;

use super::keywords::KEYWORDS;
use crate::dialect::Database;
use crate::dialect::raw::{Grammar, Role};
use crate::schema::Model;

pub const GRAMMAR: Grammar = Grammar {
    database: Database::Postgres,
    parser: &PostgreSqlDialect {},
    foreign,
    reserved: KEYWORDS,
    words: &[
        "current_catalog",
        "current_date",
        "current_role",
        "current_schema",
        "current_time",
        "current_timestamp",
        "current_user",
        "localtime",
        "localtimestamp",
        "session_user",
        "user",
    ],
    columns: &["ctid", "tableoid"],
    changing: &[
        "age",
        "clock_timestamp",
        "concat",
        "concat_ws",
        "current_date",
        "current_schema",
        "current_setting",
        "current_time",
        "current_timestamp",
        "current_user",
        "currval",
        "format",
        "gen_random_uuid",
        "localtime",
        "localtimestamp",
        "nextval",
        "now",
        "random",
        "session_user",
        "statement_timestamp",
        "timeofday",
        "to_char",
        "to_date",
        "to_timestamp",
        "transaction_timestamp",
        "user",
    ],
    checks_change: true,
    conditions: true,
    folds: true,
    bars,
    qualifies: |_| true,
};

fn bars(role: Role, model: &Model, column: usize) -> Option<&'static str> {
    let other = model
        .columns
        .get(column)
        .and_then(|one| one.computed.as_ref());
    let computed = matches!(role, Role::Computed(_)) && other.is_some();
    computed.then_some("it is computed, too")
}

fn foreign(expr: &Expr) -> Option<&'static str> {
    match expr {
        Expr::RLike { .. } => Some("RLIKE or REGEXP; it has `~`"),
        Expr::Convert { .. } => Some("CONVERT"),
        Expr::BinaryOp { op, .. } => match op {
            BinaryOperator::Regexp | BinaryOperator::Match | BinaryOperator::Glob => {
                Some("a pattern of that kind; it has `~`")
            }
            BinaryOperator::MyIntegerDivide | BinaryOperator::Spaceship | BinaryOperator::Xor => {
                Some("an operator of another database")
            }
            _ => None,
        },
        _ => None,
    }
}
