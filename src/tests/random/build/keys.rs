//! Foreign keys: of one column or several, behind a column or as members of the table.

use super::super::names::docs;
use super::super::phrase::{Phrase, phrase};
use super::super::spec::{Base, Column, Key, Model, Schema, Type};
use super::super::tape::Tape;
use super::columns;

const NAMES: &[&str] = &[
    "owner_id",
    "parent",
    "other",
    "on_delete",
    "secondary",
    "use_alter",
];

/// Where a key may lead, and how it may be.
struct Path {
    from: usize,
    to: usize,
    /// A key that is not null leads to a model before: so some row can be the first.
    is_nullable: bool,
    targets: Vec<String>,
    types: Vec<Type>,
    /// Whether it is a member of its own, the columns in parentheses.
    is_member: bool,
    /// `table . column` or `table ( columns )`
    written: Phrase,
}

/// What stands behind the target.
struct Options {
    phrases: Vec<Phrase>,
    sets_default: bool,
}

/// Adds a key from the model with that number to any.
pub fn of_model(schema: &mut Schema, from: usize, mut tape: Tape) {
    let to = match tape.below(4) {
        0 => tape.below(from + 1),
        _ => tape.below(schema.models.len()),
    };
    let mut model = schema.models[from].clone();
    let is_nullable = to >= from || tape.below(2) == 0;
    let path = path(schema, (from, to), is_nullable, &mut tape);
    let key = add(schema, &mut model, path, None, tape);
    schema.models[from] = model;
    schema.keys.push(key);
}

/// Adds a key from a mixin, and so from all models that have it, to the first model, which has none.
pub fn of_mixin(schema: &mut Schema, number: usize, mut tape: Tape) {
    let is_nullable = tape.below(2) == 0;
    let path = path(schema, (usize::MAX, 0), is_nullable, &mut tape);
    let mut mixin = schema.mixins[number].clone();
    let before = mixin.columns.len();
    let key = add(schema, &mut mixin, path, Some(number), tape);
    let models = schema.models.iter_mut().enumerate();
    for (from, model) in models.filter(|(_, model)| model.bases.contains(&number)) {
        model
            .columns
            .extend(mixin.columns[before..].iter().cloned());
        model.names.include(&mixin.names);
        schema.keys.push(Key {
            from,
            ..key.clone()
        });
    }
    schema.mixins[number] = mixin;
}

fn path(schema: &Schema, (from, to): (usize, usize), is_nullable: bool, tape: &mut Tape) -> Path {
    let target = &schema.models[to];
    let mut targets = target.primary_key.clone();
    let unique = target
        .columns
        .iter()
        .filter(|one| one.is_key && !one.in_primary_key);
    let unique: Vec<&Column> = unique.collect();
    if !unique.is_empty() && tape.once_in(3) {
        targets = vec![unique[tape.below(unique.len())].name.clone()];
    }
    tape.shuffle(&mut targets);
    let ends: Vec<&Column> = targets
        .iter()
        .filter_map(|name| target.column(name))
        .collect();
    let table = Phrase::default().db_name(&target.table);
    let names = ends.iter().map(|end| Phrase::default().db_name(&end.db));
    let is_member = ends.len() > 1 || tape.once_in(4);
    let written = match is_member {
        true => table.list(names),
        false => names.fold(table.words("."), Phrase::then),
    };
    Path {
        from,
        to,
        is_nullable,
        types: ends.iter().map(|end| end.ty.clone()).collect(),
        targets,
        is_member,
        written,
    }
}

fn add(
    schema: &mut Schema,
    model: &mut Model,
    path: Path,
    of_mixin: Option<usize>,
    mut tape: Tape,
) -> Key {
    let is_unique = path.types.len() == 1 && tape.once_in(4);
    let options = options(schema, &path, of_mixin, &mut tape);
    let mut columns = Vec::new();
    for ty in &path.types {
        let mut attributes = attributes(&path, is_unique, &mut tape);
        if options.sets_default {
            attributes.push(phrase("server_default 1"));
        }
        if !path.is_member {
            let key = phrase("foreign_key").then(path.written.clone());
            attributes.push(options.phrases.iter().cloned().fold(key, Phrase::then));
        }
        columns.push(column(model, ty, is_unique, attributes, &mut tape));
    }
    if path.is_member {
        let head = phrase("foreign_key").names(&columns);
        model.add(Vec::new(), head.then(path.written), options.phrases);
    }
    Key {
        from: path.from,
        to: path.to,
        columns,
        targets: path.targets,
        is_unique,
        of_mixin,
        tape,
    }
}

fn attributes(path: &Path, is_unique: bool, tape: &mut Tape) -> Vec<Phrase> {
    let mut attributes = Vec::new();
    if !path.is_nullable {
        attributes.push(phrase("not null"));
    }
    if is_unique {
        attributes.push(phrase("unique"));
    } else if tape.once_in(6) {
        attributes.push(phrase(tape.pick(&["index false", "index"])));
    }
    if path.is_nullable && tape.once_in(6) {
        attributes.push(phrase("default null"));
    }
    attributes
}

fn options(schema: &mut Schema, path: &Path, of_mixin: Option<usize>, tape: &mut Tape) -> Options {
    let mut actions = vec!["cascade", "restrict", "no action"];
    if path.is_nullable {
        actions.push("set null");
    }
    if matches!(&path.types[..], [ty] if ty.base == Base::Integer && !ty.is_alias) {
        actions.push("set default");
    }
    let mut options = Options {
        phrases: Vec::new(),
        sets_default: false,
    };
    for event in ["on_delete", "on_update"] {
        if tape.once_in(3) {
            let action = tape.pick(&actions);
            options.sets_default |= action == "set default";
            options.phrases.push(phrase(&format!("{event} {action}")));
        }
    }
    // Each model that has the mixin would have a constraint of the name.
    if of_mixin.is_none() && tape.once_in(4) {
        let name = schema.db.db(tape, "_key");
        options.phrases.push(phrase("name").db_name(&name));
    }
    match tape.below(8) {
        1 => options.phrases.push(phrase("deferrable")),
        2 => options
            .phrases
            .push(phrase("deferrable initially deferred")),
        3 => options.phrases.push(phrase("use_alter")),
        _ => {}
    }
    options
}

fn column(
    model: &mut Model,
    ty: &Type,
    is_key: bool,
    mut attributes: Vec<Phrase>,
    tape: &mut Tape,
) -> String {
    let suffix = model.suffix.clone();
    let name = model.names.member(tape, NAMES, &suffix);
    let (db, renamed) = columns::db_name(model, &name, tape);
    attributes.extend(renamed);
    columns::take_index(model, &name, &attributes);
    let docs = docs(tape);
    model.add(docs, columns::head(&name, ty), attributes);
    model.columns.push(Column {
        name: name.clone(),
        db,
        ty: ty.clone(),
        is_key,
        in_primary_key: false,
        is_computed: false,
        is_deferred: false,
    });
    name
}
