//! How the columns of a new row come to their values.

use crate::emit::rust::context::Context;
use crate::schema::{ColumnId, Default};

/// How a column of a new row comes to its value.
pub enum Filling<'a> {
    /// `new` demands it.
    Required,
    /// `new` demands it, or that the row is given along with its parent.
    Parent,
    /// NULL, unless it is given.
    Null,
    /// The database's number.
    Numbered,
    /// The schema's default.
    Default(&'a Default),
    /// The database's default.
    Database,
    /// What the database computes: it cannot be given.
    Computed,
    /// The first version: nobody gives it.
    Version,
}

/// How it does.
pub fn filling<'a>(context: &Context<'a>, id: ColumnId) -> Filling<'a> {
    let column = context.schema.column(id);
    if column.computed.is_some() {
        return Filling::Computed;
    }
    if column.version.is_some() {
        return Filling::Version;
    }
    if let Some(default) = column.made_default() {
        Filling::Default(default)
    } else if column.server_default.is_some() {
        Filling::Database
    } else if context.schema.model(id.model).is_generated(id.column) {
        Filling::Numbered
    } else if context.parent_along(id).is_some() {
        Filling::Parent
    } else if context.schema.is_required(id) {
        Filling::Required
    } else {
        Filling::Null
    }
}

/// Whether an INSERT leaves the column out where it is not given.
pub fn is_left_out(context: &Context<'_>, id: ColumnId) -> bool {
    match filling(context, id) {
        Filling::Database | Filling::Default(Default::Raw(_)) => true,
        Filling::Numbered => !context.target.numbers_null(),
        _ => false,
    }
}

/// What a default is, in words.
pub fn spoken(default: &Default, context: &Context<'_>) -> String {
    match default {
        Default::Integer(number) => format!("`{number}`"),
        Default::Decimal(digits) => format!("`{digits}`"),
        Default::Text(text) if text.is_empty() => "the empty text".to_owned(),
        Default::Text(text) => format!("`{}`", text.escape_debug()),
        Default::Boolean(bool) => format!("`{bool}`"),
        Default::Null => "NULL".to_owned(),
        Default::Now => "the time of the INSERT, in UTC".to_owned(),
        Default::Uuid => "a new UUID".to_owned(),
        Default::Variant(id, variant) => {
            let one = &context.schema.enums[id.0];
            format!("`{}`", one.variants[*variant].name.text)
        }
        Default::Raw(sql) => format!("the SQL `{}`", sql.text.escape_debug()),
    }
}
