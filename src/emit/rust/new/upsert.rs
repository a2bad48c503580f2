//! The functions that insert rows, or change those that are there with the same key.

use crate::dialect::{Name, Sql, sql};
use crate::emit::rust::clauses;
use crate::emit::rust::code::{Code, Rust, code, ident, numbers};
use crate::emit::rust::context::Context;
use crate::emit::rust::function::Function;
use crate::emit::rust::layout;
use crate::emit::rust::sql::Statements;
use crate::schema::{ColumnId, ModelId, UpsertKey};
use crate::text::{Piece, join};

/// Those of a new row, one for each key.
pub fn upserts(context: &Context<'_>, id: ModelId) -> Vec<Function> {
    let keys = context.schema.model(id).upsert_keys().into_iter();
    keys.map(|key| upsert(context, id, &key)).collect()
}

/// Those of any number of rows.
pub fn upserts_of_all(context: &Context<'_>, id: ModelId) -> Vec<Function> {
    let keys = context.schema.model(id).upsert_keys().into_iter();
    keys.map(|key| upsert_all(context, id, &key)).collect()
}

fn upsert(context: &Context<'_>, id: ModelId, key: &UpsertKey) -> Function {
    let (model, name) = (context.schema.model(id), context.model_name(id));
    let parameters = ["self".into(), context.db(), columns(context, name)];
    let head = context.head(ident(&format!("upsert{}", key.suffix)));
    let signature = layout::signature(4, head, &parameters, context.result(name));
    let of = named(context, id, key);
    let docs = format!(
        "Inserts the row, or has the one that is there with its {of} take over these columns, and returns it."
    );
    let mut upsert = Function::new(docs, signature)
        .note("`()`: a row that is there stays as it is. Part of the primary key, and what others write, is refused with `DoesNotFit`.");
    if model.any_nullable(&key.columns) {
        upsert = upsert.note("NULL is like no other: such a row is inserted.");
    }
    if key.columns.iter().any(|&column| model.is_generated(column)) {
        upsert = upsert.note("Without a key it is inserted, and numbered.");
    }
    let numbers = code!["&", numbers(&model.numbers(&key.columns))];
    let arguments = ["db".into(), "self".into(), numbers, "columns".into()];
    upsert
        .shows(&context.statements.upsert(id, key))
        .line(layout::call(
            8,
            "support::upsert",
            &arguments,
            context.awaited(""),
        ))
}

fn upsert_all(context: &Context<'_>, id: ModelId, key: &UpsertKey) -> Function {
    let (name, vec) = (context.model_name(id), context.scope.prelude("Vec"));
    let rows = code!["rows: ", vec, "<New", name, ">"];
    let parameters = [context.db(), rows, columns(context, "Self")];
    let head = context.head(ident(&format!("upsert_all{}", key.suffix)));
    let output = context.result(context.list("Self"));
    let signature = layout::signature(4, head, &parameters, output);
    let one = format!("upsert{}", key.suffix);
    let docs = format!(
        "[`{one}`](New{name}::{one}) of rows, all or none, many with one statement. They come back in their order."
    );
    let model = context.schema.model(id);
    let numbers = code!["&", numbers(&model.numbers(&key.columns))];
    let arguments = ["db".into(), "rows".into(), numbers, "columns".into()];
    let tail = context.awaited("");
    Function::new(docs, signature).line(layout::call(8, "support::upsert_all", &arguments, tail))
}

fn columns(context: &Context<'_>, model: impl Piece<Rust>) -> Code {
    let columns = context.scope.support("Columns");
    code!["columns: impl ", columns, "<", model, ">"]
}

/// `` `label` ``, `` `a` and `b` ``
fn named(context: &Context<'_>, id: ModelId, key: &UpsertKey) -> String {
    let columns = &context.schema.model(id).columns;
    let names = key
        .columns
        .iter()
        .map(|&column| format!("`{}`", columns[column].name.text));
    names.collect::<Vec<_>>().join(" and ")
}

impl Statements<'_> {
    /// A new row with all columns given, where a row that is there with that key takes over what it can.
    pub fn upsert(&self, id: ModelId, key: &UpsertKey) -> Sql {
        let model = self.schema.model(id);
        let name = |column: usize| self.column(ColumnId { model: id, column });
        let there = |name: &Name| match self.dialect.is_strict() {
            true => sql![self.table(id), ".", name],
            false => sql![name],
        };
        let (mut columns, mut sets) = (Vec::new(), Vec::new());
        for column in model.in_struct_order() {
            let one = &model.columns[column];
            if one.computed.is_some() {
                continue;
            }
            let name = name(column);
            if one.version.is_some() {
                sets.push(sql![name, " = ", there(name), " + 1"]);
            } else if model.updated().any(|updated| updated == column)
                && !key.columns.contains(&column)
            {
                sets.push(sql![name, " = excluded.", name]);
            }
            columns.push(name);
        }
        let own: Vec<&Name> = key.columns.iter().map(|&column| name(column)).collect();
        if sets.is_empty() {
            sets.extend(own.iter().map(|name| sql![name, " = ", there(name)]));
        }
        let values = (1..=columns.len()).map(|number| self.dialect.next_parameter(number));
        let insert = clauses::insert(self.table(id), &columns, &values.collect::<Vec<_>>());
        let conflict = sql![" ON CONFLICT (", join(&own, ", "), ")"];
        let update = sql![" DO UPDATE SET ", join(&sets, ", ")];
        self.returning(id, sql![insert, conflict, update])
    }
}
