//! The direction of each relationship, which follows from the foreign keys as in SQLAlchemy.

use super::relationships::{AllWishes, Wishes};
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::{ColumnId, Kind, Model, ModelId, RelId, Schema};
use crate::syntax::ast::MemberPath;

/// Finds key and direction of every relationship. One whose other side says more follows that.
pub fn resolve(schema: &mut Schema, wishes: &AllWishes, diagnostics: &mut Vec<Diagnostic>) {
    let ids: Vec<RelId> = schema.relationships().map(|(id, _)| id).collect();
    let mut left = Vec::new();
    for id in ids {
        let of = &wishes[id.model.0][id.relationship];
        match key(schema, id, of) {
            Found::Key(column, has_key) => set(schema, id, column, has_key, of),
            Found::Unknown => {}
            Found::Error(error) => left.push((id, error)),
        }
    }
    for (id, error) in left {
        let of = &wishes[id.model.0][id.relationship];
        match of
            .foreign_keys
            .is_empty()
            .then(|| other_side(schema, id, of))
            .flatten()
        {
            Some((column, has_key)) => set(schema, id, column, has_key, of),
            None => diagnostics.push(error),
        }
    }
}

enum Found {
    /// The key's column, and whether it is in the relationship's own model.
    Key(ColumnId, bool),
    /// The target or the key's own target is unknown, which has been reported.
    Unknown,
    Error(Diagnostic),
}

fn set(schema: &mut Schema, id: RelId, key: ColumnId, has_key: bool, wishes: &Wishes) {
    let single = schema.model(key.model).is_key(key.column);
    let list = wishes.uselist.map_or(!single, |(list, _)| list);
    let kind = match (has_key, list) {
        (true, _) => Kind::ManyToOne,
        (false, true) => Kind::OneToMany,
        (false, false) => Kind::OneToOne,
    };
    let relationship = &mut schema.models[id.model.0].relationships[id.relationship];
    relationship.key = Some(key);
    relationship.kind = Some(kind);
}

/// The foreign keys of `from` that point to `to`, and those whose target is unknown.
fn keys_between(schema: &Schema, from: ModelId, to: ModelId) -> Vec<ColumnId> {
    let numbered = schema.model(from).columns.iter().enumerate();
    let pointing = numbered.filter(|(_, column)| {
        let key = column.foreign_key.as_ref();
        key.and_then(|key| key.target)
            .is_some_and(|target| target.model == to)
    });
    pointing
        .map(|(column, _)| ColumnId {
            model: from,
            column,
        })
        .collect()
}

fn key(schema: &Schema, id: RelId, wishes: &Wishes) -> Found {
    let Some(target) = schema.relationship(id).target else {
        return Found::Unknown;
    };
    let to_self = target == id.model;
    let here = keys_between(schema, id.model, target);
    let there = if to_self {
        Vec::new()
    } else {
        keys_between(schema, target, id.model)
    };
    let mut candidates: Vec<ColumnId> = here.iter().chain(&there).copied().collect();
    if !wishes.foreign_keys.is_empty() {
        match named(schema, id, wishes, &candidates) {
            Ok(one) => candidates = vec![one],
            Err(error) => return Found::Error(error),
        }
    }
    match candidates.as_slice() {
        [one] if to_self => match points_up(schema, *one, wishes) {
            Ok(has_key) => Found::Key(*one, has_key),
            Err(error) => Found::Error(error),
        },
        [one] => Found::Key(*one, here.contains(one)),
        [] if has_hole(schema, id.model, target) => Found::Unknown,
        [] => Found::Error(no_key(schema, id, target)),
        several => Found::Error(ambiguous(schema, id, several)),
    }
}

/// Whether a foreign key of either model has an unknown target: then nothing more is said.
fn has_hole(schema: &Schema, one: ModelId, other: ModelId) -> bool {
    let columns = schema
        .model(one)
        .columns
        .iter()
        .chain(&schema.model(other).columns);
    columns
        .filter_map(|column| column.foreign_key.as_ref())
        .any(|key| key.target.is_none())
}

/// A relationship of a model with itself leads to the children, unless `remote_side` names what the
/// key points to.
fn points_up(schema: &Schema, key: ColumnId, wishes: &Wishes) -> Result<bool, Diagnostic> {
    let Some(path) = wishes.remote_side.first() else {
        return Ok(false);
    };
    let column = member(path, key.model, schema)?;
    let target = schema
        .column(key)
        .foreign_key
        .as_ref()
        .and_then(|foreign| foreign.target);
    if column == key.column {
        return Ok(false);
    }
    if target.is_some_and(|target| target.column == column) {
        return Ok(true);
    }
    let name = &schema.column(key).name;
    Err(Diagnostic::error(
        Code::REMOTE_SIDE,
        path.member.span,
        "this is neither the key nor what it points to",
    )
    .also(name.span, "the key")
    .help(
        "`remote_side` names what the key points to for many-to-one, and the key for one-to-many",
    ))
}

