//! What a `primaryjoin` says beside the columns that are equal, in SQL and in Rust.

use super::context::Context;
use super::layout;
use super::sql::Statements;
use super::types::stored;
use crate::schema::{ColumnId, Condition, Default, Ends, ModelId, Relationship, Side, Type};

impl Statements<'_> {
    /// The comparisons of one of the two rows, `kind = 'novel'`, with that before each column.
    pub fn fixed(
        &self,
        relationship: &Relationship,
        (side, model): (Side, ModelId),
        prefix: &str,
    ) -> Vec<String> {
        let conditions = relationship.conditions().iter();
        let of_side = conditions.filter(|one| one.side == side);
        let terms = of_side.map(|one| {
            let column = ColumnId {
                model,
                column: one.column,
            };
            let (name, value) = (self.column(column), self.constant(column, &one.value));
            format!("{prefix}{name} {} {value}", operator(one))
        });
        terms.collect()
    }

    /// A condition on the target's rows, and what else holds of them.
    pub fn and_fixed(&self, relationship: &Relationship, model: ModelId, first: String) -> String {
        let fixed = self.fixed(relationship, (Side::Remote, model), "");
        let all: Vec<String> = [first].into_iter().chain(fixed).collect();
        all.join(" AND ")
    }

    /// A constant as SQL, as values of the column are stored.
    fn constant(&self, column: ColumnId, value: &Default) -> String {
        let text = |text: &str| self.dialect.text(text);
        match value {
            Default::Integer(number) => number.to_string(),
            Default::Boolean(bool) => self.dialect.boolean(*bool).to_owned(),
            Default::Decimal(digits) => match self.schema.column(column).ty {
                Some(Type::Numeric { .. }) => text(digits),
                _ => digits.clone(),
            },
            Default::Text(value) => text(&self.dialect.given(&self.type_of(column), value)),
            Default::Variant(id, variant) => {
                text(&self.schema.enums[id.0].variants[*variant].label.text)
            }
            // The others are no constants, which the resolver has said.
            Default::Null | Default::Now | Default::Uuid | Default::Raw(_) => "NULL".to_owned(),
        }
    }
}

/// The comparisons for the support code: `support::Fixed::remote(3, "=", Value::text("novel"))`.
pub fn fixed(context: &Context<'_>, relationship: &Relationship, ends: &Ends) -> Vec<String> {
    let conditions = relationship.conditions().iter();
    let one = |condition: &Condition| {
        let (side, model) = match condition.side {
            Side::Local => ("local", ends.local.model),
            Side::Remote => ("remote", ends.remote.model),
        };
        let number = context.schema.model(model).number(condition.column);
        let column = condition.column;
        let value = stored(&condition.value, ColumnId { model, column }, context);
        let null = || format!("{}::Null", context.scope.support("Value"));
        // What is made where it stands has to be made by a constant function.
        let value = value.map(|value| value.replacen("::from(", "::text(", 1));
        let arguments = [
            number.to_string(),
            format!("{:?}", operator(condition)),
            value.unwrap_or_else(null),
        ];
        layout::call(16, &format!("support::Fixed::{side}"), &arguments, "")
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
