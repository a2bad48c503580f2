//! The setters of new rows, and what functions take for a column's value.

use super::filling::{Filling, filling};
use crate::emit::rust::code::{Code, code, ident};
use crate::emit::rust::column::rust_type;
use crate::emit::rust::context::Context;
use crate::emit::rust::function::Function;
use crate::emit::rust::layout;
use crate::schema::{ColumnId, ModelId, setter_null};

/// The parameter for a column's value, and what makes a value of it.
pub fn value_parameter(context: &Context<'_>, id: ColumnId) -> (Code, Code) {
    let column = context.schema.column(id);
    let (name, ty) = (ident(&column.name.text), rust_type(context, id));
    if column.nullable {
        return ty.given_nullable(&name, &context.scope);
    }
    match context.parent_of_key(id) {
        Some(parent) => {
            let key_of = context.scope.support("KeyOf");
            let parent = context.model_name(parent);
            (
                code!["impl ", key_of, "<", parent, ", ", ty.bare, ">"],
                code![name, ".key_of()"],
            )
        }
        None => ty.given(&name, &context.scope),
    }
}

/// The parameter for the key of a parent that may not be known yet, and what makes a value of it.
pub fn parent_parameter(context: &Context<'_>, id: ColumnId, parent: ModelId) -> (Code, Code) {
    let trait_name = context.scope.support("ParentKey");
    let (model, ty) = (context.model_name(parent), rust_type(context, id).bare);
    let name = ident(&context.schema.column(id).name.text);
    (
        code!["impl ", trait_name, "<", model, ", ", ty, ">"],
        code![name, ".parent_key()"],
    )
}

/// What the field of a new row is where that value is given for the column.
pub fn given_field(context: &Context<'_>, id: ColumnId, value: Code) -> Code {
    let nullable = context.schema.column(id).nullable;
    match filling(context, id) {
        Filling::Required | Filling::Computed | Filling::Version => value,
        Filling::Numbered | Filling::Default(_) | Filling::Database if nullable => {
            code!["Some(Some(", value, "))"]
        }
        _ => code!["Some(", value, ")"],
    }
}

/// The setters of a column.
pub fn setters(context: &Context<'_>, id: ColumnId) -> Vec<Function> {
    let column = context.schema.column(id);
    let (plain, name) = (&column.name.text, ident(&column.name.text));
    let (parameter, value) = value_parameter(context, id);
    let set = |value: &Code, docs: String| {
        let parameters = ["mut self".into(), code![name, ": ", parameter]];
        let head = code!["pub fn ", name];
        Function::new(docs, layout::signature(4, head, &parameters, "Self"))
            .line(layout::assignment(8, code!["self.", name], value))
            .line("self")
    };
    match filling(context, id) {
        Filling::Required | Filling::Parent | Filling::Computed | Filling::Version => Vec::new(),
        Filling::Null => vec![set(&value, format!("Sets `{plain}`."))],
        Filling::Numbered | Filling::Default(_) | Filling::Database => {
            let mut setters = vec![set(
                &code!["Some(", value, ")"],
                format!("Sets `{plain}`, instead of its default."),
            )];
            if column.nullable {
                let setter = ident(&setter_null(plain));
                let signature = code!["pub fn ", setter, "(mut self) -> Self {"];
                let null = Function::new(
                    format!("Sets `{plain}` to NULL, instead of its default."),
                    signature,
                );
                setters.push(
                    null.line(code!["self.", name, " = Some(None);"])
                        .line("self"),
                );
            }
            setters
        }
    }
}
