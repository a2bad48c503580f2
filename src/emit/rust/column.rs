//! The views of columns: fields, constants, and what the table knows of them.

use super::context::Context;
use super::names::ident;
use super::types::RustType;
use super::{docs, layout};
use crate::schema::{Column, ColumnId, Type, constant};

/// What is generated for a column in its model's struct.
pub struct ColumnView {
    pub number: usize,
    /// The field.
    pub name: String,
    pub field_type: String,
    pub docs: Vec<String>,
    pub constant: String,
    pub constant_docs: String,
    /// `TableColumn::new(…)`
    pub table_column: String,
}

/// Views a column.
pub fn view(context: &Context<'_>, id: ColumnId) -> ColumnView {
    let column = context.schema.column(id);
    let sql = context.column_sql(id);
    ColumnView {
        number: id.column,
        name: ident(&column.name.text),
        field_type: field_type(context, id),
        docs: docs::with(&column.docs, &format!("`{sql}`")),
        constant: constant(&column.name.text),
        constant_docs: format!("/// The column `{}`.", column.db_name.text),
        table_column: table_column(context, column),
    }
}

/// The type of the column's field: an `Option` where it may be NULL.
pub fn field_type(context: &Context<'_>, id: ColumnId) -> String {
    let bare = rust_type(context, id).bare;
    if context.schema.column(id).nullable {
        context.option(&bare)
    } else {
        bare
    }
}

/// The column's type.
pub fn rust_type(context: &Context<'_>, id: ColumnId) -> RustType {
    RustType::of(context.schema.column(id), context.schema, &context.scope)
}

fn table_column(context: &Context<'_>, column: &Column) -> String {
    let fits = context.scope.support("Fits");
    let fits = match column.ty {
        Some(Type::String(Some(length))) => format!("{fits}::Characters({length})"),
        Some(Type::Numeric { precision, scale }) => format!("{fits}::Digits({precision}, {scale})"),
        _ => format!("{fits}::Any"),
    };
    let name = &column.db_name.text;
    let arguments = [
        format!("{name:?}"),
        format!("{:?}", context.dialect.name(name)),
        fits,
    ];
    layout::call(
        12,
        &format!("{}::new", context.scope.support("TableColumn")),
        &arguments,
        "",
    )
}
