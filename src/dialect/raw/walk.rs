//! What an expression is made of: the names, and what may be forbidden.

use sqlparser::ast::{
    AccessExpr, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Ident,
    ObjectNamePart, Subscript, Value,
};

use super::Grammar;

/// Functions of many rows, in lower case.
const AGGREGATES: &[&str] = &[
    "any_value",
    "array_agg",
    "avg",
    "bit_and",
    "bit_or",
    "bit_xor",
    "bool_and",
    "bool_or",
    "count",
    "every",
    "group_concat",
    "json_agg",
    "json_arrayagg",
    "json_group_array",
    "json_group_object",
    "json_object_agg",
    "json_objectagg",
    "jsonb_agg",
    "jsonb_group_array",
    "jsonb_group_object",
    "jsonb_object_agg",
    "max",
    "min",
    "std",
    "stddev",
    "stddev_pop",
    "stddev_samp",
    "string_agg",
    "sum",
    "total",
    "var_pop",
    "var_samp",
    "variance",
    "xmlagg",
];

/// Those that are functions of one row where they have several arguments, in SQLite.
const EXTREMES: &[&str] = &["max", "min"];

/// What stands in an expression.
#[derive(Default)]
pub struct Found<'e> {
    /// Columns with what stands before them: `name`, `person.name`.
    pub columns: Vec<&'e [Ident]>,
    pub has_query: bool,
    pub aggregate: Option<&'e Ident>,
    pub changing: Option<&'e Ident>,
}

/// Looks through an expression. What it has that the database, or relgen, does not know is an error.
pub fn walk<'e>(expr: &'e Expr, grammar: &Grammar) -> Result<Found<'e>, &'static str> {
    let mut found = Found::default();
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        if let Some(what) = (grammar.foreign)(expr) {
            return Err(what);
        }
        match expr {
            Expr::Identifier(name) if is_function(name, grammar) => {
                note_function(name, grammar, &mut found);
            }
            Expr::Identifier(name) => found.columns.push(std::slice::from_ref(name)),
            Expr::CompoundIdentifier(names) => found.columns.push(names),
            Expr::Exists { .. } | Expr::Subquery(_) => found.has_query = true,
            Expr::InSubquery { expr, .. } => {
                found.has_query = true;
                open.push(expr);
            }
            Expr::Function(function) => open.extend(call(function, grammar, &mut found)?),
            other => open.extend(parts(other)?),
        }
    }
    Ok(found)
}

fn is_function(name: &Ident, grammar: &Grammar) -> bool {
    let lower = name.value.to_ascii_lowercase();
    name.quote_style.is_none() && grammar.words.contains(&lower.as_str())
}

fn note_function<'e>(name: &'e Ident, grammar: &Grammar, found: &mut Found<'e>) {
    if grammar
        .changing
        .contains(&name.value.to_ascii_lowercase().as_str())
    {
        found.changing.get_or_insert(name);
    }
}

/// Takes note of a function; the rest is in its arguments.
fn call<'e>(
    function: &'e Function,
    grammar: &Grammar,
    found: &mut Found<'e>,
) -> Result<Vec<&'e Expr>, &'static str> {
    let mut open = Vec::new();
    let mut wild = false;
    match &function.args {
        FunctionArguments::None => {}
        FunctionArguments::Subquery(_) => found.has_query = true,
        FunctionArguments::List(list) => {
            for argument in &list.args {
                match argument {
                    FunctionArg::Unnamed(FunctionArgExpr::Expr(expr))
                    | FunctionArg::Named {
                        arg: FunctionArgExpr::Expr(expr),
                        ..
                    } => open.push(expr),
                    _ => wild = true,
                }
            }
        }
    }
    let Some(ObjectNamePart::Identifier(name)) = function.name.0.last() else {
        return Err("a function that is not named by a word");
    };
    let lower = name.value.to_ascii_lowercase();
    let many = function.over.is_some() || function.filter.is_some() || wild;
    let extreme = EXTREMES.contains(&lower.as_str()) && open.len() > 1;
    if many || (AGGREGATES.contains(&lower.as_str()) && !extreme) {
        found.aggregate.get_or_insert(name);
    }
    note_function(name, grammar, found);
    // A time is none until it is that of now.
    let now = |expr: &&Expr| match expr {
        Expr::Value(value) => {
            matches!(&value.value, Value::SingleQuotedString(text) if text.eq_ignore_ascii_case("now"))
        }
        _ => false,
    };
    if open.iter().any(now) {
        found.changing.get_or_insert(name);
    }
    Ok(open)
}

