//! What a `primaryjoin` says beside the columns that are equal, in SQL and in Rust.

use super::code::{Code, code, literal};
use super::context::Context;
use super::layout;
use super::sql::Statements;
use super::types::stored;
use crate::dialect::{Sql, Statement, decimal, sql};
use crate::schema::{ColumnId, Condition, Default, Ends, ModelId, Relationship, Side, Type};
use crate::text::{Piece, join};

impl Statements<'_> {
    /// The comparisons of one of the two rows, `kind = 'novel'`, with that before each column.
    pub fn fixed(
        &self,
        relationship: &Relationship,
        (side, model): (Side, ModelId),
        prefix: impl Piece<Statement>,
    ) -> Vec<Sql> {
        let conditions = relationship.conditions().iter();
        let of_side = conditions.filter(|one| one.side == side);
        let terms = of_side.map(|one| {
            let column = ColumnId {
                model,
                column: one.column,
            };
            let (name, value) = (self.column(column), self.constant(column, &one.value));
            sql![prefix, name, " ", operator(one), " ", value]
        });
        terms.collect()
    }

    /// A condition on the target's rows, and what else holds of them.
    pub fn and_fixed(&self, relationship: &Relationship, model: ModelId, first: Sql) -> Sql {
        let fixed = self.fixed(relationship, (Side::Remote, model), "");
        let all: Vec<Sql> = [first].into_iter().chain(fixed).collect();
        join(&all, " AND ")
    }

    /// A constant as SQL, as values of the column are stored.
    fn constant(&self, column: ColumnId, value: &Default) -> Sql {
        let text = |text: &str| self.dialect.text(text).whole();
        match value {
            Default::Integer(number) => sql![number],
            Default::Boolean(bool) => self.dialect.boolean(*bool).into(),
            Default::Decimal(digits) => match self.schema.column(column).ty {
                Some(Type::Numeric { .. }) => text(digits),
                _ => decimal(digits),
            },
            Default::Text(value) => text(&self.dialect.given(&self.type_of(column), value)),
            Default::Variant(id, variant) => {
                text(&self.schema.enums[id.0].variants[*variant].label.text)
            }
            // The others are no constants, which the resolver has said.
            Default::Null | Default::Now | Default::Uuid | Default::Raw(_) => "NULL".into(),
        }
    }
}

/// The comparisons for the support code: `support::Fixed::remote(3, "=", Value::text("novel"))`.
pub fn fixed(context: &Context<'_>, relationship: &Relationship, ends: &Ends) -> Vec<Code> {
    let conditions = relationship.conditions().iter();
    let one = |condition: &Condition| {
        let (side, model) = match condition.side {
            Side::Local => ("local", ends.local.model),
            Side::Remote => ("remote", ends.remote.model),
        };
        let number = context.schema.model(model).number(condition.column);
        let column = condition.column;
        // What is made where it stands has to be made by a constant function.
        let value = stored(
            &condition.value,
            ColumnId { model, column },
            context,
            "text",
        );
        let null = || code![context.scope.support("Value"), "::Null"];
        let arguments = [
            code![number],
            literal(operator(condition)).whole(),
            value.unwrap_or_else(null),
        ];
        layout::call(16, code!["support::Fixed::", side], &arguments, "")
    };
    conditions.map(one).collect()
}

fn operator(condition: &Condition) -> &'static str {
    match (condition.operator, &condition.value) {
        ("==", Default::Null) => "IS",
        ("!=", Default::Null) => "IS NOT",
        ("==", _) => "=",
        ("!=", _) => "<>",
        (other, _) => other,
    }
}
