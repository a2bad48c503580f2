//! What becomes of rows when a row is deleted that they belong to: relationships as the edges of a graph of models.

use super::{Condition, Ends, Kind, LinkEnds, ModelId, RelId, Relationship, Schema};
use crate::syntax::ast::Action;

/// What becomes of the rows that belong to one that is deleted. What comes first has the last word
/// where two relationships have one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    Deleted,
    /// Deleted, too, but by the database: its key says so. What belongs to them is ours.
    DeletedByKey,
    /// Their key is set to NULL.
    Orphaned,
    /// They cannot do without, so that the row stays.
    Kept,
}

/// A relationship to rows that go, or are left, with a row that is deleted.
pub struct Edge {
    pub id: RelId,
    pub ends: Ends,
    /// The table between the two, of many-to-many.
    pub through: Option<LinkEnds>,
    /// Whether it leads to rows that do not hold the key: what they are found by goes before them.
    pub leads_on: bool,
    pub fate: Fate,
}

impl Edge {
    /// What a `primaryjoin` says beside the columns that are equal.
    pub fn conditions<'a>(&self, schema: &'a Schema) -> &'a [Condition] {
        schema.relationship(self.id).conditions()
    }

    /// Whether the rows that it leads to go, too.
    pub fn deletes(&self) -> bool {
        matches!(self.fate, Fate::Deleted | Fate::DeletedByKey)
    }

    fn is_same(&self, other: &Edge, schema: &Schema) -> bool {
        self.ends == other.ends
            && self.through == other.through
            && self.conditions(schema) == other.conditions(schema)
    }

    /// Whether the rows that it leads to may be without a parent.
    fn can_be_null(&self, schema: &Schema) -> bool {
        let remote = &self.ends.remote;
        schema.model(remote.model).any_nullable(&remote.columns)
    }
}

impl Schema {
    /// The relationships of a model that a deletion has to do with.
    pub(super) fn deletion_edges(&self, model: ModelId) -> Vec<Edge> {
        let mut edges: Vec<Edge> = Vec::new();
        for (id, one) in self.relationships_of(model) {
            let Some(edge) = edge(self, id, one) else {
                continue;
            };
            match edges.iter_mut().find(|other| other.is_same(&edge, self)) {
                Some(other) if edge.fate < other.fate => *other = edge,
                Some(_) => {}
                None => edges.push(edge),
            }
        }
        edges
    }
}

/// What only reads is none.
fn edge(schema: &Schema, id: RelId, relationship: &Relationship) -> Option<Edge> {
    let kind = relationship.kind?;
    if relationship.behaviour.viewonly.is_some() {
        return None;
    }
    let mut edge = Edge {
        id,
        ends: schema.joined(id)?,
        through: schema.link_ends(relationship),
        leads_on: matches!(kind, Kind::ManyToOne | Kind::ManyToMany),
        fate: Fate::Deleted,
    };
    edge.fate = match kind {
        Kind::OneToMany | Kind::OneToOne => fate_of_children(schema, &edge, relationship)?,
        Kind::ManyToOne | Kind::ManyToMany => fate_beyond(relationship, kind)?,
    };
    Some(edge)
}

/// What `passive_deletes` or the key leaves to the database has none, unless the program has to look
/// after what comes behind it. What SQLAlchemy does does not rely on foreign keys being enforced.
fn fate_of_children(schema: &Schema, edge: &Edge, relationship: &Relationship) -> Option<Fate> {
    if relationship.behaviour.passive_deletes.is_some() {
        return None;
    }
    let key = schema.key_of_target(&edge.ends);
    let on_delete = key.and_then(|key| key.on_delete).map(|(action, _)| action);
    match (relationship.behaviour.deletes(), on_delete) {
        (Some(_), Some(Action::Cascade)) => Some(Fate::DeletedByKey),
        (Some(_), _) => Some(Fate::Deleted),
        (None, None | Some(Action::SetNull | Action::NoAction)) => {
            Some(match edge.can_be_null(schema) {
                true => Fate::Orphaned,
                false => Fate::Kept,
            })
        }
        (None, Some(_)) => None,
    }
}

/// Rows that do not hold the key stay as they are, unless the schema says that they go.
fn fate_beyond(relationship: &Relationship, kind: Kind) -> Option<Fate> {
    let behaviour = &relationship.behaviour;
    let left = kind == Kind::ManyToMany && behaviour.passive_deletes.is_some();
    behaviour.deletes().filter(|_| !left)?;
    Some(Fate::Deleted)
}
