//! Which rows go with one that is deleted, as a graph of models.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::emit::rust::context::Context;
use crate::schema::{Edge, Fate, ForeignKey, ModelId};

/// Models whose rows are found together.
pub struct Group {
    /// In the order in which their rows are deleted.
    pub models: Vec<ModelId>,
    /// Their rows lead to each other, or one model's to its own.
    pub circular: bool,
}

/// All that goes with a row of one model.
pub struct Graph<'a> {
    pub root: ModelId,
    edges: BTreeMap<ModelId, &'a [Edge]>,
    /// In the order in which rows are deleted. The root is among them where its own rows go with it.
    pub groups: Vec<Group>,
}

/// The models that can be reached from each.
type Reach = BTreeMap<ModelId, BTreeSet<ModelId>>;

impl<'a> Graph<'a> {
    /// Follows the relationships from a model.
    pub fn of(context: &'a Context<'_>, root: ModelId) -> Self {
        let mut edges = BTreeMap::new();
        let mut open = vec![root];
        while let Some(model) = open.pop() {
            let of_model = context.deletions.edges(model);
            let deleting = of_model.iter().filter(|edge| edge.deletes());
            let next: Vec<ModelId> = deleting.map(|edge| edge.ends.remote.model).collect();
            edges.insert(model, of_model);
            open.extend(next.into_iter().filter(|one| !edges.contains_key(one)));
        }
        let mut graph = Self {
            root,
            edges,
            groups: Vec::new(),
        };
        graph.groups = graph.grouped(context);
        graph
    }

    /// The relationships of a model.
    pub fn edges(&self, model: ModelId) -> &[Edge] {
        self.edges.get(&model).copied().unwrap_or_default()
    }

    /// Whether rows cannot be found any more once those are gone that lead to them, so that their keys
    /// are read before: where a relationship leads on, or several models lead to each other.
    pub fn reads_keys(&self) -> bool {
        let mut edges = self.edges.values().copied().flatten();
        edges.any(|edge| edge.leads_on) || self.groups.iter().any(|group| group.models.len() > 1)
    }

    /// All models, in the order in which rows are deleted whose keys have been read: rows before those
    /// that they point to. Where keys go in a circle, those first that cannot be NULL.
    pub fn by_key(&self, context: &Context<'_>) -> Vec<ModelId> {
        let by_key = self.reach(|model| self.pointing_to(context, model));
        let by_required_key = self.reach(|model| self.requiring(context, model));
        let mut models: Vec<ModelId> = self.edges.keys().copied().collect();
        models.sort_by_key(|model| {
            let (keys, required) = (by_key[model].len(), by_required_key[model].len());
            (keys, required, Reverse(context.position(*model)))
        });
        models
    }

    /// The relationships by which rows of a model are deleted.
    pub fn edges_to(&self, model: ModelId) -> Vec<&Edge> {
        let all = self.edges.values().copied().flatten();
        let here = |edge: &&Edge| edge.deletes() && edge.ends.remote.model == model;
        all.filter(here).collect()
    }

    /// The group of a model, if rows of it go with the root's.
    pub fn group(&self, model: ModelId) -> Option<&Group> {
        self.groups
            .iter()
            .find(|group| group.models.contains(&model))
    }

    /// Whether the program deletes them, as opposed to the database.
    pub fn is_ours(&self, group: &Group) -> bool {
        let mut edges = group.models.iter().flat_map(|&model| self.edges_to(model));
        edges.any(|edge| edge.fate == Fate::Deleted)
    }

    /// The models as groups, in the order of `in_order`.
    fn grouped(&self, context: &Context<'_>) -> Vec<Group> {
        let by_cascade = self.reach(|model| self.leading_from(model));
        let by_required_key = self.reach(|model| self.requiring(context, model));
        let models = self.in_order(context, &by_cascade);
        let mut groups: Vec<Group> = Vec::new();
        for &model in &models {
            let together = |one: &ModelId| {
                by_cascade[&model].contains(one) && by_cascade[one].contains(&model)
            };
            let mut members: Vec<ModelId> = models.iter().copied().filter(together).collect();
            let circular = !members.is_empty();
            let known = groups.iter().any(|group| group.models.contains(&model));
            if known || (!circular && model == self.root) {
                continue;
            }
            if !circular {
                members.push(model);
            }
            members.sort_by_key(|one| by_required_key[one].len());
            groups.push(Group {
                models: members,
                circular,
            });
        }
        groups
    }

    /// Rows before those that they point to, by whatever key; where keys go in a circle, rows before
    /// those that they are found by. What is reached from a model reaches less than the model does.
    fn in_order(&self, context: &Context<'_>, by_cascade: &Reach) -> Vec<ModelId> {
        let by_key = self.reach(|model| self.pointing_to(context, model));
        let mut models: Vec<ModelId> = self.edges.keys().copied().collect();
        models.sort_by_cached_key(|model| {
            let (keys, cascades) = (by_key[model].len(), by_cascade[model].len());
            (keys, cascades, Reverse(context.position(*model)))
        });
        models
    }

    fn leading_from(&self, model: ModelId) -> Vec<ModelId> {
        let deleting = self.edges(model).iter().filter(|edge| edge.deletes());
        deleting.map(|edge| edge.ends.remote.model).collect()
    }

    /// Those whose rows point to a model's, if they are deleted, too.
    fn pointing_to(&self, context: &Context<'_>, model: ModelId) -> Vec<ModelId> {
        let points = |one: &&ModelId| keys_to(context, **one, model).next().is_some();
        self.edges.keys().filter(points).copied().collect()
    }

    /// Those whose rows cannot do without a model's.
    fn requiring(&self, context: &Context<'_>, model: ModelId) -> Vec<ModelId> {
        let requires = |one: &&ModelId| {
            let nullable =
                |key: &ForeignKey| context.schema.model(**one).any_nullable(&key.columns);
            keys_to(context, **one, model).any(|key| !nullable(key))
        };
        self.edges.keys().filter(requires).copied().collect()
    }

    fn reach(&self, next: impl Fn(ModelId) -> Vec<ModelId>) -> Reach {
        let next: BTreeMap<ModelId, Vec<ModelId>> =
            self.edges.keys().map(|&one| (one, next(one))).collect();
        let from = |model: ModelId| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![model]);
            while let Some(one) = open.pop() {
                let new = next[&one].iter().filter(|&&one| seen.insert(one));
                open.extend(new.copied().collect::<Vec<_>>());
            }
            seen
        };
        next.keys().map(|&model| (model, from(model))).collect()
    }
}

/// The foreign keys by which rows of one model point to another's.
pub fn keys_to<'a>(
    context: &Context<'a>,
    from: ModelId,
    to: ModelId,
) -> impl Iterator<Item = &'a ForeignKey> {
    let keys = context.schema.model(from).foreign_keys.iter();
    keys.filter(move |key| key.target.as_ref().is_some_and(|target| target.model == to))
}
