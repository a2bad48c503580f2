//! Models, and tables without one.

use serde::Serialize;

use super::column::Column;
use super::relationship::Relationship;
use super::table::{Check, ForeignKey, Index, Key};
use super::{Place, Shown, docs};
use crate::schema::{ColumnId, ModelId, RelId};

#[derive(Serialize)]
pub(super) struct Model<'s> {
    kind: &'static str,
    name: &'s str,
    docs: Option<String>,
    namespace: Option<&'s str>,
    table: &'s str,
    comment: Option<&'s str>,
    strict: bool,
    without_rowid: bool,
    columns: Vec<Column<'s>>,
    primary_key: Option<Key<'s>>,
    uniques: Vec<Key<'s>>,
    indexes: Vec<Index<'s>>,
    checks: Vec<Check<'s>>,
    foreign_keys: Vec<ForeignKey<'s>>,
    relationships: Vec<Relationship<'s>>,
    place: Option<Place<'s>>,
}

impl<'s> Shown<'s> {
    pub(super) fn model(&self, id: ModelId) -> Model<'s> {
        let model = self.schema.model(id);
        let table = self.table(id);
        let columns = (0..model.columns.len()).map(|column| ColumnId { model: id, column });
        let relationships = (0..model.relationships.len()).map(|relationship| RelId {
            model: id,
            relationship,
        });
        Model {
            kind: if model.has_struct() { "model" } else { "table" },
            name: &model.name.text,
            docs: docs(&model.docs),
            namespace: model.namespace.as_ref().map(|name| name.text.as_str()),
            table: &model.table.text,
            comment: table.and_then(|table| table.comment.as_deref()),
            strict: model.strict.is_some(),
            without_rowid: model.without_rowid.is_some(),
            columns: columns.map(|id| self.column(id)).collect(),
            primary_key: table.and_then(|table| self.primary_key(id, table)),
            uniques: table.map_or_else(Vec::new, |table| self.uniques(id, table)),
            indexes: table.map_or_else(Vec::new, |table| self.indexes(id, table)),
            checks: table.map_or_else(Vec::new, |table| self.checks(id, table)),
            foreign_keys: self.foreign_keys(id),
            relationships: relationships.map(|id| self.relationship(id)).collect(),
            place: self.place(model.name.span),
        }
    }
}
