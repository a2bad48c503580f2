//! What a schema may say, and what there is no Rust code for yet. Everything else can be done with
//! such a schema.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::schema::{CheckedSchema, Relationship, not_built};
use crate::source::Span;
use crate::syntax::ast::Lazy;

/// Says of each part what to write meanwhile.
pub fn unbuilt(schema: &CheckedSchema) -> Vec<Diagnostic> {
    let relationships = schema.relationships();
    let of_one = relationships.filter_map(|(_, one)| loaded(one));
    // What stands in a mixin is in several models.
    let mut told = HashSet::new();
    let found = of_one.filter(|(span, ..)| told.insert(*span));
    found
        .map(|(span, what, meanwhile)| not_built(span, what, meanwhile))
        .collect()
}

/// Where it stands, what it is, and what to write instead.
type Unbuilt = (Span, &'static str, &'static str);

fn loaded(relationship: &Relationship) -> Option<Unbuilt> {
    let (lazy, span) = relationship.behaviour.lazy?;
    let eager = matches!(
        lazy,
        Lazy::Joined | Lazy::Selectin | Lazy::Subquery | Lazy::Immediate
    );
    eager.then_some((
        span,
        "loading with the parent",
        "leave it out, and load with the query: `.with(Model::RELATIONSHIP)`",
    ))
}
