//! The functions of a model that find rows by key, and how keys are passed.

use super::code::{Code, Ident, Rust, code, ident};
use super::column::{field_type, rust_type};
use super::context::Context;
use super::function::Function;
use super::{docs, layout};
use crate::dialect::sql;
use crate::schema::{self, Column, ColumnId, ColumnList, Model, ModelId, constant};
use crate::text::{Piece, join};

/// `get`, and a `get_by_…` for each unique column.
pub fn look_ups(context: &Context<'_>, id: ModelId) -> Vec<Function> {
    let model = context.schema.model(id);
    let key = model.primary_key();
    let mut look_ups = vec![look_up(
        context,
        id,
        ident("get"),
        &key,
        "The row with this primary key, if there is one.",
    )];
    look_ups.extend(get_many(context, id, &key));
    for (number, column) in model.columns.iter().enumerate() {
        if column.unique.is_some() && key != [number] {
            let name = format!("get_by_{}", column.name.text);
            let docs = format!("The row with this `{}`, if there is one.", column.name.text);
            look_ups.push(look_up(context, id, ident(&name), &[number], &docs));
        }
    }
    for list in &model.uniques {
        let name = schema::look_up(model, &list.columns);
        let docs = "The row with this unique key, if there is one.";
        look_ups.push(look_up(context, id, ident(&name), &list.columns, docs));
    }
    look_ups
}

fn look_up(context: &Context<'_>, id: ModelId, name: Ident, key: &[usize], docs: &str) -> Function {
    let output = context.result(context.option("Self"));
    let parameters = [context.db(), key_parameter(context, id, key)];
    let signature = layout::signature(4, context.head(name), &parameters, output);
    let function =
        Function::new(docs, signature).sql("SQL", &context.statements.select_by(id, key));
    let bound: Vec<Code> = key
        .iter()
        .map(|&column| {
            let id = ColumnId { model: id, column };
            rust_type(context, id).bind_parameter(
                &parameter(&context.schema.column(id).name.text),
                &context.scope,
            )
        })
        .collect();
    bound_call(context, function, "support::first", &bound, &[])
}

/// `function(db, SQL, &[…], more)`.
fn bound_call(
    context: &Context<'_>,
    function: Function,
    callee: &'static str,
    bound: &[Code],
    more: &[Code],
) -> Function {
    let (before, tail) = (["db".into(), "SQL".into()], context.awaited(""));
    call_with_values(function, callee, &before, bound, more, tail)
}

/// A call with an array of values; those that would make it long get a line of their own.
pub fn call_with_values(
    function: Function,
    callee: impl Piece<Rust>,
    before: &[Code],
    bound: &[Code],
    more: &[Code],
    tail: impl Piece<Rust>,
) -> Function {
    let arguments = |values: Code| [before, &[values], more].concat();
    let values = code!["&[", join(bound, ", "), "]"];
    let line = layout::call(8, &callee, &arguments(values), &tail);
    if !line.contains('\n') {
        return function.line(line);
    }
    function
        .line(code![layout::array(8, "let key = ", bound, ""), ";"])
        .line(layout::call(8, &callee, &arguments("&key".into()), tail))
}

/// A call with such an array among its arguments, where they stand below each other if they are long.
pub fn call_around_values(
    callee: impl Piece<Rust>,
    before: &[Code],
    bound: &[Code],
    more: &[Code],
    tail: impl Piece<Rust>,
) -> Code {
    let call = |values: Code| {
        let arguments = [before, &[values], more].concat();
        layout::call(8, &callee, &arguments, &tail)
    };
    let line = call(code!["&[", join(bound, ", "), "]"]);
    match line.contains('\n') {
        true => call(layout::array(12, "&", bound, "")),
        false => line,
    }
}

/// A column's name as a parameter beside the connection, which is called `db`.
pub fn parameter(name: &str) -> Ident {
    ident(if name == "db" { "db_" } else { name })
}

/// `id: i32`, or a tuple for several columns.
pub fn key_parameter(context: &Context<'_>, id: ModelId, key: &[usize]) -> Code {
    let parts = key.iter().map(|&column| {
        let id = ColumnId { model: id, column };
        (
            parameter(&context.schema.column(id).name.text),
            rust_type(context, id).parameter(),
        )
    });
    let (names, types): (Vec<Ident>, Vec<Code>) = parts.unzip();
    match key {
        [_] => code![join(&names, ", "), ": ", join(&types, ", ")],
        _ => layout::tuple_parameter(8, &names, &types),
    }
}

/// A row's own key, as the argument for that parameter.
pub fn own_key(context: &Context<'_>, id: ModelId) -> Code {
    let key = context.schema.model(id).primary_key();
    let parts = key.iter().map(|&column| {
        let id = ColumnId { model: id, column };
        rust_type(context, id).argument(&ident(&context.schema.column(id).name.text))
    });
    let parts: Vec<Code> = parts.collect();
    layout::tuple(12, &parts)
}

/// The values of a row's own columns, bound.
pub fn own_values(model: &Model, columns: &[usize]) -> Vec<Code> {
    let columns = columns.iter().map(|&column| &model.columns[column]);
    columns
        .map(|column| code!["self.", ident(&column.name.text), ".bind()"])
        .collect()
}

/// The functions that read deferred columns.
pub fn deferred(context: &Context<'_>, id: ModelId) -> Vec<Function> {
    let model = context.schema.model(id);
    let columns = model.columns.iter().enumerate();
    let deferred = columns.filter(|(_, column)| column.deferred.is_some());
    let read = |(column, one): (usize, &Column)| {
        let id = ColumnId { model: id, column };
        let output = context.result(field_type(context, id));
        let parameters = ["&self".into(), context.db()];
        let head = context.head(ident(&one.name.text));
        let signature = layout::signature(4, head, &parameters, output);
        let sql = context.statements.select_column(id);
        let docs = docs::with(&one.docs, &format!("The column `{}`.", one.db_name.text));
        let function = Function::with_docs(docs, signature)
            .note("Fails with `NotFound` where the row is gone.")
            .sql("SQL", &sql);
        let values = own_values(model, &model.primary_key());
        let column = code!["Self::", ident(&constant(&one.name.text))];
        bound_call(
            context,
            function,
            "support::read_column",
            &values,
            &[column],
        )
    };
    deferred.map(read).collect()
}

/// Several rows by their keys at once; for keys of one column.
fn get_many(context: &Context<'_>, id: ModelId, key: &[usize]) -> Option<Function> {
    let &[column] = key else { return None };
    let key = ColumnId { model: id, column };
    let parameters = [
        context.db(),
        code!["keys: &[", rust_type(context, key).bare, "]"],
    ];
    let output = context.result(context.list("Self"));
    let signature = layout::signature(4, context.head("get_many"), &parameters, output);
    let columns = vec![column];
    let rows = context
        .statements
        .select_in(&ColumnList { model: id, columns });
    let sql = sql![rows, " ORDER BY ", context.statements.sorted(key)];
    let function = Function::new(
        "The rows with these primary keys, ordered by them; those that are missing are left out.",
        signature,
    );
    let call = code![
        "support::all_with_key_in(db, SQL, keys)",
        context.awaited("")
    ];
    Some(function.sql("SQL", &sql).line(call))
}
