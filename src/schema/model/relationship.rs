//! Relationships.

use super::{Default, KeyId, ModelId, RelId};
use crate::source::Span;
use crate::syntax::ast::{Cascade, Lazy, Name};

/// `offences: rel Offences …`
#[derive(Debug)]
pub struct Relationship {
    pub name: Name,
    pub docs: Vec<String>,
    pub target: Option<ModelId>,
    pub target_span: Span,
    /// `None` where it could not be made out; that has been reported.
    pub kind: Option<Kind>,
    /// What it is joined on.
    pub join: Option<Join>,
    /// It names another side, known or not.
    pub names_reverse: bool,
    /// The same relationship seen from the target.
    pub reverse: Option<RelId>,
    /// Columns of the target, and whether they descend.
    pub order_by: Vec<(usize, bool)>,
    /// How it is loaded and written.
    pub behaviour: Behaviour,
    pub span: Span,
}

/// How a relationship is loaded and written, as its attributes say, each with its place.
#[derive(Debug, Default, Clone)]
pub struct Behaviour {
    /// `uselist` or `uselist false`
    pub uselist: Option<(bool, Span)>,
    pub lazy: Option<(Lazy, Span)>,
    /// The words, `all` among them as written.
    pub cascade: Vec<(Cascade, Span)>,
    pub passive_deletes: Option<(PassiveDeletes, Span)>,
    /// `passive_updates` or `passive_updates false`
    pub passive_updates: Option<(bool, Span)>,
    pub viewonly: Option<Span>,
    pub single_parent: Option<Span>,
    pub post_update: Option<Span>,
    /// Where `secondary` or `primaryjoin` stands.
    pub join: Option<Span>,
}

/// What is left to the database when a row is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassiveDeletes {
    /// Rows that are not loaded.
    Unloaded,
    /// All rows.
    All,
}

/// What a relationship is, seen from the model that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The key is in the target's table: any number of rows.
    OneToMany,
    /// The key is in the target's table: one row or none.
    OneToOne,
    /// The key is in this model's table.
    ManyToOne,
    /// The keys are in a table between the two: any number of rows.
    ManyToMany,
}

impl Kind {
    /// That of a relationship whose two tables are joined directly.
    pub fn of(has_key: bool, is_list: bool) -> Self {
        match (has_key, is_list) {
            (true, _) => Kind::ManyToOne,
            (false, true) => Kind::OneToMany,
            (false, false) => Kind::OneToOne,
        }
    }

    /// Whether the foreign key is in this model's own table.
    pub fn has_key(self) -> bool {
        self == Kind::ManyToOne
    }

    /// Whether it leads to one row at most.
    pub fn is_to_one(self) -> bool {
        matches!(self, Kind::OneToOne | Kind::ManyToOne)
    }
}

/// What joins the two tables of a relationship.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Join {
    /// A foreign key of one of the two.
    Key(KeyId),
    /// `secondary`: a table between the two.
    Link(Link),
    /// `primaryjoin`: whatever columns.
    Columns(ColumnJoin),
}

/// A table between two others, with a foreign key to either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    pub table: ModelId,
    /// The link table's key that points to the relationship's own model.
    pub local: KeyId,
    /// The link table's key that points to the target.
    pub remote: KeyId,
}

/// Columns that are equal, and conditions besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnJoin {
    /// Columns of the relationship's own model, and the target's that are equal to them.
    pub pairs: Vec<(usize, usize)>,
    pub conditions: Vec<Condition>,
}

/// `Book.kind == "novel"`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    pub side: Side,
    pub column: usize,
    /// `==`, `!=`, `<`, `<=`, `>` or `>=`.
    pub operator: &'static str,
    /// A constant that fits the column's type.
    pub value: Default,
}

/// One of the two rows that are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// That of the relationship's own model.
    Local,
    /// The target's.
    Remote,
}

impl Side {
    /// The side as it is seen from the target.
    pub fn other(self) -> Self {
        match self {
            Side::Local => Side::Remote,
            Side::Remote => Side::Local,
        }
    }
}

impl Join {
    /// The same join as it is seen from the target.
    pub fn reversed(&self) -> Self {
        match self {
            Join::Key(key) => Join::Key(*key),
            Join::Link(link) => Join::Link(Link {
                table: link.table,
                local: link.remote,
                remote: link.local,
            }),
            Join::Columns(columns) => Join::Columns(columns.reversed()),
        }
    }

    /// Whether both say the same, in whatever order.
    pub fn is_same(&self, other: &Join) -> bool {
        match (self, other) {
            (Join::Columns(one), Join::Columns(other)) => {
                one.pairs.len() == other.pairs.len()
                    && one.conditions.len() == other.conditions.len()
                    && one.pairs.iter().all(|pair| other.pairs.contains(pair))
                    && one
                        .conditions
                        .iter()
                        .all(|it| other.conditions.contains(it))
            }
            (one, other) => one == other,
        }
    }
}

impl ColumnJoin {
    fn reversed(&self) -> Self {
        let conditions = self.conditions.iter().map(|condition| Condition {
            side: condition.side.other(),
            ..condition.clone()
        });
        Self {
            pairs: self
                .pairs
                .iter()
                .map(|&(one, other)| (other, one))
                .collect(),
            conditions: conditions.collect(),
        }
    }
}

impl Relationship {
    /// One of which nothing is known but what is written.
    pub fn new(name: Name, docs: Vec<String>, target: (Option<ModelId>, Span), span: Span) -> Self {
        Self {
            name,
            docs,
            target: target.0,
            target_span: target.1,
            kind: None,
            join: None,
            names_reverse: false,
            reverse: None,
            order_by: Vec::new(),
            behaviour: Behaviour::default(),
            span,
        }
    }

    /// The foreign key that joins the two tables by itself.
    pub fn key(&self) -> Option<KeyId> {
        match self.join.as_ref()? {
            Join::Key(key) => Some(*key),
            Join::Link(_) | Join::Columns(_) => None,
        }
    }

    /// What a `primaryjoin` says beside the columns that are equal.
    pub fn conditions(&self) -> &[Condition] {
        match &self.join {
            Some(Join::Columns(join)) => &join.conditions,
            _ => &[],
        }
    }

    /// The table between the two.
    pub fn link(&self) -> Option<Link> {
        match self.join.as_ref()? {
            Join::Link(link) => Some(*link),
            Join::Key(_) | Join::Columns(_) => None,
        }
    }
}

impl Behaviour {
    /// How it is loaded.
    pub fn loading(&self) -> Lazy {
        self.lazy.map_or(Lazy::Select, |(lazy, _)| lazy)
    }

    /// Where one of the words of `cascade` stands.
    pub fn cascades(&self, wanted: &[Cascade]) -> Option<Span> {
        let found = self.cascade.iter().find(|(word, _)| wanted.contains(word));
        found.map(|(_, span)| *span)
    }

    /// Where it is said that deleting a row deletes what it leads to.
    pub fn deletes(&self) -> Option<Span> {
        self.cascades(&[Cascade::Delete, Cascade::All])
    }

    /// Where it is said that what is taken out of the relationship is deleted.
    pub fn deletes_orphans(&self) -> Option<Span> {
        self.cascades(&[Cascade::DeleteOrphan])
    }
}
