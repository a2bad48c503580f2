//! How far deletions reach.

use super::{Edge, Fate, ModelId, Schema};

/// What a row of each model takes along, or leaves, when it is deleted.
pub struct Deletions {
    edges: Vec<Vec<Edge>>,
    /// The models whose rows go with each other's, in a circle, and each other one by itself; a group is behind those
    /// that its rows take along.
    groups: Vec<Vec<ModelId>>,
    /// The number of each model's group; of one that is in none yet, one that no group has.
    group_of: Vec<usize>,
    depths: Vec<usize>,
}

impl Schema {
    /// Follows the relationships of all models.
    pub fn deletions(&self) -> Deletions {
        let edges = self.models().map(|(model, _)| self.deletion_edges(model));
        let edges: Vec<Vec<Edge>> = edges.collect();
        let targets = |edges: &Vec<Edge>| {
            let deleting = edges.iter().filter(|edge| edge.deletes());
            deleting.map(|edge| edge.ends.remote.model.0).collect()
        };
        let next: Vec<Vec<usize>> = edges.iter().map(targets).collect();
        let mut deletions = Deletions {
            depths: vec![0; edges.len()],
            group_of: vec![usize::MAX; edges.len()],
            groups: Vec::new(),
            edges,
        };
        for group in groups(&next) {
            deletions.add(group.into_iter().map(ModelId).collect());
        }
        deletions
    }
}

impl Deletions {
    /// The relationships of a model that a deletion has to do with.
    pub fn edges(&self, model: ModelId) -> &[Edge] {
        &self.edges[model.0]
    }

    /// How many relationships lead, one after the other, from a row of that model to the farthest rows that the program
    /// has to look after; 0 where nothing has to be done but to delete it. Models in a circle count one each.
    pub fn depth(&self, model: ModelId) -> usize {
        self.depths[model.0]
    }

    /// Those relationships whose rows are more than so many away, while all that these take along is not.
    pub fn beyond(&self, most: usize) -> impl Iterator<Item = &Edge> {
        let deep = self.groups.iter().filter(move |group| {
            let mut targets = self.leaving(group).map(|edge| edge.ends.remote.model);
            group.iter().any(|&model| self.depth(model) > most)
                && targets.all(|target| self.depth(target) <= most)
        });
        deep.filter_map(|group| {
            let all = group.iter().flat_map(|&model| self.edges(model));
            let mut all = all.filter(|edge| edge.deletes());
            let leaving = self.leaving(group).filter(|edge| edge.deletes());
            let farthest = leaving.max_by_key(|edge| self.depth_by(edge));
            farthest.or_else(|| all.next())
        })
    }

    /// Whether a relationship leads from models to others of the same circle.
    pub fn is_of_circle(&self, edge: &Edge) -> bool {
        self.group_of[edge.id.model.0] == self.group_of[edge.ends.remote.model.0]
    }

    /// Adds a group, behind those that it leads to.
    fn add(&mut self, group: Vec<ModelId>) {
        for model in &group {
            self.group_of[model.0] = self.groups.len();
        }
        let depth = self.depth_of_group(&group);
        for model in &group {
            self.depths[model.0] = depth;
        }
        self.groups.push(group);
    }

    /// What leads from the models of a group to others.
    fn leaving(&self, group: &[ModelId]) -> impl Iterator<Item = &Edge> {
        let all = group.iter().flat_map(|&model| self.edges(model));
        all.filter(|edge| !self.is_of_circle(edge))
    }

    fn depth_of_group(&self, group: &[ModelId]) -> usize {
        let to_itself = |model: &ModelId| {
            let mut edges = self.edges(*model).iter();
            edges.any(|edge| edge.fate != Fate::DeletedByKey && edge.ends.remote.model == *model)
        };
        let within = match group {
            [only] => usize::from(to_itself(only)),
            circle => circle.len(),
        };
        let beyond = self.leaving(group).map(|edge| self.depth_by(edge)).max();
        within + beyond.unwrap_or_default()
    }

    /// By that relationship, which leads out of its group.
    fn depth_by(&self, edge: &Edge) -> usize {
        let below = self.depth(edge.ends.remote.model);
        match edge.fate {
            Fate::DeletedByKey if below == 0 => 0,
            Fate::Deleted | Fate::DeletedByKey => 1 + below,
            Fate::Orphaned | Fate::Kept => 1,
        }
    }
}

/// Places that lead to each other, in groups, each behind those that it leads to: Kosaraju's two walks, the first
/// against the direction.
fn groups(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut before = vec![Vec::new(); next.len()];
    for (from, targets) in next.iter().enumerate() {
        targets.iter().for_each(|&to| before[to].push(from));
    }
    let (mut seen, mut order) = (vec![false; next.len()], Vec::new());
    for root in 0..next.len() {
        walk(&before, root, &mut seen, &mut order);
    }
    let (mut seen, mut groups) = (vec![false; next.len()], Vec::new());
    for &root in order.iter().rev() {
        let mut group = Vec::new();
        walk(next, root, &mut seen, &mut group);
        group.sort_unstable();
        groups.push(group);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Whatever is reached and new, each behind what it leads to. It is no recursion, so that models may be any number in a
/// row.
fn walk(next: &[Vec<usize>], root: usize, seen: &mut [bool], order: &mut Vec<usize>) {
    let mut open = vec![(root, false)];
    while let Some((place, is_done)) = open.pop() {
        if is_done {
            order.push(place);
        } else if !std::mem::replace(&mut seen[place], true) {
            open.push((place, true));
            open.extend(next[place].iter().map(|&to| (to, false)));
        }
    }
}
