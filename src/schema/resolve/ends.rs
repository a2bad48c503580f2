//! The ends of a relationship's key, as `foreign_keys`, `remote_side` and `order_by` name them.

use super::declarations::not_built;
use super::directions::{list, qualified};
use super::members::member;
use super::relationships::Wishes;
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::{ColumnId, RelId, Schema};
use crate::syntax::ast::{MemberPath, Name};

/// Whether the relationship leads along the key, held against what `remote_side` says. One of a
/// model with itself leads to the children, unless `remote_side` names what the key points to.
pub fn has_key(
    schema: &Schema,
    id: RelId,
    key: ColumnId,
    has_key: bool,
    wishes: &Wishes,
) -> Result<bool, Diagnostic> {
    let path = match wishes.remote_side.as_slice() {
        [] => return Ok(has_key),
        [path] => path,
        [_, second, ..] => {
            let what = "a `remote_side` of several columns";
            return Err(not_built(second.member.span, what, "name one column"));
        }
    };
    let target = schema.relationship(id).target.unwrap_or(id.model);
    let points_to = schema
        .column(key)
        .foreign_key
        .as_ref()
        .and_then(|key| key.target);
    if target == id.model {
        let column = member(path, schema.model(target))?;
        return match points_to {
            _ if column == key.column => Ok(false),
            Some(end) if end.column == column => Ok(true),
            _ => Err(no_end(schema, key, &path.member)),
        };
    }
    let end = if has_key { points_to } else { Some(key) };
    let Some(end) = end else { return Ok(has_key) };
    match member(path, schema.model(target)) {
        Ok(column) if column == end.column => Ok(has_key),
        _ => Err(wrong_end(schema, id, end, path)),
    }
}

/// On a model that points to itself, `remote_side` with the key says no more than without: the
/// relationship leads to the children. Where no other side shows it, that is more likely a slip.
pub fn key_as_remote_side(
    schema: &Schema,
    id: RelId,
    key: ColumnId,
    wishes: &Wishes,
) -> Option<Diagnostic> {
    let relationship = schema.relationship(id);
    let path = wishes.remote_side.first()?;
    let column = schema.column(key);
    let alone = wishes.back_populates.is_none() && relationship.target == Some(id.model);
    if !alone || column.name.text != path.member.text {
        return None;
    }
    let end = schema.column(column.foreign_key.as_ref()?.target?);
    let message = format!(
        "`{}` leads to the rows that point here",
        relationship.name.text
    );
    let error = Diagnostic::error(Code::REMOTE_SIDE, path.member.span, message)
        .label("the key itself: as without `remote_side`")
        .also(end.name.span, "what it points to");
    Some(
        error
            .help(format!(
                "for the row that it points to, write `remote_side {}`; for the rows that point here, leave `remote_side` out",
                end.name.text
            ))
            .fix(path.member.span, &end.name.text),
    )
}

fn no_end(schema: &Schema, key: ColumnId, name: &Name) -> Diagnostic {
    let message = "this is neither the key nor what it points to";
    Diagnostic::error(Code::REMOTE_SIDE, name.span, message)
        .label("no end of the key")
        .also(schema.column(key).name.span, "the key")
        .help("`remote_side` names what the key points to for many-to-one, and the key for one-to-many")
}

fn wrong_end(schema: &Schema, id: RelId, end: ColumnId, path: &MemberPath) -> Diagnostic {
    let relationship = &schema.relationship(id).name.text;
    let name = &schema.column(end).name;
    let span = match &path.owner {
        Some(owner) => owner.span.to(path.member.span),
        None => path.member.span,
    };
    let message = format!(
        "the far end of `{relationship}` is {}",
        qualified(schema, end)
    );
    Diagnostic::error(Code::REMOTE_SIDE, span, message)
        .label("not the far end")
        .also(name.span, "the far end")
        .help("name that, or leave `remote_side` out: only a model with a key to itself needs it")
        .fix(span, &name.text)
}

/// The candidate that `foreign_keys` names.
pub fn named(
    schema: &Schema,
    id: RelId,
    wishes: &Wishes,
    candidates: &[ColumnId],
) -> Result<ColumnId, Diagnostic> {
    let path = match wishes.foreign_keys.as_slice() {
        [path] => path,
        several => {
            let own = schema.relationship(id).span;
            let span = several.get(1).map_or(own, |path| path.member.span);
            return Err(not_built(
                span,
                "a key of several columns",
                "name one column",
            ));
        }
    };
    if let Some(error) = wrong_owner(schema, id, path) {
        return Err(error);
    }
    let matching = |column: &&ColumnId| {
        let owner = &schema.model(column.model).name.text;
        let of_owner = path
            .owner
            .as_ref()
            .is_none_or(|written| written.text == *owner);
        schema.column(**column).name.text == path.member.text && of_owner
    };
    let found: Vec<&ColumnId> = candidates.iter().filter(matching).collect();
    match found.as_slice() {
        [one] => Ok(**one),
        [] => Err(no_such_key(schema, id, path, candidates)),
        _ => Err(of_both(schema, path, &found)),
    }
}

/// A key of one name in both models.
fn of_both(schema: &Schema, path: &MemberPath, several: &[&ColumnId]) -> Diagnostic {
    let message = format!("both models have a key `{}`", path.member.text);
    let names = list(several.iter().map(|column| qualified(schema, **column)));
    let error = Diagnostic::error(Code::AMBIGUOUS_FOREIGN_KEY, path.member.span, message)
        .label("which one is meant?");
    let keys = several.iter().map(|key| schema.column(**key).name.span);
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

fn no_such_key(
    schema: &Schema,
    id: RelId,
    path: &MemberPath,
    candidates: &[ColumnId],
) -> Diagnostic {
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
    if let Some(column) = column {
        error = error.also(column.name.span, "this column points elsewhere, or nowhere");
    }
    let of_owner = candidates.iter().filter(|one| {
        let owner = &schema.model(one.model).name.text;
        path.owner
            .as_ref()
            .is_none_or(|written| written.text == *owner)
    });
    let names = of_owner.map(|&one| schema.column(one).name.text.as_str());
    match similar(&name.text, names) {
        Some(meant) => error
            .help(format!("did you mean `{meant}`?"))
            .fix(name.span, meant),
        None if candidates.is_empty() => {
            error.help("there is none; add `foreign_key table.column` to a column")
        }
        None => error.help(format!(
            "write {}",
            list(candidates.iter().map(|&one| qualified(schema, one)))
        )),
    }
}
