//! The functions of a model that work by key: look-ups, writes, deletes.

use super::column::rust_type;
use super::context::Context;
use super::function::Function;
use super::layout;
use super::names::ident;
use super::new::value_parameter;
use super::relationship::full_name;
use crate::schema::{ColumnId, ModelId, RelId, constant, setter_null};

/// `get`, and a `get_by_…` for each unique column.
pub fn look_ups(context: &Context<'_>, id: ModelId) -> Vec<Function> {
    let model = context.schema.model(id);
    let key = model.primary_key();
    let mut look_ups = vec![look_up(
        context,
        id,
        "get",
        &key,
        "The row with this primary key, if there is one.",
    )];
    look_ups.extend(get_many(context, id, &key));
    for (number, column) in model.columns.iter().enumerate() {
        if column.unique.is_some() && key != [number] {
            let name = format!("get_by_{}", column.name.text);
            let docs = format!("The row with this `{}`, if there is one.", column.name.text);
            look_ups.push(look_up(context, id, &name, &[number], &docs));
        }
    }
    look_ups
}

fn look_up(context: &Context<'_>, id: ModelId, name: &str, key: &[usize], docs: &str) -> Function {
    let output = context.result(&context.option("Self"));
    let parameters = [context.db(), key_parameter(context, id, key)];
    let signature = layout::signature(4, &format!("pub fn {name}"), &parameters, &output);
    let function =
        Function::new(docs, signature).sql("SQL", &context.statements.select_by(id, key));
    let bound: Vec<String> = key
        .iter()
        .map(|&column| {
            let id = ColumnId { model: id, column };
            rust_type(context, id)
                .bind_parameter(&ident(&context.schema.column(id).name.text), &context.scope)
        })
        .collect();
    bound_call(function, "support::first", &bound, &[])
}

/// `function(db, SQL, &[…], more)`.
fn bound_call(function: Function, callee: &str, bound: &[String], more: &[String]) -> Function {
    call_with_values(function, callee, &["db", "SQL"], bound, more)
}

/// A call with an array of values; those that would make it long get a line of their own.
fn call_with_values(
    function: Function,
    callee: &str,
    before: &[&str],
    bound: &[String],
    more: &[String],
) -> Function {
    let arguments = |values: String| {
        let first = before.iter().map(|&one| one.to_owned()).chain([values]);
        first.chain(more.iter().cloned()).collect::<Vec<_>>()
    };
    let line = layout::call(
        8,
        callee,
        &arguments(format!("&[{}]", bound.join(", "))),
        "",
    );
    if !line.contains('\n') {
        return function.line(line);
    }
    function
        .line(format!("{};", layout::array(8, "let key = ", bound, "")))
        .line(layout::call(8, callee, &arguments("&key".to_owned()), ""))
}

/// `id: i32`, or a tuple for several columns.
fn key_parameter(context: &Context<'_>, id: ModelId, key: &[usize]) -> String {
    let parts = key.iter().map(|&column| {
        let id = ColumnId { model: id, column };
        (
            ident(&context.schema.column(id).name.text),
            rust_type(context, id).parameter(),
        )
    });
    let (names, types): (Vec<String>, Vec<String>) = parts.unzip();
    match key {
        [_] => format!("{}: {}", names.join(", "), types.join(", ")),
        _ => format!("({}): ({})", names.join(", "), types.join(", ")),
    }
}

/// A row's own key, as the argument for that parameter.
fn own_key(context: &Context<'_>, id: ModelId) -> String {
    let key = context.schema.model(id).primary_key();
    let parts = key.iter().map(|&column| {
        let id = ColumnId { model: id, column };
        rust_type(context, id).argument(&ident(&context.schema.column(id).name.text))
    });
    let parts: Vec<String> = parts.collect();
    if key.len() == 1 {
        parts.join(", ")
    } else {
        format!("({})", parts.join(", "))
    }
}

/// A row's own key, bound.
fn own_values(context: &Context<'_>, id: ModelId) -> Vec<String> {
    let model = context.schema.model(id);
    let value =
        |&column: &usize| format!("self.{}.bind()", ident(&model.columns[column].name.text));
    model.primary_key().iter().map(value).collect()
}

/// Several rows by their keys at once; for keys of one column.
fn get_many(context: &Context<'_>, id: ModelId, key: &[usize]) -> Option<Function> {
    let &[column] = key else { return None };
    let key = ColumnId { model: id, column };
    let parameters = [
        context.db(),
        format!("keys: &[{}]", rust_type(context, key).bare),
    ];
    let output = context.result(&format!("{}<Self>", context.scope.prelude("Vec")));
    let signature = layout::signature(4, "pub fn get_many", &parameters, &output);
    let sql = format!(
        "{} ORDER BY {}",
        context.statements.select_in(key),
        context.statements.column(key)
    );
    let function = Function::new(
        "The rows with these primary keys, in the order of the keys; those that are missing are left out.",
        signature,
    );
    Some(
        function
            .sql("SQL", &sql)
            .line("support::all_with_key_in(db, SQL, keys)"),
    )
}

