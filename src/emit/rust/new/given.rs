//! What an INSERT is given for the columns of a new row.

use super::filling::{Filling, filling};
use crate::emit::rust::context::Context;
use crate::emit::rust::layout;
use crate::emit::rust::names::ident;
use crate::emit::rust::types::{made, stored};
use crate::schema::{ColumnId, Default};

/// What the INSERT is given for a column.
pub fn given(context: &Context<'_>, id: ColumnId) -> String {
    let column = context.schema.column(id);
    let (name, given) = (ident(&column.name.text), context.scope.support("Given"));
    match filling(context, id) {
        Filling::Computed => format!("{given}::Database"),
        Filling::Version => {
            format!(
                "{given}::Value({}::Integer(1))",
                context.scope.support("Value")
            )
        }
        Filling::Numbered if !context.target.numbers_null() => {
            format!("{given}::or_database(&self.{name})")
        }
        Filling::Database => format!("{given}::or_database(&self.{name})"),
        Filling::Default(Default::Raw(sql)) => {
            let sql = format!("{:?}", format!("({})", sql.text));
            layout::call(
                12,
                &format!("{given}::or_sql"),
                &[format!("&self.{name}"), sql],
                "",
            )
        }
        Filling::Default(default) => match stored(default, id, context) {
            Some(value) => layout::call(
                12,
                &format!("{given}::or_value"),
                &[format!("&self.{name}"), value],
                "",
            ),
            None => format!(
                "{given}::or_made(&self.{name}, {})",
                made(default, column).unwrap_or("support::now")
            ),
        },
        Filling::Parent => {
            let relationship = context.parent_along(id).map(|parent| parent.relationship);
            let relationship = relationship.unwrap_or_default();
            let arguments = [format!("&self.{name}"), format!("{relationship:?}")];
            layout::call(12, &format!("{given}::or_parent"), &arguments, "")
        }
        Filling::Required | Filling::Null | Filling::Numbered => {
            format!("{given}::Value(self.{name}.bind())")
        }
    }
}
