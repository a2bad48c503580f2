//! The functions that create, drop and compare all tables.

use askama::Template;

use super::code::{Code, Literal, code, raw_string};
use super::context::Context;
use super::layout;
use super::names::Names;
use super::target::Connections;
use crate::dialect::Sql;
use crate::emit::ddl::{create_missing, drop_all, missing_keys};
use crate::schema::ModelId;

#[derive(Template)]
#[template(path = "rust/database.rs", escape = "none")]
struct DatabaseView<'a> {
    n: &'a Names,
    /// The lines that begin a savepoint.
    savepoint: &'a [Code],
    /// What creates each table, in their order.
    creates: Vec<Code>,
    drop: Literal,
    /// Whether there is a function that compares the tables with these.
    checks: bool,
    /// The engine's connection, in its functions.
    of_engine: &'static str,
}

/// What is generated for all tables together.
pub fn database(
    context: &Context<'_>,
    names: &Names,
    connections: Connections,
) -> askama::Result<Code> {
    let models = context.in_table_order();
    let creates = models.iter().map(|&id| creates(context, id));
    let mut creates: Vec<Code> = creates.collect::<askama::Result<_>>()?;
    let keys = missing_keys(context.tables, context.dialect)?;
    creates.extend(keys.map(|sql| run_script(context, &sql)));
    // Where nothing is created, nothing is given the savepoint.
    let used = if creates.is_empty() {
        1
    } else {
        names.savepoint.len()
    };
    Code::rendered(&DatabaseView {
        n: names,
        savepoint: names.savepoint.get(..used).unwrap_or_default(),
        creates,
        drop: raw_string(&drop_all(context.tables, context.dialect)?),
        checks: context.target.checks_tables(),
        of_engine: connections.of_engine(),
    })
}

/// The call that creates a table: a model's own function, or, without a model, its statements.
fn creates(context: &Context<'_>, id: ModelId) -> askama::Result<Code> {
    if context.schema.model(id).has_struct() {
        let create = code![context.model_name(id), "::create_table(db)"];
        return Ok(code![create, context.awaited("?;")]);
    }
    let sql = create_missing(context.tables, context.table(id), context.dialect)?;
    Ok(run_script(context, &sql))
}

/// The call that runs statements.
fn run_script(context: &Context<'_>, sql: &Sql) -> Code {
    let arguments = ["db".into(), raw_string(sql).whole()];
    let tail = context.awaited("?;");
    layout::call(4, "support::run_script", &arguments, tail)
}