/// The candidate that `foreign_keys` names.
fn named(
    schema: &Schema,
    id: RelId,
    wishes: &Wishes,
    candidates: &[ColumnId],
) -> Result<ColumnId, Diagnostic> {
    let [path] = wishes.foreign_keys.as_slice() else {
        let span = wishes
            .foreign_keys
            .get(1)
            .map_or(schema.relationship(id).span, |path| path.member.span);
        return Err(super::declarations::not_built(
            span,
            "a key of several columns",
            "name one column",
        ));
    };
    let matching = |column: &&ColumnId| {
        let owner = &schema.model(column.model).name.text;
        schema.column(**column).name.text == path.member.text
            && path
                .owner
                .as_ref()
                .is_none_or(|written| written.text == *owner)
    };
    let found: Vec<&ColumnId> = candidates.iter().filter(matching).collect();
    match found.as_slice() {
        [one] => Ok(**one),
        [] => Err(no_such_key(schema, path, candidates)),
        several => {
            let names = list(several.iter().map(|column| qualified(schema, **column)));
            Err(Diagnostic::error(
                Code::AMBIGUOUS_FOREIGN_KEY,
                path.member.span,
                "both models have a key of this name",
            )
            .help(format!("write {names}")))
        }
    }
}

fn no_such_key(schema: &Schema, path: &MemberPath, candidates: &[ColumnId]) -> Diagnostic {
    let name = &path.member;
    let message = format!("`{}` is no foreign key between the two models", name.text);
    let error =
        Diagnostic::error(Code::UNKNOWN_MEMBER, name.span, message).label("no such foreign key");
    let names: Vec<&str> = candidates
        .iter()
        .map(|&column| schema.column(column).name.text.as_str())
        .collect();
    match similar(&name.text, names.iter().copied()) {
        Some(meant) => error
            .help(format!("did you mean `{meant}`?"))
            .fix(name.span, meant),
        None if names.is_empty() => {
            error.help("there is none; add `foreign_key table.column` to a column")
        }
        None => error.help(format!(
            "the foreign keys are {}",
            list(candidates.iter().map(|&one| qualified(schema, one)))
        )),
    }
}

/// What the other side says, as seen from this one.
fn other_side(schema: &Schema, id: RelId, wishes: &Wishes) -> Option<(ColumnId, bool)> {
    let name = wishes.back_populates.as_ref()?;
    let target = schema.relationship(id).target?;
    let other = schema
        .model(target)
        .relationships
        .iter()
        .find(|other| other.name.text == name.text)?;
    (other.target == Some(id.model)).then_some(())?;
    Some((other.key?, !other.kind?.has_key()))
}

/// The member of a model that a path names.
pub fn member(path: &MemberPath, model: ModelId, schema: &Schema) -> Result<usize, Diagnostic> {
    let of = schema.model(model);
    if let Some(owner) = path
        .owner
        .as_ref()
        .filter(|owner| owner.text != of.name.text)
    {
        let message = format!("a column of `{}` is needed here", of.name.text);
        return Err(Diagnostic::error(Code::UNKNOWN_MEMBER, owner.span, message)
            .help(format!("write `{}`", of.name.text)));
    }
    let name = &path.member;
    of.column_named(&name.text)
        .ok_or_else(|| unknown_member(path, of))
}

fn unknown_member(path: &MemberPath, model: &Model) -> Diagnostic {
    let name = &path.member;
    let message = format!("`{}` has no column `{}`", model.name.text, name.text);
    let error = Diagnostic::error(Code::UNKNOWN_MEMBER, name.span, message)
        .label("unknown column")
        .also(model.name.span, "the model");
    match similar(
        &name.text,
        model.columns.iter().map(|column| column.name.text.as_str()),
    ) {
        Some(meant) => error
            .help(format!("did you mean `{meant}`?"))
            .fix(name.span, meant),
        None => error.help("members are named here, as they are called in the model"),
    }
}

fn no_key(schema: &Schema, id: RelId, target: ModelId) -> Diagnostic {
    let (this, other) = (schema.model(id.model), schema.model(target));
    let relationship = schema.relationship(id);
    let message = format!(
        "no foreign key joins `{}` and `{}`",
        this.name.text, other.name.text
    );
    let key = |of: &Model| {
        let column = of.primary_key().first().map(|&column| &of.columns[column]);
        let name = column.map_or("id", |column| column.db_name.text.as_str());
        let ty = column
            .and_then(|column| column.ty)
            .map_or_else(|| "Integer".to_owned(), |ty| ty.name(schema));
        format!(
            "`{table}_{name}: {ty} foreign_key {table}.{name}`",
            table = of.table.text
        )
    };
    Diagnostic::error(Code::NO_FOREIGN_KEY, relationship.target_span, message)
        .label("nothing to join on")
        .also(other.name.span, "the target")
        .help(format!(
            "for one-to-many, add {} to `{}`",
            key(this),
            other.name.text
        ))
        .help(format!(
            "for many-to-one, add {} to `{}`",
            key(other),
            this.name.text
        ))
}

fn ambiguous(schema: &Schema, id: RelId, several: &[ColumnId]) -> Diagnostic {
    let relationship = schema.relationship(id);
    let message = format!(
        "`{}` can be joined on {} foreign keys",
        relationship.name.text,
        several.len()
    );
    let mut error = Diagnostic::error(Code::AMBIGUOUS_FOREIGN_KEY, relationship.name.span, message)
        .label("which key is meant?");
    for &column in several {
        error = error.also(schema.column(column).name.span, "this one?");
    }
    let first = several
        .first()
        .map(|&column| qualified(schema, column))
        .unwrap_or_default();
    error.help(format!(
        "say which: `foreign_keys {}`",
        first.trim_matches('`')
    ))
}

fn qualified(schema: &Schema, column: ColumnId) -> String {
    format!(
        "`{}.{}`",
        schema.model(column.model).name.text,
        schema.column(column).name.text
    )
}

fn list(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(" or ")
}