/// The expressions within one.
fn parts(expr: &Expr) -> Result<Vec<&Expr>, &'static str> {
    Ok(match expr {
        Expr::Value(_) | Expr::TypedString(_) => vec![],
        Expr::IsFalse(one)
        | Expr::IsNotFalse(one)
        | Expr::IsTrue(one)
        | Expr::IsNotTrue(one)
        | Expr::IsNull(one)
        | Expr::IsNotNull(one)
        | Expr::IsUnknown(one)
        | Expr::IsNotUnknown(one)
        | Expr::Nested(one)
        | Expr::Collate { expr: one, .. }
        | Expr::UnaryOp { expr: one, .. }
        | Expr::Cast { expr: one, .. }
        | Expr::Extract { expr: one, .. }
        | Expr::Ceil { expr: one, .. }
        | Expr::Floor { expr: one, .. }
        | Expr::IsJson { expr: one, .. }
        | Expr::IsNormalized { expr: one, .. }
        | Expr::Convert { expr: one, .. }
        | Expr::Prefixed { value: one, .. } => vec![one],
        Expr::IsDistinctFrom(one, other) | Expr::IsNotDistinctFrom(one, other) => vec![one, other],
        Expr::BinaryOp { left, right, .. }
        | Expr::AnyOp { left, right, .. }
        | Expr::AllOp { left, right, .. } => vec![left, right],
        Expr::RLike { expr, pattern, .. } => vec![expr, pattern],
        Expr::AtTimeZone {
            timestamp,
            time_zone,
        } => vec![timestamp, time_zone],
        Expr::Position { expr, r#in } => vec![expr, r#in],
        Expr::Between {
            expr, low, high, ..
        } => vec![expr, low, high],
        Expr::Tuple(list) => list.iter().collect(),
        Expr::Array(array) => array.elem.iter().collect(),
        Expr::Interval(interval) => vec![&interval.value],
        Expr::InList { expr, list, .. } => list.iter().chain([&**expr]).collect(),
        other => return longer(other),
    })
}

/// Those that have parts which may be missing.
fn longer(expr: &Expr) -> Result<Vec<&Expr>, &'static str> {
    Ok(match expr {
        Expr::Like {
            expr,
            pattern,
            escape_char,
            ..
        }
        | Expr::ILike {
            expr,
            pattern,
            escape_char,
            ..
        }
        | Expr::SimilarTo {
            expr,
            pattern,
            escape_char,
            ..
        } => [&**expr, &**pattern]
            .into_iter()
            .chain(escape_char.as_deref())
            .collect(),
        Expr::Substring {
            expr,
            substring_from,
            substring_for,
            ..
        } => [&**expr]
            .into_iter()
            .chain(substring_from.as_deref())
            .chain(substring_for.as_deref())
            .collect(),
        Expr::Trim {
            trim_what,
            expr,
            trim_characters,
            ..
        } => [&**expr]
            .into_iter()
            .chain(trim_what.as_deref())
            .chain(trim_characters.iter().flatten())
            .collect(),
        Expr::Overlay {
            expr,
            overlay_what,
            overlay_from,
            overlay_for,
        } => [&**expr, &**overlay_what, &**overlay_from]
            .into_iter()
            .chain(overlay_for.as_deref())
            .collect(),
        Expr::Case {
            operand,
            conditions,
            else_result,
            ..
        } => {
            let cases = conditions
                .iter()
                .flat_map(|one| [&one.condition, &one.result]);
            let others = operand.as_deref().into_iter().chain(else_result.as_deref());
            cases.chain(others).collect()
        }
        Expr::CompoundFieldAccess { root, access_chain } => {
            let mut parts = vec![&**root];
            for access in access_chain {
                match access {
                    AccessExpr::Subscript(Subscript::Index { index }) => parts.push(index),
                    _ => return Err("a part of a value that relgen does not know"),
                }
            }
            parts
        }
        _ => return Err("an expression of a kind that relgen does not know"),
    })
}
