//! The constants by which a program knows a constraint that was violated.

use super::code::{Code, Doc, code, doc, ident, literal};
use super::context::Context;
use super::layout;
use crate::schema::{ModelId, check_constant, unique_constant};
use crate::tables::{Check, Condition};

/// The constant of a constraint that is no single column's.
pub struct ConstraintView {
    pub docs: Doc,
    pub constant: Code,
}

/// Those of a model.
pub fn constraints(context: &Context<'_>, id: ModelId) -> Vec<ConstraintView> {
    let model = context.schema.model(id);
    let ty = context.scope.support("NamedConstraint");
    let view = |name: &str, docs: &str, what: &str| ConstraintView {
        docs: doc(docs),
        constant: layout::assignment(
            4,
            code!["pub const ", ident(name), ": ", ty],
            code![ty, "::new(", literal(what), ")"],
        ),
    };
    let uniques = model.uniques.iter().map(|list| {
        let columns = list
            .columns
            .iter()
            .map(|&column| &model.columns[column].db_name.text);
        let names: Vec<String> = columns
            .map(|name| format!("{}.{name}", model.table.text))
            .collect();
        let what = names.join(", ");
        let docs = format!("The unique key of `{what}`, for `Error::violates`.");
        let told = told(context, id, &list.columns).unwrap_or(what);
        view(&unique_constant(model, list), &docs, &told)
    });
    let table = context.table(id);
    let checks = model.checks.iter().filter_map(|check| {
        let condition = |one: &&Check| matches!(&one.condition, Condition::Expression(sql) if *sql == check.sql.text);
        let lowered = table.checks.iter().find(condition)?;
        let docs = format!("The check `{}`, for `Error::violates`.", lowered.name);
        Some(view(&check_constant(&check.name.text), &docs, &lowered.name))
    });
    uniques.chain(checks).collect()
}

/// The name of a unique key, where errors say that and not its columns.
fn told(context: &Context<'_>, id: ModelId, columns: &[usize]) -> Option<String> {
    let table = context.table(id);
    let names = columns.iter().map(|&column| &table.columns[column].name);
    let mut keys = table.uniques.iter();
    let key = keys.find(|key| names.clone().eq(&key.columns));
    let key = key.filter(|_| context.dialect.names_constraints());
    key.map(|key| key.name.clone())
}
