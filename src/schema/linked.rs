//! Many-to-many: two tables, and the one between them.

use std::collections::{HashMap, HashSet};

use super::{ColumnId, ColumnList, KeyId, Link, ModelId, Relationship, Schema};
use crate::syntax::ast::Action;

/// The columns along which a table between two others leads from one to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkEnds {
    /// The relationship's own model, and the columns that the link table points to.
    pub local: ColumnList,
    /// The link table's columns that point there.
    pub to_local: ColumnList,
    /// The same of the target.
    pub remote: ColumnList,
    pub to_remote: ColumnList,
}

impl LinkEnds {
    /// The table between the two.
    pub fn table(&self) -> ModelId {
        self.to_local.model
    }

    /// The link table's columns of both keys, each once.
    pub fn pair(&self) -> Vec<usize> {
        let mut columns = self.to_local.columns.clone();
        let others = self.to_remote.columns.iter();
        columns.extend(others.filter(|column| !self.to_local.columns.contains(column)));
        columns
    }
}

impl Schema {
    /// What a many-to-many relationship connects.
    pub fn link_ends(&self, relationship: &Relationship) -> Option<LinkEnds> {
        let Link { local, remote, .. } = relationship.link()?;
        let end = |id: KeyId| {
            let key = self.foreign_key(id);
            let holder = ColumnList {
                model: id.model,
                columns: key.columns.clone(),
            };
            Some((key.target.clone()?, holder))
        };
        let ((local, to_local), (remote, to_remote)) = (end(local)?, end(remote)?);
        Some(LinkEnds {
            local,
            to_local,
            remote,
            to_remote,
        })
    }

    /// What a many-to-many relationship connects by rows that the program can write: of two keys that
    /// are never NULL and of nothing else that the program would have to fill in.
    pub fn written_link(&self, relationship: &Relationship) -> Option<LinkEnds> {
        if relationship.behaviour.viewonly.is_some() {
            return None;
        }
        let ends = self.link_ends(relationship)?;
        let sides = [&ends.local, &ends.remote];
        let nullable = |side: &&ColumnList| self.model(side.model).any_nullable(&side.columns);
        let (model, pair) = (ends.table(), ends.pair());
        let columns = self.model(model).columns.iter().enumerate();
        let mut others = columns.filter(|(column, _)| !pair.contains(column));
        let given = others.any(|(column, one)| {
            let made = one.made_default().is_some() || one.version.is_some();
            made || self.is_required(ColumnId { model, column })
        });
        (!given && !sides.iter().any(nullable)).then_some(ends)
    }

    /// The keys of link tables whose rows go with a row of each model, each once: those of its own
    /// relationships, and of the relationships that lead to it.
    pub fn links(&self) -> HashMap<ModelId, Vec<KeyId>> {
        let all = self.relationships();
        let written = all.filter(|(_, one)| one.behaviour.viewonly.is_none());
        let links = written.filter_map(|(owner, one)| Some((owner.model, one, one.link()?)));
        let links: Vec<_> = links.collect();
        let own = links.iter().map(|(owner, one, link)| {
            let passive = one.behaviour.passive_deletes.is_some();
            (*owner, link.local, passive)
        });
        let others = links.iter();
        let others = others.filter_map(|(_, one, link)| Some((one.target?, link.remote, false)));
        let mut seen = HashSet::new();
        let mut keys: HashMap<ModelId, Vec<KeyId>> = HashMap::new();
        for (model, key, passive) in own.chain(others) {
            if seen.insert((model, key)) && !passive && self.leaves_rows(key) {
                keys.entry(model).or_default().push(key);
            }
        }
        keys
    }

    /// Whether the database leaves the rows of a key alone when what they point to is deleted.
    fn leaves_rows(&self, key: KeyId) -> bool {
        let on_delete = self.foreign_key(key).on_delete;
        on_delete.is_none_or(|(action, _)| matches!(action, Action::SetNull | Action::NoAction))
    }
}
