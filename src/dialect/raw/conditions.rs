//! What stands where a condition should, and is none.

use sqlparser::ast::{BinaryOperator as Op, Expr, UnaryOperator, Value};

use super::names::named;
use super::place::Place;
use super::{Grammar, Role};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Model, Type};

/// Of a database that takes conditions only: the first part that is plainly none.
pub fn judge(
    role: Role,
    expr: &Expr,
    model: &Model,
    place: &Place<'_>,
    grammar: &Grammar,
) -> Option<Diagnostic> {
    if !grammar.conditions || !matches!(role, Role::Check | Role::Predicate) {
        return None;
    }
    let what = wrong(expr, model, grammar)?;
    let message = format!("{} is true or false, and this is {what}", role.name());
    let error = Diagnostic::error(Code::DATABASE_SQL, place.whole(), message);
    Some(error.help("compare it with something, as in `… <> 0`"))
}

fn wrong(expr: &Expr, model: &Model, grammar: &Grammar) -> Option<String> {
    match expr {
        Expr::Nested(inner) => wrong(inner, model, grammar),
        Expr::UnaryOp { op, expr } => match op {
            UnaryOperator::Not => wrong(expr, model, grammar),
            _ => Some("a number".to_owned()),
        },
        Expr::BinaryOp { left, op, right } => match op {
            Op::And | Op::Or => {
                wrong(left, model, grammar).or_else(|| wrong(right, model, grammar))
            }
            Op::Plus | Op::Minus | Op::Multiply | Op::Divide | Op::Modulo => {
                Some("a value".to_owned())
            }
            Op::StringConcat => Some("a text".to_owned()),
            _ => None,
        },
        Expr::Value(value) => match &value.value {
            Value::Number(..) => Some("a number".to_owned()),
            _ => None,
        },
        Expr::Identifier(name) => {
            let column = model.columns.get(named(name, model, grammar)?)?;
            let other = column.ty.filter(|ty| *ty != Type::Boolean);
            other.map(|_| format!("`{}`, which is no `Boolean`", name.value))
        }
        _ => None,
    }
}
