//! The views of columns: fields, constants, and what the table knows of them.

use super::context::Context;
use super::names::ident;
use super::types::RustType;
use super::{arms, docs, layout, table_column};
use crate::schema::{ColumnId, constant};

/// What is generated for a column in its model's struct.
pub struct ColumnView {
    pub number: usize,
    /// Whether the struct has a field for it.
    pub has_field: bool,
    /// The field.
    pub name: String,
    /// `pub name: String,`
    pub field: String,
    /// `name: String,`
    pub own_field: String,
    pub docs: Vec<String>,
    /// `pub const NAME: …;`
    pub constant: String,
    pub constant_docs: String,
    /// The arm that binds it.
    pub bind: String,
    /// `TableColumn::new(…)`
    pub table_column: String,
}

/// Views a column.
pub fn view(context: &Context<'_>, id: ColumnId) -> ColumnView {
    let column = context.schema.column(id);
    let sql = context.column_sql(id);
    let name = ident(&column.name.text);
    let number = context.schema.model(id.model).number(id.column);
    let (wrapper, ty) = (context.scope.support("Column"), field_type(context, id));
    let head = ["pub const ", &constant(&column.name.text)].concat();
    let head = layout::constant(4, &head, &wrapper, &["Self".to_owned(), ty.clone()]);
    ColumnView {
        number,
        has_field: column.deferred.is_none(),
        field: layout::field(4, &["pub ", &name].concat(), &ty),
        own_field: layout::field(4, &name, &ty),
        docs: docs::with(&column.docs, &["`", &docs::line(&sql), "`"].concat()),
        constant: layout::assignment(4, &head, &format!("{wrapper}::new({number})")),
        constant_docs: ["/// The column `", &column.db_name.text, "`."].concat(),
        bind: arms::arm(
            12,
            &number.to_string(),
            &["self.", &name, ".bind()"].concat(),
        ),
        table_column: table_column::view(context, id),
        name,
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
