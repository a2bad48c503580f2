//! Puts rows that were read in the order of a key to those that they belong to, for code that does so itself.

use std::collections::HashMap;

/// Puts to each parent its children; both are in the order of the parents' keys.
pub fn merged<P, C>(
    parents: Vec<P>,
    key: impl Fn(&P) -> i32,
    children: impl IntoIterator<Item = (i32, C)>,
) -> Vec<(P, Vec<C>)> {
    let mut children = children.into_iter().peekable();
    let mut merged = Vec::with_capacity(parents.len());
    for parent in parents {
        let id = key(&parent);
        let mut own = Vec::new();
        while let Some((_, child)) = children.next_if(|(owner, _)| *owner == id) {
            own.push(child);
        }
        merged.push((parent, own));
    }
    merged
}

/// The children of each parent; those of one parent come together.
pub fn dealt<C>(
    parents: impl Iterator<Item = i32>,
    children: impl IntoIterator<Item = (i32, C)>,
) -> Vec<Vec<C>> {
    let places: HashMap<i32, usize> = parents.zip(0..).collect();
    let mut groups: Vec<Vec<C>> = places.iter().map(|_| Vec::new()).collect();
    let mut last = None;
    for (owner, child) in children {
        let place = match last {
            Some((same, place)) if same == owner => place,
            _ => places.get(&owner).copied().unwrap_or(usize::MAX),
        };
        last = Some((owner, place));
        if let Some(group) = groups.get_mut(place) {
            group.push(child);
        }
    }
    groups
}
