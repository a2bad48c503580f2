//! What each relationship is joined on, and its direction, which follows from the foreign keys as in
//! SQLAlchemy.

use std::collections::{BTreeMap, HashMap};

use super::keys::Tables;
use super::paths::Keys;
use super::relationships::{AllWishes, Wishes};
use super::{comparisons, ends, links, paths};
use crate::diagnostic::Diagnostic;
use crate::schema::{Join, Kind, ModelId, RelId, Schema};

/// What was made out of one relationship.
pub enum Found {
    Join(Join, Kind),
    /// Something that it needs is unknown, which has been reported.
    Unknown,
    /// A mistake that is the other side's as well, which may know more.
    Error(Diagnostic),
    /// A mistake of this side alone.
    Wrong(Diagnostic),
}

/// Finds join and direction of every relationship. One whose other side says more follows that.
pub fn resolve(schema: &mut Schema, wishes: &AllWishes, diagnostics: &mut Vec<Diagnostic>) {
    let others = Others::of(schema, wishes);
    let (found, left) = found(schema, wishes, &others, diagnostics);
    for (id, join, kind) in found {
        set(schema, id, join, kind);
    }
    let mut follow = Vec::new();
    for (&id, left_over) in &left {
        let (of, other) = (of(wishes, id), others.of.get(&id).copied());
        let error = match left_over {
            Left::Follows => None,
            Left::Error(error) => Some(error),
            Left::Reported => continue,
        };
        if let Some(other) = other
            && let Some(error) = links::lacks_secondary(schema, id, other, wishes)
        {
            diagnostics.push(error);
            continue;
        }
        let said = other.filter(|_| of.foreign_keys.is_empty());
        match (said.and_then(|other| seen_from(schema, id, other)), error) {
            (Some((join, kind)), _) => follow.push((id, join, kind)),
            // A mistake of both sides is told once: where it is said which key, or else first.
            (None, Some(_)) if other.is_some_and(|it| is_told_at(it, id, &left, wishes)) => {}
            (None, error) => diagnostics.extend(error.cloned()),
        }
    }
    for (id, join, kind) in follow {
        set(schema, id, join, kind);
    }
}

/// A relationship, what it is joined on, and its direction.
type Joined = (RelId, Join, Kind);

/// Why a relationship was not joined at once.
enum Left {
    /// Its other side says what both are joined on.
    Follows,
    Reported,
    Error(Diagnostic),
}

/// What each relationship is joined on by itself, and those that are left over.
fn found(
    schema: &Schema,
    wishes: &AllWishes,
    others: &Others,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Joined>, BTreeMap<RelId, Left>) {
    let (keys, tables) = (Keys::of(schema), Tables::of(schema));
    let mut found = Vec::new();
    let mut left: BTreeMap<RelId, Left> = BTreeMap::new();
    for (id, _) in schema.relationships() {
        let this = of(wishes, id);
        let other = others.of.get(&id).map(|&other| of(wishes, other));
        let one = match other {
            Some(other) if follows(this, other) => {
                left.insert(id, Left::Follows);
                continue;
            }
            _ if this.secondary.is_some() => links::link(schema, &tables, id, (this, other)),
            _ if !this.primaryjoin.is_empty() => comparisons::join(schema, id, this),
            _ => paths::key(schema, &keys, id, this),
        };
        match one {
            Found::Join(join, kind) => {
                if let Join::Key(key) = join {
                    diagnostics.extend(ends::key_as_remote_side(schema, id, key, this));
                }
                found.push((id, join, kind));
            }
            Found::Unknown => drop(left.insert(id, Left::Reported)),
            Found::Error(error) => drop(left.insert(id, Left::Error(error))),
            Found::Wrong(error) => {
                diagnostics.push(error);
                left.insert(id, Left::Reported);
            }
        }
    }
    (found, left)
}

/// Whether a relationship says nothing of its join, and its other side does.
fn follows(this: &Wishes, other: &Wishes) -> bool {
    let says_nothing =
        this.secondary.is_none() && this.primaryjoin.is_empty() && this.foreign_keys.is_empty();
    let other_says =
        !other.primaryjoin.is_empty() || (this.is_backref && other.secondary.is_some());
    says_nothing && other_says
}

/// The join of the other side as it is seen from here.
fn seen_from(schema: &Schema, id: RelId, other: RelId) -> Option<(Join, Kind)> {
    let other = schema.relationship(other);
    let join = other.join.as_ref()?.reversed();
    let has_key = !other.kind?.has_key();
    let uselist = schema.relationship(id).behaviour.uselist;
    let many = match &join {
        Join::Link(_) => return Some((join, Kind::ManyToMany)),
        Join::Key(key) => {
            let columns = &schema.foreign_key(*key).columns;
            !schema.model(key.model).tells_apart(columns)
        }
        Join::Columns(columns) => {
            let remote: Vec<usize> = columns.pairs.iter().map(|(_, remote)| *remote).collect();
            !schema
                .model(schema.relationship(id).target?)
                .tells_apart(&remote)
        }
    };
    let kind = Kind::of(has_key, uselist.map_or(many, |(list, _)| list));
    Some((join, kind))
}

/// Whether what is wrong with a relationship is told, or known, at its other side.
fn is_told_at(other: RelId, id: RelId, left: &BTreeMap<RelId, Left>, wishes: &AllWishes) -> bool {
    let says = |id: RelId| !of(wishes, id).foreign_keys.is_empty();
    match left.get(&other) {
        None => false,
        Some(Left::Reported | Left::Follows) => true,
        Some(Left::Error(_)) => !says(id) && (says(other) || other < id),
    }
}

fn of(wishes: &AllWishes, id: RelId) -> &Wishes {
    &wishes[id.model.0][id.relationship]
}

fn set(schema: &mut Schema, id: RelId, join: Join, kind: Kind) {
    let relationship = &mut schema.models[id.model.0].relationships[id.relationship];
    relationship.join = Some(join);
    relationship.kind = Some(kind);
}

/// The other side of each relationship, where both name each other.
struct Others {
    of: HashMap<RelId, RelId>,
}

impl Others {
    fn of(schema: &Schema, wishes: &AllWishes) -> Self {
        let named: HashMap<(ModelId, &str), RelId> = schema
            .relationships()
            .map(|(id, one)| ((id.model, one.name.text.as_str()), id))
            .collect();
        let other = |id: RelId| {
            let name = wishes[id.model.0][id.relationship]
                .back_populates
                .as_ref()?;
            let target = schema.relationship(id).target?;
            named.get(&(target, name.text.as_str())).copied()
        };
        let ids = named.values();
        let pairs = ids.filter_map(|&id| {
            let found = other(id)?;
            (found != id && other(found) == Some(id)).then_some((id, found))
        });
        Self {
            of: pairs.collect(),
        }
    }
}
