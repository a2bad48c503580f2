//! Rows that are given along with a new row of their parent.

use std::collections::HashMap;

use super::{ColumnId, ModelId, RelId, Schema};

impl Schema {
    /// Whether rows can be given along with a new row by a relationship.
    pub fn gives_along(&self, id: RelId) -> bool {
        let linked = self.written_link(self.relationship(id));
        self.collection(id).is_some() || linked.is_some()
    }

    /// Whether rows can be given along with a new row of a model.
    pub fn has_children(&self, id: ModelId) -> bool {
        let mut relationships = self.relationships_of(id);
        relationships.any(|(id, _)| self.gives_along(id))
    }

    /// The required columns that take their parent's key where a row is given along, each with the
    /// first relationship that does so.
    pub fn keys_along(&self) -> HashMap<ColumnId, RelId> {
        let mut keys = HashMap::new();
        for (relationship, _) in self.relationships() {
            let Some(collection) = self.collection(relationship) else {
                continue;
            };
            let model = collection.ends.remote.model;
            for column in collection.ends.remote.columns {
                let id = ColumnId { model, column };
                if self.is_required(id) {
                    keys.entry(id).or_insert(relationship);
                }
            }
        }
        keys
    }
}
