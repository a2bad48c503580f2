//! The direction of each relationship, which follows from the foreign keys as in SQLAlchemy.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::ends;
use super::relationships::{AllWishes, Wishes};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::names::{snake, written};
use crate::schema::{Join, KeyId, Kind, Model, ModelId, RelId, Schema};
use crate::source::Span;

/// Finds key and direction of every relationship. One whose other side says more follows that.
pub fn resolve(schema: &mut Schema, wishes: &AllWishes, diagnostics: &mut Vec<Diagnostic>) {
    let ids: Vec<RelId> = schema.relationships().map(|(id, _)| id).collect();
    let keys = Keys::of(schema);
    let others = Others::of(schema, wishes);
    let mut left: BTreeMap<RelId, Option<Diagnostic>> = BTreeMap::new();
    for id in ids {
        let of = &wishes[id.model.0][id.relationship];
        match key(schema, &keys, id, of) {
            Found::Key(key, has_key) => {
                diagnostics.extend(ends::key_as_remote_side(schema, id, key, of));
                set(schema, id, key, has_key, of);
            }
            Found::Unknown => drop(left.insert(id, None)),
            Found::Error(error) => drop(left.insert(id, Some(error))),
        }
    }
    let mut follow = Vec::new();
    for (&id, error) in &left {
        let of = &wishes[id.model.0][id.relationship];
        let Some(error) = error else { continue };
        let other = others.of.get(&id);
        let said = other.and_then(|other| {
            let other = schema.relationship(*other);
            Some((other.key()?, !other.kind?.has_key()))
        });
        match said.filter(|_| of.foreign_keys.is_empty()) {
            Some((key, has_key)) => follow.push((id, key, has_key)),
            // A mistake of both sides is told once: where it is said which key, or else first.
            None if other.is_some_and(|other| is_told_at(*other, id, &left, wishes)) => {}
            None => diagnostics.push(error.clone()),
        }
    }
    for (id, key, has_key) in follow {
        let of = &wishes[id.model.0][id.relationship];
        set(schema, id, key, has_key, of);
    }
}

/// Whether what is wrong with a relationship is told, or known, at its other side.
fn is_told_at(
    other: RelId,
    id: RelId,
    left: &BTreeMap<RelId, Option<Diagnostic>>,
    wishes: &AllWishes,
) -> bool {
    let says = |id: RelId| !wishes[id.model.0][id.relationship].foreign_keys.is_empty();
    match left.get(&other) {
        None => false,
        Some(None) => true,
        Some(Some(_)) => !says(id) && (says(other) || other < id),
    }
}

enum Found {
    /// The key, and whether it is in the relationship's own model.
    Key(KeyId, bool),
    /// The target or the key's own target is unknown, which has been reported.
    Unknown,
    Error(Diagnostic),
}

fn set(schema: &mut Schema, id: RelId, key: KeyId, has_key: bool, wishes: &Wishes) {
    let columns = &schema.foreign_key(key).columns;
    let single = schema.model(key.model).tells_apart(columns);
    let list = wishes.uselist.map_or(!single, |(list, _)| list);
    let kind = match (has_key, list) {
        (true, _) => Kind::ManyToOne,
        (false, true) => Kind::OneToMany,
        (false, false) => Kind::OneToOne,
    };
    let relationship = &mut schema.models[id.model.0].relationships[id.relationship];
    relationship.join = Some(Join::Key(key));
    relationship.kind = Some(kind);
}

/// The foreign keys from one model to another, and those whose target is unknown.
struct Keys {
    between: HashMap<(ModelId, ModelId), Vec<KeyId>>,
    unknown: HashSet<ModelId>,
}

impl Keys {
    fn of(schema: &Schema) -> Self {
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
    fn may_be_missing(&self, schema: &Schema, one: ModelId, other: ModelId) -> bool {
        [one, other]
            .iter()
            .any(|id| self.unknown.contains(id) || schema.model(*id).incomplete)
    }
}

/// The other side of each relationship, where both name each other.
struct Others {
    of: HashMap<RelId, RelId>,
}

impl Others {
    fn of(schema: &Schema, wishes: &AllWishes) -> Self {
        let named: HashMap<(ModelId, &str), RelId> = schema
            .relationships()
            .map(|(id, one)| ((id.model, one.name.text.as_str()), id))
            .collect();
        let other = |id: RelId| {
            let name = wishes[id.model.0][id.relationship]
                .back_populates
                .as_ref()?;
            let target = schema.relationship(id).target?;
            named.get(&(target, name.text.as_str())).copied()
        };
        let ids = named.values();
        let pairs = ids.filter_map(|&id| {
            let found = other(id)?;
            (found != id && other(found) == Some(id)).then_some((id, found))
        });
        Self {
            of: pairs.collect(),
        }
    }
}

fn key(schema: &Schema, keys: &Keys, id: RelId, wishes: &Wishes) -> Found {
    let target = match schema.relationship(id).target {
        Some(target) if !wishes.unbuilt_join => target,
        _ => return Found::Unknown,
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
                Ok(has_key) => Found::Key(*one, has_key),
                Err(error) => Found::Error(error),
            }
        }
        [] if keys.may_be_missing(schema, id.model, target) => Found::Unknown,
        [] => Found::Error(no_key(schema, id, target)),
        several => Found::Error(ambiguous(schema, id, several)),
    }
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
