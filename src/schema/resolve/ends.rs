//! The ends of a relationship's key, as `foreign_keys`, `remote_side` and `order_by` name them.

use super::members::member;
use super::paths::{columns, list, place, qualified};
use super::relationships::Wishes;
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::{KeyId, Model, ModelId, RelId, Schema};
use crate::source::Span;
use crate::syntax::ast::{MemberPath, Name};

/// Whether the relationship leads along the key, held against what `remote_side` says. One of a
/// model with itself leads to the children, unless `remote_side` names what the key points to.
pub fn has_key(
    schema: &Schema,
    id: RelId,
    key: KeyId,
    has_key: bool,
    wishes: &Wishes,
) -> Result<bool, Diagnostic> {
    let paths = wishes.remote_side.as_slice();
    let Some(first) = paths.first() else {
        return Ok(has_key);
    };
    let target = schema.relationship(id).target.unwrap_or(id.model);
    let found = schema.foreign_key(key);
    let points_to = found.target.as_ref().map(|target| &target.columns);
    if target == id.model {
        let columns = members(paths, schema.model(target))?;
        return match points_to {
            _ if same(&columns, &found.columns) => Ok(false),
            Some(end) if same(&columns, end) => Ok(true),
            _ => Err(no_end(schema, key, &first.member)),
        };
    }
    let end = if has_key {
        points_to
    } else {
        Some(&found.columns)
    };
    let Some(end) = end else { return Ok(has_key) };
    match members(paths, schema.model(target)) {
        Ok(columns) if same(&columns, end) => Ok(has_key),
        _ => Err(wrong_end(schema, id, (target, end), paths)),
    }
}

fn members(paths: &[MemberPath], model: &Model) -> Result<Vec<usize>, Diagnostic> {
    paths.iter().map(|path| member(path, model)).collect()
}

/// Whether these are the same columns, in whatever order.
fn same(one: &[usize], other: &[usize]) -> bool {
    one.len() == other.len() && one.iter().all(|column| other.contains(column))
}

/// On a model that points to itself, `remote_side` with the key says no more than without: the
/// relationship leads to the children. Where no other side shows it, that is more likely a slip.
pub fn key_as_remote_side(
    schema: &Schema,
    id: RelId,
    key: KeyId,
    wishes: &Wishes,
) -> Option<Diagnostic> {
    let relationship = schema.relationship(id);
    let [path] = wishes.remote_side.as_slice() else {
        return None;
    };
    let key = schema.foreign_key(key);
    let model = schema.model(id.model);
    let column = model.columns.get(*key.columns.first()?)?;
    let alone = wishes.back_populates.is_none() && relationship.target == Some(id.model);
    if !alone || column.name.text != path.member.text {
        return None;
    }
    let end = &model.columns[*key.target.as_ref()?.columns.first()?].name;
    let message = format!(
        "`{}` leads to the rows that point here",
        relationship.name.text
    );
    let error = Diagnostic::error(Code::REMOTE_SIDE, path.member.span, message)
        .label("the key itself: as without `remote_side`")
        .also(end.span, "what it points to");
    Some(
        error
            .help(format!(
                "for the row that it points to, write `remote_side {}`; for the rows that point here, leave `remote_side` out",
                end.text
            ))
            .fix(path.member.span, &end.text),
    )
}

fn no_end(schema: &Schema, key: KeyId, name: &Name) -> Diagnostic {
    let message = "this is neither the key nor what it points to";
    Diagnostic::error(Code::REMOTE_SIDE, name.span, message)
        .label("no end of the key")
        .also(place(schema, key), "the key")
        .help("`remote_side` names what the key points to for many-to-one, and the key for one-to-many")
}

fn wrong_end(
    schema: &Schema,
    id: RelId,
    (model, end): (ModelId, &[usize]),
    paths: &[MemberPath],
) -> Diagnostic {
    let relationship = &schema.relationship(id).name.text;
    let span = paths.iter().map(whole).reduce(Span::to).unwrap_or_default();
    let message = format!(
        "the far end of `{relationship}` is `{}`",
        columns(schema, model, end)
    );
    let mut error = Diagnostic::error(Code::REMOTE_SIDE, span, message).label("not the far end");
    let names = end
        .iter()
        .map(|&column| &schema.model(model).columns[column].name);
    for name in names.clone() {
        error = error.also(name.span, "the far end");
    }
    let error = error
        .help("name that, or leave `remote_side` out: only a model with a key to itself needs it");
    let names: Vec<&str> = names.map(|name| name.text.as_str()).collect();
    match names.as_slice() {
        [one] if paths.len() == 1 => error.fix(span, *one),
        _ => error,
    }
}

/// The place of a name with its model's before it.
fn whole(path: &MemberPath) -> Span {
    match &path.owner {
        Some(owner) => owner.span.to(path.member.span),
        None => path.member.span,
    }
}

