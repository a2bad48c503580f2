//! `secondary`: a table between two models, with a foreign key to either.

use super::directions::Found;
use super::keys::{Tables, full_name, path};
use super::link_keys::LinkKeys;
use super::relationships::{AllWishes, Wishes};
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::names::{snake, written};
use crate::schema::{Join, Kind, Link, Model, ModelId, RelId, Schema};
use crate::source::Span;
use crate::syntax::ast::DbPath;

/// The link table of a relationship that names one, and its keys. Which of them points here is said
/// by `foreign_keys`, where there are several; which to the target, by the other side.
pub fn link(
    schema: &Schema,
    tables: &Tables<'_>,
    id: RelId,
    (wishes, other): (&Wishes, Option<&Wishes>),
) -> Found {
    let (Some(name), Some(target)) = (&wishes.secondary, schema.relationship(id).target) else {
        return Found::Unknown;
    };
    if let Some(error) = contradiction(schema, id, wishes) {
        return Found::Wrong(error);
    }
    let Some(table) = tables.named(name) else {
        let last = name.parts.last();
        let left_out = &schema.left_out;
        let known = last.is_none_or(|it| it.text.is_empty() || left_out.tables.contains(&it.text));
        return match left_out.imports || known {
            true => Found::Unknown,
            false => Found::Wrong(unknown(schema, id, name)),
        };
    };
    if table == id.model || table == target {
        return Found::Wrong(one_of_the_two(schema, id, table, name));
    }
    let keys = LinkKeys {
        schema,
        id,
        target,
        table,
        span: name.span,
    };
    match keys.both(wishes, other) {
        Ok(Some((local, remote))) => {
            let link = Link {
                table,
                local,
                remote,
            };
            Found::Join(Join::Link(link), Kind::ManyToMany)
        }
        Ok(None) => Found::Unknown,
        Err(_) if keys.may_lack_keys() => Found::Unknown,
        Err(error) => Found::Error(*error),
    }
}

fn contradiction(schema: &Schema, id: RelId, wishes: &Wishes) -> Option<Diagnostic> {
    let this = schema.relationship(id);
    let secondary = wishes.secondary.as_ref()?.span;
    let message = format!("`{}` is joined by its `secondary`", this.name.text);
    let error = |span: Span| {
        Diagnostic::error(Code::JOIN_CONTRADICTION, span, message.clone())
            .also(secondary, "the table between the two")
    };
    if let Some(first) = wishes.primaryjoin.first() {
        return Some(
            error(first.span)
                .label("and cannot be joined on columns, too")
                .help("take one of `primaryjoin` and `secondary` out"),
        );
    }
    let path = wishes.remote_side.first()?;
    Some(
        error(path.member.span)
            .label("both of its keys are at the far end")
            .help("take `remote_side` out; the columns of the link table that point here are named by `foreign_keys`"),
    )
}

fn unknown(schema: &Schema, id: RelId, name: &DbPath) -> Diagnostic {
    let shown = path(name);
    let message = format!("there is no table `{shown}` for `secondary`");
    let error =
        Diagnostic::error(Code::UNKNOWN_SECONDARY, name.span, message).label("unknown table");
    let last = name.parts.last().map_or("", |part| part.text.as_str());
    if let Some(model) = schema.models.iter().find(|model| model.name.text == last) {
        let table = full_name(model);
        return error
            .also(model.name.span, format!("this one's table is `{table}`"))
            .help(format!("`secondary` names the table: write `{table}`"))
            .certain_fix(name.span, table);
    }
    let tables = schema.models.iter().map(|model| model.table.text.as_str());
    if let Some(meant) = similar(last, tables) {
        return error
            .help(format!("did you mean `{}`?", written(meant)))
            .fix(name.span, written(meant));
    }
    let this = schema.model(id.model);
    let target = schema.relationship(id).target.map(|it| schema.model(it));
    let column = |model: &Model, called: String| {
        let key = model.primary_key().first().map(|&it| &model.columns[it]);
        let ty = key.and_then(|it| it.ty).map(|it| it.name(schema));
        let key = key.map_or("id", |it| it.db_name.text.as_str());
        let ty = ty.unwrap_or_else(|| "Integer".to_owned());
        let (table, key) = (written(&model.table.text), written(key));
        format!("{called}_{key}: {ty} primary_key foreign_key {table}.{key}")
    };
    let one = column(this, snake(&this.name.text));
    let other = target.map(
        |target| match schema.relationship(id).target == Some(id.model) {
            true => column(target, format!("other_{}", snake(&target.name.text))),
            false => column(target, snake(&target.name.text)),
        },
    );
    error.help(format!(
        "declare it: `table {shown} < {one} {} >`",
        other.unwrap_or_default()
    ))
}

fn one_of_the_two(schema: &Schema, id: RelId, table: ModelId, name: &DbPath) -> Diagnostic {
    let model = schema.model(table);
    let message = format!("`{}` is not between the two tables", path(name));
    let whose = match table == id.model {
        true => "its own table",
        false => "the target's table",
    };
    Diagnostic::error(Code::SECONDARY_IS_AN_END, name.span, message)
        .label(whose)
        .also(model.name.span, "this one's table")
        .help("name a table that has a foreign key to either, or leave `secondary` out")
}

/// One side of a many-to-many that does not say so.
pub fn lacks_secondary(
    schema: &Schema,
    id: RelId,
    other: RelId,
    wishes: &AllWishes,
) -> Option<Diagnostic> {
    let of = |id: RelId| &wishes[id.model.0][id.relationship];
    let secondary = of(other).secondary.as_ref()?;
    if of(id).secondary.is_some() || of(id).is_backref {
        return None;
    }
    let (this, other) = (schema.relationship(id), schema.relationship(other));
    let message = format!(
        "`{}` is joined by a `secondary`, `{}` is not",
        other.name.text, this.name.text
    );
    let (at, table) = (this.target_span, path(secondary));
    Some(
        Diagnostic::error(Code::OTHER_SECONDARY, this.name.span, message)
            .label("no `secondary`")
            .also(secondary.span, "the other side's")
            .help(format!("add `secondary {table}` here"))
            .certain_fix(at.after(), format!(" secondary {table}")),
    )
}
