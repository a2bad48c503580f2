//! The statements that generated code runs, listed: those of the views that it is put out from, and those that the
//! support code spells at run time.

use super::context::Context;
use super::model::{self, ModelView};
use super::names::Names;
use super::target::Target;
use crate::dialect::Sql;
use crate::schema::{CheckedSchema, ModelId, RelId};
use crate::tables::Tables;

/// A statement that generated code runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The model whose code runs it.
    pub model: ModelId,
    /// What runs it, as it is called: `Person::get`.
    pub function: String,
    /// The relationship that it follows.
    pub relationship: Option<RelId>,
    pub sql: Sql,
}

/// All of them, in the order of the models.
pub fn statements(
    schema: &CheckedSchema,
    tables: &Tables,
    target: Target,
) -> askama::Result<Vec<Statement>> {
    let context = Context::new(schema, tables, target, &[]);
    let names = Names::new(&context.scope, target);
    let mut all = Vec::new();
    for (id, _) in schema.structs() {
        let view = model::view(&context, &names, id)?;
        all.extend(of_view(&context, id, &view));
        all.extend(spelled(&context, id));
    }
    let drops = schema.models().map(|(id, _)| Statement {
        model: id,
        function: "drop_all".to_owned(),
        relationship: None,
        sql: context.statements.drop_table(id),
    });
    all.extend(drops);
    Ok(all)
}

/// Those that stand in the code of a model: its relationships first, whose names say best what a statement is for.
fn of_view(context: &Context<'_>, id: ModelId, view: &ModelView<'_>) -> Vec<Statement> {
    let name = context.model_name(id);
    let statement = |function: String, relationship, sql: &Sql| Statement {
        model: id,
        function,
        relationship,
        sql: sql.clone(),
    };
    let mut all = Vec::new();
    for one in &view.relationships {
        if let Some(accessor) = &one.accessor {
            let function = format!("{name}::{}", accessor.name());
            let run = accessor.statements.iter();
            all.extend(run.map(|sql| statement(function.clone(), Some(one.id), sql)));
        }
        let load = format!("{}::{}", name, one.name);
        all.push(statement(load, Some(one.id), &one.load));
    }
    let functions = view.functions.iter().map(|one| (name.to_string(), one));
    let of_new = [&view.new.insert].into_iter().chain(&view.new.upserts);
    let of_new = of_new.map(|one| (format!("New{name}"), one));
    for (of, function) in functions.chain(of_new) {
        let called = format!("{of}::{}", function.name());
        let run = function.statements.iter();
        all.extend(run.map(|sql| statement(called.clone(), None, sql)));
    }
    all
}

/// Those that are put together when the program runs.
fn spelled(context: &Context<'_>, id: ModelId) -> Vec<Statement> {
    let name = context.model_name(id);
    let statement = |function: String, sql| Statement {
        model: id,
        function,
        relationship: None,
        sql,
    };
    let updates = context.statements.updates(id).into_iter();
    let mut all: Vec<Statement> = updates
        .map(|sql| statement(format!("{name}::update"), sql))
        .collect();
    let insert = context.statements.insert_the_least(id);
    all.push(statement(format!("New{name}::insert"), insert));
    all
}
