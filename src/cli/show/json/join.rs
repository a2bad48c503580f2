//! What relationships are joined on.

use serde::Serialize;

use super::Shown;
use super::column::Value;
use crate::schema::{ColumnList, Join, KeyId, Link, RelId, Side};

/// The table between the two models of a many-to-many.
#[derive(Serialize)]
pub(super) struct Secondary<'s> {
    table: &'s str,
    /// Its columns that hold the key of the relationship's own model.
    local: Vec<&'s str>,
    /// Those that hold the target's.
    remote: Vec<&'s str>,
}

/// A comparison of a column with a constant.
#[derive(Serialize)]
pub(super) struct Condition<'s> {
    side: &'static str,
    column: &'s str,
    operator: &'static str,
    value: Value<'s>,
}

impl<'s> Shown<'s> {
    /// The columns of either model, in the same order where they are equal.
    pub(super) fn joined(&self, id: RelId) -> (Vec<&'s str>, Vec<&'s str>) {
        match self.schema.joined(id) {
            Some(ends) => (self.names(&ends.local), self.names(&ends.remote)),
            None => (Vec::new(), Vec::new()),
        }
    }

    pub(super) fn secondary(&self, link: Link) -> Secondary<'s> {
        let columns = |key: KeyId| {
            let columns = self.schema.foreign_key(key).columns.clone();
            let model = link.table;
            self.names(&ColumnList { model, columns })
        };
        Secondary {
            table: &self.schema.model(link.table).table.text,
            local: columns(link.local),
            remote: columns(link.remote),
        }
    }

    pub(super) fn conditions(&self, id: RelId) -> Vec<Condition<'s>> {
        let one = self.schema.relationship(id);
        let (Some(Join::Columns(join)), Some(target)) = (&one.join, one.target) else {
            return Vec::new();
        };
        let conditions = join.conditions.iter().filter_map(|condition| {
            let (side, model) = match condition.side {
                Side::Local => ("local", id.model),
                Side::Remote => ("remote", target),
            };
            let columns = &self.schema.model(model).columns;
            Some(Condition {
                side,
                column: &columns.get(condition.column)?.name.text,
                operator: condition.operator,
                value: self.value(&condition.value),
            })
        });
        conditions.collect()
    }
}
