//! Relationships: along a foreign key or against it, from one side or both.

use super::super::phrase::{Phrase, phrase};
use super::super::spec::{Key, Schema};
use super::super::tape::Tape;
use super::sides::{
    Side, ends, extras, foreign_keys, foreign_keys_of_mixin, is_ambiguous, primaryjoin, remote_side,
};
use crate::schema::snake;

const NAMES: &[&str] = &[
    "owner",
    "children",
    "order_by",
    "rel",
    "lazy",
    "backref",
    "parent_of",
    "foreign_keys",
    "viewonly",
    "check",
];

/// Adds what leads along the key, against it, or both.
pub fn of_key(schema: &mut Schema, mut key: Key) {
    let mut tape = std::mem::take(&mut key.tape);
    let (to_one, to_many) = match tape.below(7) {
        0 => return,
        1 => return alone(schema, &key, Side::ToOne, &mut tape),
        2 => return alone(schema, &key, Side::ToMany, &mut tape),
        3 => return backref(schema, &key, Side::ToOne, &mut tape),
        4 => return backref(schema, &key, Side::ToMany, &mut tape),
        _ => (
            name(schema, key.from, &mut tape),
            name(schema, key.to, &mut tape),
        ),
    };
    let says = tape.below(3);
    for (side, own, other) in [
        (Side::ToOne, &to_one, &to_many),
        (Side::ToMany, &to_many, &to_one),
    ] {
        let mut attributes = vec![phrase(&format!("back_populates {other}"))];
        let is_silent = says == if side == Side::ToOne { 1 } else { 2 };
        if is_ambiguous(schema, &key) && !is_silent {
            attributes.push(foreign_keys(schema, &key, &mut tape));
        }
        if key.from == key.to && (side == Side::ToOne || tape.below(2) == 1) {
            attributes.push(remote_side(&key, side));
        }
        extras(schema, &key, side, &mut attributes, &mut tape);
        add(schema, &key, side, own, attributes);
    }
}

/// Adds the relationships of a mixin's key: from there, with a `backref` for each model that has the mixin.
pub fn of_mixin(schema: &mut Schema, mut key: Key, number: usize) {
    let mut tape = std::mem::take(&mut key.tape);
    let target = schema.models[0].name.clone();
    let mut mixin = schema.mixins[number].clone();
    let name = mixin.names.member(&mut tape, NAMES, &mixin.suffix);
    let mut attributes = vec![foreign_keys_of_mixin(&key, &mut tape)];
    let suffix = format!("_of_{name}");
    let users = schema
        .models
        .iter()
        .filter(|model| model.bases.contains(&number));
    let backs: Vec<String> = users
        .map(|model| format!("{}{suffix}", snake(&model.name)))
        .collect();
    let names: Vec<&str> = backs.iter().map(String::as_str).collect();
    if tape.below(2) == 1 && schema.models[0].names.take(&names) {
        attributes.push(phrase(&format!("backref {{model}}{suffix}")));
    }
    for model in schema
        .models
        .iter_mut()
        .filter(|model| model.bases.contains(&number))
    {
        model.names.include(&mixin.names);
    }
    mixin.add(
        Vec::new(),
        phrase(&format!("{name} : rel {target}")),
        attributes,
    );
    schema.mixins[number] = mixin;
}

fn name(schema: &mut Schema, model: usize, tape: &mut Tape) -> String {
    schema.models[model].names.member(tape, NAMES, "")
}

fn add(schema: &mut Schema, key: &Key, side: Side, name: &str, attributes: Vec<Phrase>) {
    let (own, target) = ends(key, side);
    let target = &schema.models[target].name;
    let head = phrase(&format!("{name} : rel {target}"));
    schema.models[own].add(Vec::new(), head, attributes);
}

fn other(side: Side) -> Side {
    match side {
        Side::ToOne => Side::ToMany,
        Side::ToMany => Side::ToOne,
    }
}

/// One side that knows of no other.
fn alone(schema: &mut Schema, key: &Key, side: Side, tape: &mut Tape) {
    let name = name(schema, ends(key, side).0, tape);
    let mut attributes = own_end(schema, key, side, tape);
    match tape.below(4) {
        1 => attributes.push(phrase("viewonly")),
        2 if key.from != key.to => {
            attributes.push(primaryjoin(schema, key, tape));
            attributes.push(phrase(tape.pick(&[
                "viewonly true",
                "lazy raise",
                "cascade delete",
                "cascade all",
            ])));
        }
        3 if side == Side::ToOne && key.is_unique => {
            attributes.push(phrase("single_parent"));
            attributes.push(phrase("cascade all , delete_orphan"));
        }
        _ => extras(schema, key, side, &mut attributes, tape),
    }
    add(schema, key, side, &name, attributes);
}

fn backref(schema: &mut Schema, key: &Key, side: Side, tape: &mut Tape) {
    let (own, target) = ends(key, side);
    let (name, back) = (name(schema, own, tape), name(schema, target, tape));
    let mut attributes = own_end(schema, key, side, tape);
    extras(schema, key, side, &mut attributes, tape);
    let mut inner = Vec::new();
    if key.from == key.to && side == Side::ToMany {
        inner.push(remote_side(key, Side::ToOne));
    }
    extras(schema, key, other(side), &mut inner, tape);
    let backref = phrase(&format!("backref {back}"));
    attributes.push(match inner.is_empty() {
        true => backref,
        false => backref.list(inner.into_iter().map(listed)),
    });
    add(schema, key, side, &name, attributes);
}

/// In parentheses a bare list would take the next attribute for a column.
fn listed(attribute: Phrase) -> Phrase {
    let several = attribute.0.contains(&phrase(",").0[0]);
    match attribute.0.split_first() {
        Some((word, columns)) if several && *word == phrase("order_by").0[0] => {
            phrase("order_by").list([Phrase(columns.to_vec())])
        }
        _ => attribute,
    }
}

/// What a side must say where there is no other that says it.
fn own_end(schema: &Schema, key: &Key, side: Side, tape: &mut Tape) -> Vec<Phrase> {
    let mut attributes = Vec::new();
    if is_ambiguous(schema, key) || tape.once_in(6) {
        attributes.push(foreign_keys(schema, key, tape));
    }
    if key.from == key.to && side == Side::ToOne {
        attributes.push(remote_side(key, side));
    }
    attributes
}