/// The candidate that `foreign_keys` names.
pub fn named(
    schema: &Schema,
    id: RelId,
    wishes: &Wishes,
    candidates: &[KeyId],
) -> Result<KeyId, Diagnostic> {
    let paths = wishes.foreign_keys.as_slice();
    let Some(first) = paths.first() else {
        let message = "`foreign_keys` names no column";
        let span = schema.relationship(id).span;
        return Err(Diagnostic::error(Code::UNKNOWN_MEMBER, span, message));
    };
    if let Some(error) = paths.iter().find_map(|path| wrong_owner(schema, id, path)) {
        return Err(error);
    }
    let matching = |key: &&KeyId| {
        let columns = &schema.foreign_key(**key).columns;
        let names = |path: &MemberPath| {
            columns
                .iter()
                .any(|&column| is(schema, key.model, column, path))
        };
        columns.len() == paths.len() && paths.iter().all(names)
    };
    let found: Vec<&KeyId> = candidates.iter().filter(matching).collect();
    match found.as_slice() {
        [one] => Ok(**one),
        [] => {
            if let Some(error) = several_keys(schema, paths, candidates) {
                return Err(error);
            }
            let known = |path: &&MemberPath| {
                let mut keys = candidates.iter();
                !keys.any(|key| {
                    let columns = &schema.foreign_key(*key).columns;
                    columns
                        .iter()
                        .any(|&column| is(schema, key.model, column, path))
                })
            };
            let path = paths.iter().find(known).unwrap_or(first);
            Err(no_such_key(schema, id, path, candidates))
        }
        _ => Err(of_both(schema, first, &found)),
    }
}

/// Columns each of which is a key by itself.
fn several_keys(schema: &Schema, paths: &[MemberPath], keys: &[KeyId]) -> Option<Diagnostic> {
    let found = paths.iter().map(|path| {
        let mut keys = keys.iter();
        keys.find(|key| {
            let columns = &schema.foreign_key(**key).columns;
            matches!(columns[..], [column] if is(schema, key.model, column, path))
        })
    });
    let found: Vec<KeyId> = found.map(Option::<&KeyId>::copied).collect::<Option<_>>()?;
    let (first, last) = (paths.first()?, paths.last()?);
    if found.len() < 2 {
        return None;
    }
    let message = format!("these are {} foreign keys, and one joins", found.len());
    let span = whole(first).to(whole(last));
    let error = Diagnostic::error(Code::UNKNOWN_MEMBER, span, message).label("which one is meant?");
    let error = found.iter().fold(error, |error, &key| {
        error.also(place(schema, key), "a key by itself")
    });
    let names = found
        .iter()
        .map(|&key| format!("`{}`", qualified(schema, key)));
    Some(error.help(format!(
        "name one: {}; for a second, declare another relationship",
        list(names)
    )))
}

/// Whether the path names that column.
fn is(schema: &Schema, model: ModelId, column: usize, path: &MemberPath) -> bool {
    let model = schema.model(model);
    let owner = path.owner.as_ref();
    owner.is_none_or(|written| written.text == model.name.text)
        && model.columns[column].name.text == path.member.text
}

/// A key of one name in both models.
fn of_both(schema: &Schema, path: &MemberPath, several: &[&KeyId]) -> Diagnostic {
    let message = format!("both models have a key `{}`", path.member.text);
    let names = list(
        several
            .iter()
            .map(|key| format!("`{}`", qualified(schema, **key))),
    );
    let error = Diagnostic::error(Code::AMBIGUOUS_FOREIGN_KEY, path.member.span, message)
        .label("which one is meant?");
    let keys = several.iter().map(|key| place(schema, **key));
    keys.fold(error, |error, span| error.also(span, "this one?"))
        .help(format!("write {names}"))
}

/// A model in front of the key that is neither of the two.
fn wrong_owner(schema: &Schema, id: RelId, path: &MemberPath) -> Option<Diagnostic> {
    let owner = path.owner.as_ref()?;
    let target = schema.relationship(id).target?;
    let names = [target, id.model].map(|model| schema.model(model).name.text.as_str());
    if names.contains(&owner.text.as_str()) {
        return None;
    }
    let [there, here] = names;
    let message = format!("the key is a column of `{there}` or of `{here}`");
    let error = Diagnostic::error(Code::UNKNOWN_MEMBER, owner.span, message)
        .label("neither of the two models");
    Some(match similar(&owner.text, names) {
        Some(meant) => error
            .help(format!("did you mean `{meant}`?"))
            .fix(owner.span, meant),
        None => error.help(format!("write `{there}` or `{here}`")),
    })
}

fn no_such_key(schema: &Schema, id: RelId, path: &MemberPath, candidates: &[KeyId]) -> Diagnostic {
    let name = &path.member;
    let message = format!("`{}` is no foreign key between the two models", name.text);
    let mut error =
        Diagnostic::error(Code::UNKNOWN_MEMBER, name.span, message).label("no such foreign key");
    let models = [schema.relationship(id).target, Some(id.model)];
    let column = models.into_iter().flatten().find_map(|model| {
        let of = schema.model(model);
        of.column_named(&name.text)
            .map(|number| &of.columns[number])
    });
    let in_a_key = candidates.iter().any(|key| {
        let columns = &schema.foreign_key(*key).columns;
        columns
            .iter()
            .any(|&column| is(schema, key.model, column, path))
    });
    if let Some(column) = column {
        let what = match in_a_key {
            true => "this column is only a part of a key",
            false => "this column points elsewhere, or nowhere",
        };
        error = error.also(column.name.span, what);
    }
    let of_owner = candidates.iter().filter(|one| {
        let owner = &schema.model(one.model).name.text;
        path.owner
            .as_ref()
            .is_none_or(|written| written.text == *owner)
    });
    let names = of_owner.flat_map(|&key| {
        let columns = schema.foreign_key(key).columns.iter();
        columns.map(move |&column| schema.model(key.model).columns[column].name.text.as_str())
    });
    match similar(&name.text, names) {
        Some(meant) if !in_a_key => error
            .help(format!("did you mean `{meant}`?"))
            .fix(name.span, meant),
        _ if candidates.is_empty() => {
            error.help("there is none; add `foreign_key table.column` to a column")
        }
        _ => error.help(format!(
            "write {}",
            list(
                candidates
                    .iter()
                    .map(|&one| format!("`{}`", qualified(schema, one)))
            )
        )),
    }
}
