//! How far a deletion reaches.

use std::collections::{HashMap, HashSet};

use super::{Edge, Fate, ModelId, Schema};

/// How many relationships lead, one after the other, from a row of each model to the farthest rows that the program has
/// to look after when it is deleted.
pub struct DeletionDepths(HashMap<ModelId, usize>);

impl DeletionDepths {
    /// From a row of that model; 0 where nothing has to be done but to delete it.
    pub fn of(&self, model: ModelId) -> usize {
        self.0.get(&model).copied().unwrap_or_default()
    }

    /// By that relationship. One that closes a circle leads no further: its rows are found together.
    pub fn by(&self, edge: &Edge) -> usize {
        let below = self.of(edge.ends.remote.model);
        match edge.fate {
            Fate::Deleted => 1 + below,
            Fate::DeletedByKey if below == 0 => 0,
            Fate::DeletedByKey => 1 + below,
            Fate::Orphaned | Fate::Kept => 1,
        }
    }
}

impl Schema {
    /// How far deletions reach, of all models.
    pub fn deletion_depths(&self) -> DeletionDepths {
        let edges = self.models().map(|(model, _)| (model, self.edges(model)));
        let edges: HashMap<ModelId, Vec<Edge>> = edges.collect();
        let mut depths = DeletionDepths(HashMap::new());
        for model in self.those_below_first(&edges) {
            let edges = edges.get(&model).into_iter().flatten();
            let depth = edges.map(|edge| depths.by(edge)).max();
            depths.0.insert(model, depth.unwrap_or_default());
        }
        depths
    }

    /// The models, each behind those whose rows go with its own. It is no recursion, so that they may be any number in
    /// a row.
    fn those_below_first(&self, edges: &HashMap<ModelId, Vec<Edge>>) -> Vec<ModelId> {
        let (mut seen, mut order) = (HashSet::new(), Vec::new());
        for (root, _) in self.models() {
            let mut open = vec![(root, false)];
            while let Some((model, are_those_below_done)) = open.pop() {
                if are_those_below_done {
                    order.push(model);
                } else if seen.insert(model) {
                    open.push((model, true));
                    let deleting = edges.get(&model).into_iter().flatten();
                    let deleting = deleting.filter(|edge| edge.deletes());
                    open.extend(deleting.map(|edge| (edge.ends.remote.model, false)));
                }
            }
        }
        order
    }
}
