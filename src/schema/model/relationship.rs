//! Relationships.

use super::{KeyId, ModelId, RelId};
use crate::source::Span;
use crate::syntax::ast::Name;

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
    /// The same relationship seen from the target.
    pub reverse: Option<RelId>,
    /// Columns of the target, and whether they descend.
    pub order_by: Vec<(usize, bool)>,
    /// `uselist` or `uselist false`, and where it is said.
    pub uselist: Option<(bool, Span)>,
    pub span: Span,
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
}

impl Kind {
    /// Whether the foreign key is in this model's own table.
    pub fn has_key(self) -> bool {
        self == Kind::ManyToOne
    }
}

/// What joins the two tables of a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// A foreign key of one of the two.
    Key(KeyId),
}

impl Relationship {
    /// The foreign key that joins the two tables by itself.
    pub fn key(&self) -> Option<KeyId> {
        match self.join? {
            Join::Key(key) => Some(key),
        }
    }
}
