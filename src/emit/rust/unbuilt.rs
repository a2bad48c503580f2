//! What a schema may say, and what there is no Rust code for yet. Everything else can be done with
//! such a schema.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::schema::{CheckedSchema, Kind, Relationship, not_built};
use crate::source::Span;
use crate::syntax::ast::{Cascade, Lazy};

/// Says of each part what to write meanwhile.
pub fn unbuilt(schema: &CheckedSchema) -> Vec<Diagnostic> {
    let relationships = schema.relationships();
    let of_one = relationships.flat_map(|(_, one)| [loaded(one), deleted(one)]);
    // What stands in a mixin is in several models.
    let mut told = HashSet::new();
    let found = of_one.flatten().filter(|(span, ..)| told.insert(*span));
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

fn deleted(relationship: &Relationship) -> Option<Unbuilt> {
    let deletes = [Cascade::Delete, Cascade::DeleteOrphan, Cascade::All];
    let span = relationship.behaviour.cascades(&deletes)?;
    match relationship.kind? {
        Kind::OneToMany | Kind::OneToOne => None,
        Kind::ManyToOne => Some((
            span,
            "a cascade of deletes from the side of the key",
            "put it on the other side",
        )),
        Kind::ManyToMany => Some((
            span,
            "a cascade of deletes across many-to-many",
            "delete what it leads to before the row",
        )),
    }
}
