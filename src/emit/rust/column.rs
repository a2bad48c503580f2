//! The views of columns: fields, constants, and what the table knows of them.

use super::code::{Code, Doc, Ident, code, doc, ident};
use super::context::Context;
use super::types::RustType;
use super::{arms, docs, layout, table_column};
use crate::schema::{ColumnId, constant};

/// What is generated for a column in its model's struct.
pub struct ColumnView {
    pub number: usize,
    /// Whether the struct has a field for it.
    pub has_field: bool,
    /// The field.
    pub name: Ident,
    /// `pub name: String,`
    pub field: Code,
    /// `name: String,`
    pub own_field: Code,
    pub docs: Vec<Doc>,
    /// `pub const NAME: …;`
    pub constant: Code,
    pub constant_docs: Doc,
    /// The arm that binds it.
    pub bind: Code,
    /// `TableColumn::new(…)`
    pub table_column: Code,
}

/// Views a column.
pub fn view(context: &Context<'_>, id: ColumnId) -> ColumnView {
    let column = context.schema.column(id);
    let sql = context.column_sql(id);
    let name = ident(&column.name.text);
    let number = context.schema.model(id.model).number(id.column);
    let (wrapper, ty) = (context.scope.support("Column"), field_type(context, id));
    let head = code!["pub const ", ident(&constant(&column.name.text))];
    let head = layout::constant(4, head, &wrapper, &["Self".into(), ty.clone()]);
    let in_table = ["The column `", &column.db_name.text, "`."].concat();
    ColumnView {
        number,
        has_field: column.deferred.is_none(),
        field: layout::field(4, code!["pub ", name], &ty),
        own_field: layout::field(4, &name, &ty),
        docs: docs::with(&column.docs, &["`", &docs::line(&sql), "`"].concat()),
        constant: layout::assignment(4, head, code![wrapper, "::new(", number, ")"]),
        constant_docs: doc(&in_table),
        bind: arms::arm(12, number, code!["self.", name, ".bind()"]),
        table_column: table_column::view(context, id),
        name,
    }
}

/// The type of the column's field: an `Option` where it may be NULL.
pub fn field_type(context: &Context<'_>, id: ColumnId) -> Code {
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
