//! What raw SQL may say.

use sqlparser::ast::{BinaryOperator, CastKind, Expr};
use sqlparser::dialect::MySqlDialect;

use super::keywords::KEYWORDS;
use crate::dialect::Database;
use crate::dialect::raw::{Grammar, Role, is_common};
use crate::schema::{ForeignKey, Model};
use crate::syntax::ast::Action;

pub const GRAMMAR: Grammar = Grammar {
    database: Database::Mysql,
    parser: &MySqlDialect {},
    foreign,
    reserved: KEYWORDS,
    words: &[
        "current_date",
        "current_time",
        "current_timestamp",
        "current_user",
        "localtime",
        "localtimestamp",
        "utc_date",
        "utc_time",
        "utc_timestamp",
    ],
    columns: &[],
    changing: &[
        "connection_id",
        "curdate",
        "current_date",
        "current_time",
        "current_timestamp",
        "current_user",
        "curtime",
        "database",
        "found_rows",
        "get_lock",
        "last_insert_id",
        "load_file",
        "localtime",
        "localtimestamp",
        "now",
        "rand",
        "random_bytes",
        "row_count",
        "schema",
        "session_user",
        "sleep",
        "sysdate",
        "system_user",
        "unix_timestamp",
        "user",
        "utc_date",
        "utc_time",
        "utc_timestamp",
        "uuid",
        "uuid_short",
        "version",
    ],
    checks_change: false,
    conditions: false,
    folds: false,
    bars,
    qualifies: |role| role == Role::OnUpdate,
};

/// What it numbers has no value yet when checks and computed columns ask for one, nor has what is
/// computed further down, and what a foreign key changes is written past them.
fn bars(role: Role, model: &Model, column: usize) -> Option<&'static str> {
    if let Role::Computed(own) = role
        && column > own
        && model.columns.get(column)?.computed.is_some()
    {
        return Some("it is computed after this one");
    }
    let early = matches!(role, Role::Computed(_) | Role::Check);
    if early && model.is_generated(column) {
        return Some("the database numbers it");
    }
    let kept = match role {
        Role::Check => true,
        Role::Computed(own) => {
            let computed = model.columns.get(own).and_then(|one| one.computed.as_ref());
            computed.is_some_and(|one| one.stored)
        }
        _ => false,
    };
    (kept && model.keys_of(column).any(changes)).then_some("its foreign key may change it")
}

/// Whether what is done to the other row changes this one.
fn changes(key: &ForeignKey) -> bool {
    let on_delete = key.on_delete.map(|(action, _)| action);
    let on_update = key.on_update.map(|(action, _)| action);
    matches!(on_delete, Some(Action::SetNull | Action::SetDefault))
        || matches!(
            on_update,
            Some(Action::Cascade | Action::SetNull | Action::SetDefault)
        )
}

fn foreign(expr: &Expr) -> Option<&'static str> {
    match expr {
        Expr::ILike { .. } => Some("ILIKE; its LIKE takes capitals for small letters"),
        Expr::SimilarTo { .. } => Some("SIMILAR TO; it has REGEXP"),
        Expr::AtTimeZone { .. } => Some("AT TIME ZONE"),
        Expr::Overlay { .. } => Some("OVERLAY"),
        Expr::Array(_) | Expr::CompoundFieldAccess { .. } => Some("an array"),
        Expr::AnyOp { .. } | Expr::AllOp { .. } => Some("ANY or ALL"),
        Expr::IsDistinctFrom(..) | Expr::IsNotDistinctFrom(..) => {
            Some("IS DISTINCT FROM; it has `<=>`")
        }
        Expr::Cast { kind, .. } if *kind != CastKind::Cast => {
            Some("a cast that is not CAST (… AS …)")
        }
        Expr::BinaryOp { op, .. } if !is_common(op) && !is_own(op) => {
            Some("an operator of another database")
        }
        _ => None,
    }
}

fn is_own(op: &BinaryOperator) -> bool {
    matches!(
        op,
        BinaryOperator::MyIntegerDivide
            | BinaryOperator::Spaceship
            | BinaryOperator::Xor
            | BinaryOperator::BitwiseXor
    )
}
