//! The functions of a model that write or reload one row: updates, deletes.

use super::by_key::{call_with_values, key_parameter, own_key, own_values, parameter};
use super::cascade::{Cascade, Step, cascade};
use super::code::{Code, Rust, code, comment, ident, literal};
use super::column::rust_type;
use super::context::Context;
use super::function::Function;
use super::layout;
use super::many_to_many::deleted_links;
use super::new::value_parameter;
use crate::dialect::Sql;
use crate::schema::{ColumnId, Model, ModelId, setter_null};
use crate::text::Piece;

/// `reload`, `save` and `delete`.
pub fn writes(context: &Context<'_>, id: ModelId) -> Vec<Function> {
    let table = literal(&context.schema.model(id).table.text).whole();
    let this = ["&self".into(), context.db()];
    let signature = |name: &'static str, output: &'static str| {
        layout::signature(4, context.head(name), &this, context.result(output))
    };
    let reload = Function::new(
        "The row as it is in the database now: [`get`](Self::get) by its own key.",
        signature("reload", "Self"),
    )
    .note("Fails with `NotFound` where it is gone.")
    .line(layout::call(
        8,
        "let row = Self::get",
        &["db".into(), own_key(context, id)],
        context.awaited("?;"),
    ))
    .line(layout::call(
        8,
        "support::found",
        &["row".into(), table.clone()],
        "",
    ));
    let mut writes = vec![reload];
    if let Some(sql) = context.statements.save(id) {
        writes.push(save(context, id, &sql));
    }
    writes.push(delete(context, id, signature("delete", "()"), &table));
    writes
}

/// `copy_in`, where the database takes rows by COPY.
pub fn copy_in(context: &Context<'_>, id: ModelId) -> Option<Function> {
    if !context.target.copies() {
        return None;
    }
    let iterator = context.scope.prelude("IntoIterator");
    let new = code!["New", context.model_name(id)];
    let rows = code!["rows: impl ", iterator, "<Item = ", new, ">"];
    let signature = layout::signature(
        4,
        context.head("copy_in"),
        &[context.db(), rows],
        context.result("u64"),
    );
    let docs = [
        "Inserts any number of rows, all or none, and says how many: `COPY … FROM STDIN`, which takes constant",
        "memory, and of very many rows much less time than [`insert_all`](Self::insert_all).",
        "",
        "They do not come back, and no rows can be given along with them. What a row does not give is left to the",
        "database; where one gives other columns than the one before, another `COPY` begins.",
        "",
        "Fails with `Constraint` where the database refuses a row, and with `DoesNotFit` where a value does not",
        "fit, or has to be computed by an `INSERT`; then none is kept.",
    ];
    let copy = Function::with_docs(comment(docs), signature);
    Some(copy.line("support::copy_in(db, rows).await"))
}

/// `save`, which takes over what others have written, where they do.
fn save(context: &Context<'_>, id: ModelId, sql: &Sql) -> Function {
    let model = context.schema.model(id);
    let kept = model.is_kept();
    let this = if kept { "&mut self" } else { "&self" };
    let parameters = [this.into(), context.db()];
    let signature = layout::signature(4, context.head("save"), &parameters, context.result("()"));
    let docs = "Writes every column of the row but its key.";
    let mut save = Function::new(docs, signature).note(fails(model));
    if kept {
        save = save.note("The row is then as the database has it.");
    }
    let callee = if kept { "save_kept" } else { "save" };
    let tail = context.awaited("");
    save.sql("SQL", sql)
        .line(code!["support::", callee, "(db, SQL, self)", tail])
}

/// What becomes of a row that is not there any more.
fn fails(model: &Model) -> &'static str {
    match model.version() {
        Some(_) => "Fails with `Stale` where the row was changed or deleted since it was read.",
        None => "Fails with `NotFound` where the row is gone.",
    }
}

