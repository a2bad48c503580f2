//! Relationships that are loaded with each row of their model, as fields of its struct.

use super::{Behaviour, Model, Relationship};
use crate::syntax::ast::Lazy;

impl Behaviour {
    /// Whether the relationship is loaded with each row.
    pub fn is_eager(&self) -> bool {
        matches!(
            self.loading(),
            Lazy::Joined | Lazy::Selectin | Lazy::Subquery | Lazy::Immediate
        )
    }

    /// Whether there is a function of its name, which loads it or gives a query.
    pub fn has_accessor(&self) -> bool {
        matches!(
            self.loading(),
            Lazy::Select | Lazy::Dynamic | Lazy::WriteOnly
        )
    }
}

impl Model {
    /// Whether one of its relationships is.
    pub fn is_eager(&self) -> bool {
        self.eager().next().is_some()
    }

    /// Those of its relationships that are.
    pub fn eager(&self) -> impl Iterator<Item = &Relationship> {
        let relationships = self.relationships.iter();
        relationships.filter(|one| one.behaviour.is_eager())
    }
}
