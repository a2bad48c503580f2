//! The other sides that a `backref` declares.

use std::collections::HashMap;

use super::relationships::{AllWishes, Wishes, wishes};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Model, ModelId, RelId, Relationship, Schema};
use crate::source::Span;
use crate::syntax::ast::{Name, RelAttribute, RelAttributeKind as Kind};

/// Where the members of each model are declared.
type Members = HashMap<(ModelId, String), Span>;

/// Declares what the `backref`s ask for, each on its target.
pub fn declare(schema: &mut Schema, all: &mut AllWishes, diagnostics: &mut Vec<Diagnostic>) {
    let ids: Vec<RelId> = schema.relationships().map(|(id, _)| id).collect();
    let mut members = members(schema);
    for id in ids {
        let of = &mut all[id.model.0][id.relationship];
        let Some((name, attributes)) = of.backref.take() else {
            continue;
        };
        let Some(target) = schema.relationship(id).target else {
            continue;
        };
        if let Some(error) = contradiction(&name, of, &attributes) {
            diagnostics.push(error);
            let there = |other: &Name| members.contains_key(&(target, other.text.clone()));
            of.back_populates = of.back_populates.take().filter(there);
            continue;
        }
        let first = *members
            .entry((target, name.text.clone()))
            .or_insert(name.span);
        if first != name.span {
            diagnostics.push(taken(&name, schema.model(target), first));
            continue;
        }
        of.back_populates = Some(name.clone());
        all[target.0].push(Wishes {
            back_populates: Some(schema.relationship(id).name.clone()),
            is_backref: true,
            ..wishes(&attributes)
        });
        let back = back(schema, id, name);
        schema.models[target.0].relationships.push(back);
    }
}

fn members(schema: &Schema) -> Members {
    let columns = schema
        .columns()
        .map(|(id, one)| ((id.model, one.name.text.clone()), one.name.span));
    let relationships = schema
        .relationships()
        .map(|(id, one)| ((id.model, one.name.text.clone()), one.name.span));
    columns.chain(relationships).collect()
}

/// The relationship back.
fn back(schema: &Schema, id: RelId, name: Name) -> Relationship {
    let span = name.span;
    let target = (Some(id.model), schema.relationship(id).target_span);
    Relationship::new(name, Vec::new(), target, span)
}

/// `backref` declares the other side, so nobody else can say which that is.
fn contradiction(name: &Name, wishes: &Wishes, attributes: &[RelAttribute]) -> Option<Diagnostic> {
    if let Some(other) = &wishes.back_populates {
        let message = "`backref` and `back_populates` cannot stand together";
        let error = Diagnostic::error(Code::CONTRADICTION, name.span, message)
            .label("declares the other side")
            .also(other.span, "names one that is declared");
        return Some(error.help("keep one of them"));
    }
    let inner = attributes
        .iter()
        .find(|one| matches!(one.kind, Kind::Backref(..) | Kind::BackPopulates(_)))?;
    let message = "the other side of a `backref` is the relationship that has it";
    let error = Diagnostic::error(Code::CONTRADICTION, inner.span, message)
        .label("another one cannot be given")
        .also(name.span, "the `backref`");
    Some(error.help("take it out"))
}

fn taken(name: &Name, model: &Model, first: Span) -> Diagnostic {
    let message = format!("`{}` has a `{}` already", model.name.text, name.text);
    let error = Diagnostic::error(Code::BACKREF_TAKEN, name.span, message)
        .label("declares it again")
        .also(first, "declared here");
    let relationship = model
        .relationships
        .iter()
        .any(|one| one.name.text == name.text);
    error.help(if relationship {
        "give the `backref` another name, or, if that is the other side, write `back_populates`"
    } else {
        "give the `backref` another name"
    })
}
