//! The views of columns: fields, constants, and what the table knows of them.

use super::context::Context;
use super::names::ident;
use super::types::{self, RustType};
use super::{docs, layout};
use crate::schema::{Column, ColumnId, Default, Type, constant};

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
    let head = format!("pub const {}", constant(&column.name.text));
    let head = layout::constant(4, &head, &wrapper, &["Self".to_owned(), ty.clone()]);
    ColumnView {
        number,
        has_field: column.deferred.is_none(),
        field: layout::field(4, &format!("pub {name}"), &ty),
        own_field: layout::field(4, &name, &ty),
        docs: docs::with(&column.docs, &format!("`{}`", docs::line(&sql))),
        constant: layout::assignment(4, &head, &format!("{wrapper}::new({number})")),
        constant_docs: format!("/// The column `{}`.", column.db_name.text),
        bind: layout::arm(12, &number.to_string(), &format!("self.{name}.bind()")),
        table_column: table_column(context, column),
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
    let info = context.scope.support("TableColumn");
    let constructor = if column.nullable { "nullable" } else { "new" };
    let plain = format!("{info}::{constructor}");
    let kept = format!("{info}::kept");
    let deferred = format!("{info}::deferred");
    // The column as an argument of another call stands further to the right.
    let kept_arguments = |upkeep: String| [layout::call(16, &plain, &arguments, ""), upkeep];
    match (upkeep(context, column), column.deferred) {
        (None, None) => layout::call(12, &plain, &arguments, ""),
        (None, Some(_)) => layout::wrapped_call(12, &deferred, &plain, &arguments),
        (Some(upkeep), None) => layout::call(12, &kept, &kept_arguments(upkeep), ""),
        (Some(upkeep), Some(_)) => {
            layout::wrapped_call(12, &deferred, &kept, &kept_arguments(upkeep))
        }
    }
}

/// Who writes a column beside the program.
fn upkeep(context: &Context<'_>, column: &Column) -> Option<String> {
    let upkeep = context.scope.support("Upkeep");
    if column.computed.is_some() {
        return Some(format!("{upkeep}::Computed"));
    }
    if column.version.is_some() {
        return Some(format!("{upkeep}::Version"));
    }
    let (on_update, _) = column.on_update.as_ref()?;
    Some(match on_update {
        Default::Raw(sql) => {
            let sql = format!("{:?}", format!("({})", sql.text));
            layout::call_of_literal(16, &format!("{upkeep}::Sql"), sql)
        }
        made => format!(
            "{upkeep}::Made({})",
            types::made(made, column).unwrap_or("support::now")
        ),
    })
}
