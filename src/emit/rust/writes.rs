//! The functions of a model that write or reload one row: updates, deletes.

use super::by_key::{bound_call, call_with_values, key_parameter, own_key, own_values, parameter};
use super::column::rust_type;
use super::context::Context;
use super::function::Function;
use super::layout;
use super::many_to_many::deleted_links;
use super::names::ident;
use super::new::value_parameter;
use super::relationship::full_name;
use crate::schema::{ColumnId, KeyId, Model, ModelId, RelId, constant, setter_null};
use crate::syntax::ast::Action;

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
        writes.push(save(context, id, &sql));
    }
    writes.push(delete(context, id, signature("delete", "()"), &table));
    writes
}

/// `save`, which takes over what others have written, where they do.
fn save(context: &Context<'_>, id: ModelId, sql: &str) -> Function {
    let model = context.schema.model(id);
    let kept = model.is_kept();
    let this = if kept { "&mut self" } else { "&self" };
    let parameters = [this.to_owned(), context.db()];
    let signature = layout::signature(4, "pub fn save", &parameters, &context.result("()"));
    let docs = "Writes every column of the row but its key.";
    let mut save = Function::new(docs, signature).note(fails(model));
    if kept {
        save = save.note("The row is then as the database has it.");
    }
    let callee = if kept { "save_kept" } else { "save" };
    save.sql("SQL", sql)
        .line(format!("support::{callee}(db, SQL, self)"))
}

/// What becomes of a row that is not there any more.
fn fails(model: &Model) -> &'static str {
    match model.version() {
        Some(_) => "Fails with `Stale` where the row was changed or deleted since it was read.",
        None => "Fails with `NotFound` where the row is gone.",
    }
}

fn delete(context: &Context<'_>, id: ModelId, signature: String, table: &str) -> Function {
    let model = context.schema.model(id);
    let sql = context.statements.delete(id);
    let relationships = (0..model.relationships.len()).map(|relationship| RelId {
        model: id,
        relationship,
    });
    let mut children = deleted_links(context, id);
    let mut seen = context.schema.links_to(id);
    children.extend(relationships.filter_map(|id| self::children(context, id, &mut seen)));
    let mut delete =
        Function::new("Deletes the row by its primary key.", signature).note(fails(model));
    for child in &children {
        delete = delete.sql(&child.constant, &child.sql);
    }
    delete = delete.sql("SQL", &sql);
    let values = own_values(model, &context.statements.own_key(id));
    let run = |delete: Function| match model.version() {
        None => bound_call(delete, "support::delete", &values, &[table.to_owned()]),
        Some(_) => bound_call(delete, "support::delete_version::<Self>", &values, &[]),
    };
    if children.is_empty() {
        return run(delete);
    }
    delete = delete.line("let savepoint = support::savepoint(db)?;");
    for child in children {
        delete = delete.line(child.run);
    }
    let mut delete = run(delete);
    if let Some(last) = delete.body.last_mut() {
        last.push_str("?;");
    }
    delete.line("savepoint.commit()")
}

/// What is done with the children of a row that is deleted.
pub struct Children {
    pub constant: String,
    pub sql: String,
    pub run: String,
}

/// Where the key says that the database deletes them, keeps the row, or gives them another, and where
/// the relationship says so, that is left to the database. What SQLAlchemy does does not rely on its foreign keys being enforced.
fn children(context: &Context<'_>, id: RelId, seen: &mut Vec<KeyId>) -> Option<Children> {
    let relationship = context.schema.relationship(id);
    let ends = context.schema.ends(relationship)?;
    let key = relationship.key()?;
    let on_delete = context.schema.foreign_key(key).on_delete;
    let behaviour = &relationship.behaviour;
    let ours = behaviour.viewonly.is_none()
        && behaviour.passive_deletes.is_none()
        && on_delete.is_none_or(|(action, _)| matches!(action, Action::SetNull | Action::NoAction));
    if relationship.kind?.has_key() || !ours || seen.contains(&key) {
        return None;
    }
    seen.push(key);
    let name = constant(&relationship.name.text);
    let model = context.schema.model(id.model);
    let bound = own_values(model, &ends.local.columns).join(", ");
    let bound = format!("&[{bound}]");
    let children = context.schema.model(ends.remote.model);
    let (constant, sql, callee, more) = match children.any_nullable(&ends.remote.columns) {
        true => (
            format!("NULL_{name}"),
            context.statements.orphan(&ends.remote),
            "support::execute",
            None,
        ),
        false => {
            let relation = Some(format!("{:?}", full_name(context, id)));
            (
                format!("ANY_{name}"),
                context.statements.has_children(&ends.remote),
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
        rust_type(context, id).bind_parameter(
            &parameter(&context.schema.column(id).name.text),
            &context.scope,
        )
    });
    let update = Function::new("Changes some columns of the row with this primary key: `UPDATE … SET …` of what is set, and nothing else.", signature)
        .note("`run` fails with `NotFound` where there is no such row.")
;
    let bound: Vec<String> = bound.collect();
    let update = call_with_values(update, &format!("{builder}::of"), &[], &bound, &[]);
    let written = |column: &usize| {
        let one = &model.columns[*column];
        !key.contains(column) && one.computed.is_none() && one.version.is_none()
    };
    let others = (0..model.columns.len()).filter(written);
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
    let number = context.schema.model(id.model).number(id.column);
    let mut setters = vec![
        Function::new(format!("Sets `{plain}`."), signature)
            .line(format!("self.set({number}, {value}.bind())")),
    ];
    if column.nullable {
        let signature = format!("pub fn {}(self) -> Self {{", setter_null(plain));
        let value = context.scope.support("Value");
        let null = Function::new(format!("Sets `{plain}` to NULL."), signature);
        setters.push(null.line(format!("self.set({number}, {value}::Null)")));
    }
    setters
}
