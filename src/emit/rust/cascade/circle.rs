//! Whether keys are read before rows are deleted.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{CheckedSchema, Kind, ModelId, Relationship};

/// Whether rows of some model go with others that cannot be found by them any more.
pub fn reads_keys(schema: &CheckedSchema) -> bool {
    let mut all = schema.relationships();
    let leads_on = |one: &Relationship| {
        let beyond = matches!(one.kind, Some(Kind::ManyToOne | Kind::ManyToMany));
        beyond && one.behaviour.deletes().is_some()
    };
    all.any(|(_, one)| leads_on(one)) || has_circle(schema)
}

/// Whether there are several models whose rows are deleted with each other's, in a circle.
fn has_circle(schema: &CheckedSchema) -> bool {
    let mut leads: BTreeMap<ModelId, BTreeSet<ModelId>> = BTreeMap::new();
    for (id, one) in schema.relationships() {
        let deletes = one.behaviour.deletes().is_some() && one.kind.is_some_and(|it| !it.has_key());
        let target = one.target.filter(|&target| deletes && target != id.model);
        leads.entry(id.model).or_default().extend(target);
    }
    // What leads to nothing that is left is in no circle.
    loop {
        let ends = |targets: &BTreeSet<ModelId>| !targets.iter().any(|to| leads.contains_key(to));
        let done: Vec<ModelId> = leads
            .iter()
            .filter(|(_, targets)| ends(targets))
            .map(|(&id, _)| id)
            .collect();
        if done.is_empty() {
            return !leads.is_empty();
        }
        leads.retain(|id, _| !done.contains(id));
    }
}
