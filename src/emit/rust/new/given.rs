//! What an INSERT is given for the columns of a new row.

use super::filling::{Filling, filling};
use crate::dialect::{expression, sql};
use crate::emit::rust::arms;
use crate::emit::rust::code::{Code, code, ident, literal};
use crate::emit::rust::context::Context;
use crate::emit::rust::types::{made, stored};
use crate::schema::{ColumnId, Default};

/// The arm that gives the INSERT a column; none for what is left to the database in any case.
pub fn given(context: &Context<'_>, id: ColumnId) -> Option<Code> {
    let column = context.schema.column(id);
    let (name, given) = (ident(&column.name.text), context.scope.support("Given"));
    let field = code!["&self.", name];
    let (function, arguments) = match filling(context, id) {
        Filling::Computed => return None,
        Filling::Version => {
            let one = code![context.scope.support("Value"), "::Integer(1)"];
            ("Value", vec![one])
        }
        Filling::Numbered if !context.target.numbers_null() => ("or_database", vec![field]),
        Filling::Database => ("or_database", vec![field]),
        Filling::Default(Default::Raw(sql)) => {
            let sql = literal(&sql!["(", expression(&sql.text), ")"]).whole();
            ("or_sql", vec![field, sql])
        }
        Filling::Default(default) => match stored(default, id, context, "from") {
            Some(value) => ("or_value", vec![field, value]),
            None => {
                let made = made(default, column).unwrap_or("support::now");
                ("or_made", vec![field, made.into()])
            }
        },
        Filling::Parent => {
            let relationship = context.parent_along(id).map(|parent| parent.relationship);
            let relationship = relationship.unwrap_or_default();
            ("or_parent", vec![field, literal(&relationship).whole()])
        }
        Filling::Required | Filling::Null | Filling::Numbered => {
            ("Value", vec![code!["self.", name, ".bind()"]])
        }
    };
    let number = context.schema.model(id.model).number(id.column);
    let callee = code![given, "::", function];
    Some(arms::arm_of_call(12, number, callee, &arguments))
}
