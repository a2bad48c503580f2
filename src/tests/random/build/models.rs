//! Models and mixins with their columns: what foreign keys can point to.

use super::super::names::{MIXINS, MODELS, TEXTS, docs};
use super::super::phrase::{Phrase, phrase};
use super::super::plan::Body;
use super::super::spec::{Base, Column, Model, Reach, Schema, Type};
use super::super::tape::Tape;
use super::{columns, types};
use crate::schema::snake;

/// A mixin with columns of its own; every name of its members hangs a suffix on.
pub fn mixin(schema: &mut Schema, body: &Body, number: usize) -> Model {
    let mut mixin = Model {
        name: MIXINS[number].to_owned(),
        suffix: format!("_m{number}"),
        // A model has one version at the most, and perhaps several mixins.
        has_version: number > 0,
        docs: docs(&mut body.head.clone()),
        ..Model::default()
    };
    for tape in &body.columns {
        columns::plain(schema, &mut mixin, &mut tape.clone());
    }
    mixin
}

/// A model with its table, its primary key, and the columns of its mixins and its own.
pub fn model(schema: &mut Schema, body: &Body) -> Model {
    let mut tape = body.head.clone();
    let taken: Vec<String> = schema.models.iter().map(|one| one.name.clone()).collect();
    let start = tape.below(MODELS.len());
    let mut free = MODELS.iter().cycle().skip(start);
    let name = free.find(|name| !taken.contains(&(**name).to_owned()));
    let mut model = Model {
        name: name.copied().unwrap_or_default().to_owned(),
        docs: docs(&mut tape),
        ..Model::default()
    };
    inherit(schema, &mut model, &mut tape);
    let is_numbered = primary_key(schema, &mut model, &mut tape);
    table(schema, &mut model, is_numbered, &mut tape);
    for tape in &body.columns {
        columns::plain(schema, &mut model, &mut tape.clone());
    }
    model
}

/// The first model has no mixins: it is what they point to.
fn inherit(schema: &Schema, model: &mut Model, tape: &mut Tape) {
    if schema.models.is_empty() {
        return;
    }
    for (number, mixin) in schema.mixins.iter().enumerate() {
        if tape.below(2) == 1 {
            model.bases.push(number);
            model.columns.extend(mixin.columns.iter().cloned());
            model.names.include(&mixin.names);
            model.has_version |= mixin.has_version && number == 0;
        }
    }
    tape.shuffle(&mut model.bases);
}

fn table(schema: &mut Schema, model: &mut Model, is_numbered: bool, tape: &mut Tape) {
    let default = snake(&model.name);
    if tape.below(2) == 0 && schema.db.is_new_db(&default) {
        model.table = default;
        return;
    }
    model.table = schema.db.db(tape, &format!("_{}", schema.models.len()));
    let mut head = phrase("table");
    if schema.reach == Reach::Text && tape.once_in(4) {
        head = head.words("archive .");
    }
    let mut options = Vec::new();
    if tape.once_in(3) {
        options.push(phrase("comment").text(tape.pick(TEXTS)));
    }
    if tape.once_in(3) {
        options.push(phrase(tape.pick(&[
            "strict",
            "strict true",
            "strict false",
        ])));
    }
    if !is_numbered && tape.once_in(3) {
        options.push(phrase("without_rowid"));
    }
    model.add(Vec::new(), head.db_name(&model.table.clone()), options);
}

/// Adds the primary key; whether the database numbers it.
fn primary_key(schema: &mut Schema, model: &mut Model, tape: &mut Tape) -> bool {
    match tape.below(7) {
        0..3 => {
            let ty = integer(tape);
            let attributes = numbering(schema, tape);
            let is_off = attributes.contains(&phrase("autoincrement false"));
            alone(model, ty, attributes, tape);
            !is_off
        }
        3 => {
            let uuid = types::own("Uuid".to_owned(), Base::Uuid);
            alone(model, uuid, vec![phrase("default uuid")], tape);
            false
        }
        4 => {
            let ty = key_type(tape);
            alone(model, ty, Vec::new(), tape);
            false
        }
        _ => {
            several(model, tape);
            false
        }
    }
}

fn integer(tape: &mut Tape) -> Type {
    let (words, base) = match tape.below(3) {
        0 => ("Integer", Base::Integer),
        1 => ("BigInteger", Base::BigInteger),
        _ => ("SmallInteger", Base::SmallInteger),
    };
    types::own(words.to_owned(), base)
}

/// A type that tells rows apart and that nothing numbers.
fn key_type(tape: &mut Tape) -> Type {
    let (words, base) = match tape.below(4) {
        0 => ("String ( 20 )", Base::Text { limit: 20 }),
        1 => ("Text", Base::Text { limit: usize::MAX }),
        2 => ("Date", Base::Date),
        _ => ("Uuid", Base::Uuid),
    };
    types::own(words.to_owned(), base)
}

/// How the database numbers an integer, if it does.
fn numbering(schema: &mut Schema, tape: &mut Tape) -> Vec<Phrase> {
    let options = tape.pick(&[
        "",
        "( start 100 )",
        "( increment 10 ; start 5 )",
        "( start -5 ; increment -1 )",
    ]);
    match tape.below(7) {
        1 => vec![phrase("autoincrement")],
        2 => vec![phrase("autoincrement true")],
        3 => vec![phrase("autoincrement false")],
        4 => {
            let name = schema.db.take_db("numbers");
            vec![phrase(&format!("sequence {name} {options}"))]
        }
        5 if schema.reach == Reach::Text => vec![phrase(&format!("identity {options}"))],
        5 => vec![phrase("identity")],
        _ => Vec::new(),
    }
}

/// A column of the primary key.
fn key_column(
    model: &mut Model,
    name: String,
    ty: Type,
    mut attributes: Vec<Phrase>,
    tape: &mut Tape,
) {
    let (db, renamed) = columns::db_name(model, &name, tape);
    attributes.extend(renamed);
    if tape.once_in(6) {
        attributes.push(phrase("not null"));
    }
    let docs = docs(tape);
    model.add(docs, columns::head(&name, &ty), attributes);
    model.primary_key.push(name.clone());
    model.columns.push(Column {
        name,
        db,
        ty,
        is_key: false,
        in_primary_key: true,
        is_computed: false,
        is_deferred: false,
    });
}

fn alone(model: &mut Model, ty: Type, mut attributes: Vec<Phrase>, tape: &mut Tape) {
    let name = model.names.member(tape, &["id", "id", "key", "table"], "");
    attributes.push(phrase("primary_key"));
    key_column(model, name, ty, attributes, tape);
    if let Some(column) = model.columns.last_mut() {
        column.is_key = true;
    }
}

/// Two columns that are the primary key together.
fn several(model: &mut Model, tape: &mut Tape) {
    let is_listed = tape.once_in(2);
    let attributes = if is_listed {
        Vec::new()
    } else {
        vec![phrase("primary_key")]
    };
    for names in [["a", "order"], ["b", "index"]] {
        let name = model.names.member(tape, &names, "");
        let ty = match tape.below(2) {
            0 => integer(tape),
            _ => key_type(tape),
        };
        key_column(model, name, ty, attributes.clone(), tape);
    }
    if is_listed {
        let head = phrase("primary_key").names(&model.primary_key);
        model.add(Vec::new(), head, Vec::new());
    }
}