fn delete(context: &Context<'_>, id: ModelId, signature: Code, table: &Code) -> Function {
    let model = context.schema.model(id);
    let sql = context.statements.delete(id);
    let Cascade {
        first,
        before,
        after,
    } = cascade(context, id);
    let links = deleted_links(context, id);
    let before: Vec<Step> = first.into_iter().chain(links).chain(before).collect();
    let mut delete =
        Function::new("Deletes the row by its primary key.", signature).note(fails(model));
    for step in &before {
        delete = delete.sql(&step.constant, &step.sql);
    }
    delete = delete.sql("SQL", &sql);
    for step in &after {
        delete = delete.sql(&step.constant, &step.sql);
    }
    let values = own_values(model, &context.statements.own_key(id));
    let (callee, more) = match model.version() {
        None => ("support::delete", vec![table.clone()]),
        Some(_) => ("support::delete_version::<Self>", Vec::new()),
    };
    let run = |delete: Function, tail: &'static str| {
        let tail = context.awaited(tail);
        call_with_values(
            delete,
            callee,
            &["db".into(), "SQL".into()],
            &values,
            &more,
            tail,
        )
    };
    if before.is_empty() && after.is_empty() {
        return run(delete, "");
    }
    let lines = |delete: Function, steps: Vec<Step>| {
        let steps = steps.into_iter();
        steps.fold(delete, |delete, step| delete.line(step.run))
    };
    delete = lines(delete.line(context.savepoint()), before);
    lines(run(delete, "?;"), after).line(context.commit(""))
}

/// `update`, and the setters of its builder; nothing where nothing could be written.
pub fn update(
    context: &Context<'_>,
    id: ModelId,
    setters_of_parents: Vec<Function>,
) -> Option<(Function, Vec<Function>)> {
    let model = context.schema.model(id);
    let key = model.primary_key();
    let others: Vec<usize> = model.updated().collect();
    if others.is_empty() {
        return None;
    }
    let builder = context.scope.support("Update");
    let parameters = [key_parameter(context, id, &key)];
    let signature = layout::signature(4, "pub fn update", &parameters, code![builder, "<Self>"]);
    let bound = key.iter().map(|&column| {
        let id = ColumnId { model: id, column };
        rust_type(context, id).bind_parameter(
            &parameter(&context.schema.column(id).name.text),
            &context.scope,
        )
    });
    let update = Function::new("Changes some columns of the row with this primary key: `UPDATE … SET …` of what is set, and nothing else.", signature)
        .note("`run` fails with `NotFound` where there is no such row.");
    let bound: Vec<Code> = bound.collect();
    let update = call_with_values(update, code![builder, "::of"], &[], &bound, &[], "");
    let mut setters: Vec<Function> = others
        .into_iter()
        .flat_map(|column| update_setters(context, ColumnId { model: id, column }))
        .collect();
    setters.extend(setters_of_parents);
    Some((update, setters))
}

/// `self.set(1, name.into().into_value())`, of what sets a column and what stands behind it.
pub fn set(
    callee: impl Piece<Rust>,
    number: usize,
    value: impl Piece<Rust>,
    tail: &'static str,
) -> Code {
    let arguments = [code![number], code![value, ".into_value()"]];
    layout::call(8, callee, &arguments, tail)
}

fn update_setters(context: &Context<'_>, id: ColumnId) -> Vec<Function> {
    let column = context.schema.column(id);
    let (plain, name) = (&column.name.text, ident(&column.name.text));
    let (parameter, value) = value_parameter(context, id);
    let parameters = ["self".into(), code![name, ": ", parameter]];
    let signature = layout::signature(4, code!["pub fn ", name], &parameters, "Self");
    let number = context.schema.model(id.model).number(id.column);
    let mut setters = vec![
        Function::new(format!("Sets `{plain}`."), signature)
            .line(set("self.set", number, &value, "")),
    ];
    if column.nullable {
        let signature = code!["pub fn ", ident(&setter_null(plain)), "(self) -> Self {"];
        let value = context.scope.support("Value");
        let null = Function::new(format!("Sets `{plain}` to NULL."), signature);
        setters.push(null.line(code!["self.set(", number, ", ", value, "::Null)"]));
    }
    setters
}
