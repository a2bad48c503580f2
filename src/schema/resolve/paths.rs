//! The foreign keys between two models, one of which joins a relationship.

use std::collections::{HashMap, HashSet};

use super::directions::Found;
use super::ends;
use super::relationships::Wishes;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::names::{snake, written};
use crate::schema::{Join, KeyId, Kind, Model, ModelId, RelId, Schema};
use crate::source::Span;

/// The foreign keys from one model to another, and those whose target is unknown.
pub struct Keys {
    between: HashMap<(ModelId, ModelId), Vec<KeyId>>,
    unknown: HashSet<ModelId>,
}

impl Keys {
    pub fn of(schema: &Schema) -> Self {
        let mut keys = Keys {
            between: HashMap::new(),
            unknown: HashSet::new(),
        };
        for (id, key) in schema.foreign_keys() {
            match &key.target {
                Some(target) => {
                    let path = (id.model, target.model);
                    keys.between.entry(path).or_default().push(id);
                }
                None => drop(keys.unknown.insert(id.model)),
            }
        }
        keys
    }

    fn between(&self, from: ModelId, to: ModelId) -> &[KeyId] {
        self.between.get(&(from, to)).map_or(&[], Vec::as_slice)
    }

    /// Whether a key may be missing because of what has been reported.
    pub fn may_be_missing(&self, schema: &Schema, one: ModelId, other: ModelId) -> bool {
        [one, other]
            .iter()
            .any(|id| self.unknown.contains(id) || schema.model(*id).incomplete)
    }
}

/// The key that joins a relationship, and its direction.
pub fn key(schema: &Schema, keys: &Keys, id: RelId, wishes: &Wishes) -> Found {
    let Some(target) = schema.relationship(id).target else {
        return Found::Unknown;
    };
    let to_self = target == id.model;
    let here = keys.between(id.model, target);
    let there = match to_self {
        true => &[],
        false => keys.between(target, id.model),
    };
    let mut candidates: Vec<KeyId> = here.iter().chain(there).copied().collect();
    if !wishes.foreign_keys.is_empty() {
        match ends::named(schema, id, wishes, &candidates) {
            Ok(one) => candidates = vec![one],
            Err(_) if keys.may_be_missing(schema, id.model, target) => return Found::Unknown,
            Err(error) => return Found::Error(error),
        }
    }
    match candidates.as_slice() {
        // The `backref` of a model with itself is whatever its other side is not.
        [_] if to_self && wishes.is_backref && wishes.remote_side.is_empty() => {
            Found::Error(ambiguous(schema, id, &candidates))
        }
        [one] => {
            let has_key = !to_self && here.contains(one);
            match ends::has_key(schema, id, *one, has_key, wishes) {
                Ok(has_key) => Found::Join(Join::Key(*one), kind(schema, id, *one, has_key)),
                Err(error) => Found::Error(error),
            }
        }
        [] if keys.may_be_missing(schema, id.model, target) => Found::Unknown,
        [] => Found::Error(no_key(schema, id, target)),
        several => Found::Error(ambiguous(schema, id, several)),
    }
}

fn kind(schema: &Schema, id: RelId, key: KeyId, has_key: bool) -> Kind {
    let columns = &schema.foreign_key(key).columns;
    let single = schema.model(key.model).tells_apart(columns);
    let uselist = schema.relationship(id).behaviour.uselist;
    Kind::of(has_key, uselist.map_or(!single, |(list, _)| list))
}

fn no_key(schema: &Schema, id: RelId, target: ModelId) -> Diagnostic {
    let (this, other) = (schema.model(id.model), schema.model(target));
    let at = schema.relationship(id).target_span;
    if id.model == target {
        let message = format!("no foreign key leads from `{0}` to `{0}`", this.name.text);
        let (key, column) = key_to(this, "parent", schema);
        return Diagnostic::error(Code::NO_FOREIGN_KEY, at, message)
            .label("nothing to join on")
            .help(format!("add `{key}`; what it points to is then reached with `remote_side {column}`, what points here without"));
    }
    let message = format!(
        "no foreign key joins `{}` and `{}`",
        this.name.text, other.name.text
    );
    let error = Diagnostic::error(Code::NO_FOREIGN_KEY, at, message).label("nothing to join on");
    // A column that is called as the key would be is probably meant to be it.
    for (from, to) in [(other, this), (this, other)] {
        let (key, _) = key_to(to, &snake(&to.table.text), schema);
        let name = key.split(':').next().unwrap_or_default();
        if let Some(column) = from.column_named(name).map(|number| &from.columns[number])
            && let Some((_, reference)) = key.split_once(" foreign_key ")
        {
            return error
                .also(column.name.span, "this column is no foreign key")
                .help(format!("make it one: `foreign_key {reference}`"))
                .fix(
                    column.type_span.after(),
                    format!(" foreign_key {reference}"),
                );
        }
    }
    let add = |to: &Model, from: &Model| {
        let (key, _) = key_to(to, &snake(&to.table.text), schema);
        format!("add `{key}` to `{}`", from.name.text)
    };
    error
        .also(other.name.span, "the target")
        .help(format!("for one-to-many, {}", add(this, other)))
        .help(format!("for many-to-one, {}", add(other, this)))
}

/// A column that points to a model's primary key, as it would be written, and what it points to.
fn key_to(to: &Model, called: &str, schema: &Schema) -> (String, String) {
    let column = to.primary_key().first().map(|&column| &to.columns[column]);
    let name = column.map_or("id", |column| column.db_name.text.as_str());
    let member = column.map_or("id", |column| column.name.text.as_str());
    let ty = column
        .and_then(|column| column.ty)
        .map_or_else(|| "Integer".to_owned(), |ty| ty.name(schema));
    let key = format!(
        "{called}_{member}: {ty} foreign_key {}.{}",
        written(&to.table.text),
        written(name)
    );
    (key, member.to_owned())
}

fn ambiguous(schema: &Schema, id: RelId, several: &[KeyId]) -> Diagnostic {
    let relationship = schema.relationship(id);
    let message = format!(
        "`{}` can be joined on {} foreign keys",
        relationship.name.text,
        several.len()
    );
    let mut error = Diagnostic::error(Code::AMBIGUOUS_FOREIGN_KEY, relationship.name.span, message)
        .label("which key is meant?");
    for &key in several.iter().take(3) {
        error = error.also(place(schema, key), "this one?");
    }
    let ways = several.iter().take(3);
    let ways = ways.map(|&key| format!("`foreign_keys {}`", qualified(schema, key)));
    error.help(format!("say which: {}", list(ways)))
}

/// The key's columns as `foreign_keys` names them: `Loan.member_id`, `(Loan.a, Loan.b)`.
pub(super) fn qualified(schema: &Schema, key: KeyId) -> String {
    columns(schema, key.model, &schema.foreign_key(key).columns)
}

/// Columns with their model's name.
pub(super) fn columns(schema: &Schema, model: ModelId, columns: &[usize]) -> String {
    let model = schema.model(model);
    let names = columns
        .iter()
        .map(|&column| format!("{}.{}", model.name.text, model.columns[column].name.text));
    let names: Vec<String> = names.collect();
    match names.as_slice() {
        [one] => one.clone(),
        several => format!("({})", several.join(", ")),
    }
}

/// Where a key is declared: its column's name, or the member.
pub(super) fn place(schema: &Schema, id: KeyId) -> Span {
    let key = schema.foreign_key(id);
    match key.columns[..] {
        [column] => schema.model(id.model).columns[column].name.span,
        _ => key.span,
    }
}

/// Names in backquotes, one of which is meant.
pub(super) fn list(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(" or ")
}