/// `reload`, `save` and `delete`.
pub fn writes(context: &Context<'_>, id: ModelId) -> Vec<Function> {
    let table = format!("{:?}", context.schema.model(id).table.text);
    let this = ["&self".to_owned(), context.db()];
    let signature = |name: &str, output: &str| {
        layout::signature(4, &format!("pub fn {name}"), &this, &context.result(output))
    };
    let reload = Function::new(
        "The row as it is in the database now: [`get`](Self::get) by its own key.",
        signature("reload", "Self"),
    )
    .note("Fails with `NotFound` where it is gone.")
    .line(layout::call(
        8,
        "let row = Self::get",
        &["db".to_owned(), own_key(context, id)],
        "?;",
    ))
    .line(layout::call(
        8,
        "support::found",
        &["row".to_owned(), table.clone()],
        "",
    ));
    let mut writes = vec![reload];
    if let Some(sql) = context.statements.save(id) {
        let save = Function::new(
            "Writes every column of the row but its key.",
            signature("save", "()"),
        )
        .note("Fails with `NotFound` where the row is gone.")
        .sql("SQL", &sql);
        writes.push(save.line("support::save(db, SQL, self)"));
    }
    writes.push(delete(context, id, signature("delete", "()"), &table));
    writes
}

fn delete(context: &Context<'_>, id: ModelId, signature: String, table: &str) -> Function {
    let model = context.schema.model(id);
    let sql = context.statements.delete(id);
    let relationships = (0..model.relationships.len()).map(|relationship| RelId {
        model: id,
        relationship,
    });
    let mut seen = Vec::new();
    let children: Vec<Children> = relationships
        .filter_map(|id| children(context, id, &mut seen))
        .collect();
    let mut delete = Function::new("Deletes the row by its primary key.", signature)
        .note("Fails with `NotFound` where the row is gone.");
    for child in &children {
        delete = delete.sql(&child.constant, &child.sql);
    }
    delete = delete.sql("SQL", &sql);
    if children.is_empty() {
        return bound_call(
            delete,
            "support::delete",
            &own_values(context, id),
            &[table.to_owned()],
        );
    }
    delete = delete.line("let savepoint = support::savepoint(db)?;");
    for child in children {
        delete = delete.line(child.run);
    }
    let mut delete = bound_call(
        delete,
        "support::delete",
        &own_values(context, id),
        &[table.to_owned()],
    );
    if let Some(last) = delete.body.last_mut() {
        last.push_str("?;");
    }
    delete.line("savepoint.commit()")
}

/// What is done with the children of a row that is deleted.
struct Children {
    constant: String,
    sql: String,
    run: String,
}

/// Where the key says what is to happen, that is left to the database.
fn children(context: &Context<'_>, id: RelId, seen: &mut Vec<ColumnId>) -> Option<Children> {
    let relationship = context.schema.relationship(id);
    let ends = context.ends(relationship)?;
    let key = context.schema.column(ends.remote);
    let left = relationship.kind?.has_key() || key.foreign_key.as_ref()?.on_delete.is_some();
    if left || seen.contains(&ends.remote) {
        return None;
    }
    seen.push(ends.remote);
    let name = constant(&relationship.name.text);
    let bound = format!(
        "&[self.{}.bind()]",
        ident(&context.schema.column(ends.local).name.text)
    );
    let (constant, sql, callee, more) = match key.nullable {
        true => (
            format!("NULL_{name}"),
            context.statements.orphan(ends.remote),
            "support::execute",
            None,
        ),
        false => {
            let relation = Some(format!("{:?}", full_name(context, id)));
            (
                format!("ANY_{name}"),
                context.statements.has_children(ends.remote),
                "support::refuse",
                relation,
            )
        }
    };
    let arguments: Vec<String> = ["db".to_owned(), constant.clone(), bound]
        .into_iter()
        .chain(more)
        .collect();
    Some(Children {
        constant,
        sql,
        run: layout::call(8, callee, &arguments, "?;"),
    })
}

/// `update`, and the setters of its builder; nothing where all columns are the key.
pub fn update(
    context: &Context<'_>,
    id: ModelId,
    setters_of_parents: Vec<Function>,
) -> Option<(Function, Vec<Function>)> {
    context.statements.save(id)?;
    let model = context.schema.model(id);
    let key = model.primary_key();
    let builder = context.scope.support("Update");
    let parameters = [key_parameter(context, id, &key)];
    let signature = layout::signature(4, "pub fn update", &parameters, &format!("{builder}<Self>"));
    let bound = key.iter().map(|&column| {
        let id = ColumnId { model: id, column };
        rust_type(context, id)
            .bind_parameter(&ident(&context.schema.column(id).name.text), &context.scope)
    });
    let update = Function::new("Changes some columns of the row with this primary key: `UPDATE … SET …` of what is set, and nothing else.", signature)
        .note("`run` fails with `NotFound` where there is no such row.")
;
    let bound: Vec<String> = bound.collect();
    let update = call_with_values(update, &format!("{builder}::of"), &[], &bound, &[]);
    let others = (0..model.columns.len()).filter(|column| !key.contains(column));
    let mut setters: Vec<Function> = others
        .flat_map(|column| update_setters(context, ColumnId { model: id, column }))
        .collect();
    setters.extend(setters_of_parents);
    Some((update, setters))
}

fn update_setters(context: &Context<'_>, id: ColumnId) -> Vec<Function> {
    let column = context.schema.column(id);
    let (plain, name) = (&column.name.text, ident(&column.name.text));
    let (parameter, value) = value_parameter(context, id);
    let parameters = ["self".to_owned(), format!("{name}: {parameter}")];
    let signature = layout::signature(4, &format!("pub fn {name}"), &parameters, "Self");
    let mut setters = vec![
        Function::new(format!("Sets `{plain}`."), signature)
            .line(format!("self.set({}, {value}.bind())", id.column)),
    ];
    if column.nullable {
        let signature = format!("pub fn {}(self) -> Self {{", setter_null(plain));
        let value = context.scope.support("Value");
        let null = Function::new(format!("Sets `{plain}` to NULL."), signature);
        setters.push(null.line(format!("self.set({}, {value}::Null)", id.column)));
    }
    setters
}
