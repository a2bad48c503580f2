//! Relationships: along a foreign key or against it, from one side or both.

use super::super::phrase::{Phrase, phrase};
use super::super::spec::{Key, Model, Schema};
use super::super::tape::Tape;
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

/// One side of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Where the key is.
    ToOne,
    /// What it points to.
    ToMany,
}

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
            attributes.push(foreign_keys(schema, &key, side, &mut tape));
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
    let mut attributes = vec![foreign_keys(
        schema,
        &Key {
            from: 0,
            ..key.clone()
        },
        Side::ToMany,
        &mut tape,
    )];
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

/// The models that have this side and the other.
fn ends(key: &Key, side: Side) -> (usize, usize) {
    match side {
        Side::ToOne => (key.from, key.to),
        Side::ToMany => (key.to, key.from),
    }
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
            attributes.push(phrase("viewonly true"));
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
        attributes.push(foreign_keys(schema, key, side, tape));
    }
    if key.from == key.to && side == Side::ToOne {
        attributes.push(remote_side(key, side));
    }
    attributes
}

/// Whether several keys join the two models.
fn is_ambiguous(schema: &Schema, key: &Key) -> bool {
    let joins = |other: &&Key| {
        (other.from, other.to) == (key.from, key.to) || (other.from, other.to) == (key.to, key.from)
    };
    schema.keys.iter().filter(joins).count() > 1
}

/// The key's columns, bare or with their model.
fn foreign_keys(schema: &Schema, key: &Key, side: Side, tape: &mut Tape) -> Phrase {
    let owner = match side {
        Side::ToOne if tape.once_in(3) => format!("{} . ", schema.models[key.from].name),
        Side::ToMany if key.of_mixin.is_none() && tape.once_in(2) => {
            format!("{} . ", schema.models[key.from].name)
        }
        _ => String::new(),
    };
    let columns = key
        .columns
        .iter()
        .map(|column| phrase(&format!("{owner}{column}")));
    one_or_several("foreign_keys", columns.collect(), tape)
}

fn remote_side(key: &Key, side: Side) -> Phrase {
    let columns = match side {
        Side::ToOne => &key.targets,
        Side::ToMany => &key.columns,
    };
    let columns = columns.iter().map(|column| phrase(column)).collect();
    one_or_several("remote_side", columns, &mut Tape::default())
}

fn one_or_several(word: &str, mut columns: Vec<Phrase>, tape: &mut Tape) -> Phrase {
    match columns.pop() {
        Some(only) if columns.is_empty() && tape.below(3) < 2 => phrase(word).then(only),
        last => {
            columns.extend(last);
            phrase(word).list(columns)
        }
    }
}

/// The columns of the key, and comparisons with constants that always fit.
fn primaryjoin(schema: &Schema, key: &Key, tape: &mut Tape) -> Phrase {
    let (from, to) = (&schema.models[key.from], &schema.models[key.to]);
    let pairs = key.columns.iter().zip(&key.targets);
    let mut all: Vec<Phrase> = pairs
        .map(|(column, target)| {
            phrase(&format!(
                "{} . {target} == {} . {column}",
                to.name, from.name
            ))
        })
        .collect();
    for column in from
        .columns
        .iter()
        .filter(|column| column.ty.base.is_integer())
    {
        if !column.ty.is_alias && tape.once_in(2) {
            let operator = tape.pick(&["!=", "==", "<", "<=", ">", ">="]);
            all.push(phrase(&format!(
                "{} . {} {operator} -5",
                from.name, column.name
            )));
        }
    }
    phrase("primaryjoin").list(all)
}

/// What a side may say, too.
fn extras(schema: &Schema, key: &Key, side: Side, attributes: &mut Vec<Phrase>, tape: &mut Tape) {
    let (own, target) = ends(key, side);
    let is_list = side == Side::ToMany && !key.is_unique;
    // Eager loading goes to models before, and so never in a circle.
    let eager: &[&str] = match own > target {
        true => &[
            "select",
            "joined",
            "selectin",
            "subquery",
            "immediate",
            "false",
            "raise",
        ],
        false => &["select", "true", "raise", "raise_on_sql", "noload"],
    };
    let lazy = match is_list && tape.below(2) == 1 {
        true => tape.pick(&["select", "dynamic", "write_only"]),
        false => tape.pick(eager),
    };
    if tape.once_in(3) {
        attributes.push(phrase(&format!("lazy {lazy}")));
    }
    if side == Side::ToMany {
        to_many(&schema.models[target], is_list, attributes, tape);
    } else if tape.once_in(4) {
        attributes.push(phrase(tape.pick(&[
            "uselist false",
            "cascade save_update",
            "post_update",
        ])));
    }
    if tape.once_in(6) {
        attributes.push(phrase(
            tape.pick(&["passive_updates", "passive_updates false"]),
        ));
    }
}

fn to_many(target: &Model, is_list: bool, attributes: &mut Vec<Phrase>, tape: &mut Tape) {
    if !is_list && tape.once_in(3) {
        attributes.push(phrase("uselist false"));
    }
    if is_list && tape.once_in(3) {
        attributes.push(order_by(target, tape));
    }
    let deletes = match tape.below(10) {
        1 => "cascade all delete_orphan",
        2 => "cascade delete",
        3 => "cascade ( delete ; delete_orphan ; refresh_expire ; expunge )",
        4 => "cascade save_update , merge",
        _ => "",
    };
    if !deletes.is_empty() {
        attributes.push(phrase(deletes));
    }
    let keeps = !deletes.contains("delete");
    match tape.below(8) {
        1 => attributes.push(phrase("passive_deletes")),
        2 if keeps => attributes.push(phrase("passive_deletes all")),
        _ => {}
    }
}

/// Columns of the target; in parentheses where a word behind a comma would begin a member.
fn order_by(target: &Model, tape: &mut Tape) -> Phrase {
    const BEGIN: &[&str] = &[
        "table",
        "check",
        "unique",
        "index",
        "primary_key",
        "foreign_key",
    ];
    let mut columns = target
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect::<Vec<_>>();
    tape.shuffle(&mut columns);
    columns.truncate(1 + tape.below(3));
    let begins = columns.iter().skip(1).any(|column| BEGIN.contains(column));
    let terms = columns.iter().map(|column| {
        let owner = if tape.once_in(6) {
            format!("{} . ", target.name)
        } else {
            String::new()
        };
        phrase(&format!(
            "{owner}{column} {}",
            tape.pick(&["", "desc", "asc"])
        ))
    });
    let terms: Vec<Phrase> = terms.collect();
    if begins || tape.once_in(4) {
        return phrase("order_by").list(terms);
    }
    let mut terms = terms.into_iter();
    let first = phrase("order_by").then(terms.next().unwrap_or_default());
    terms.fold(first, |all, term| all.words(",").then(term))
}
