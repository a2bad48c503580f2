//! Both sides of `back_populates`, held against each other.

use std::collections::HashMap;

use super::paths::qualified;
use super::relationships::AllWishes;
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::{Join, Link, ModelId, RelId, Relationship, Schema};
use crate::syntax::ast::Name;

/// Joins the two sides of each relationship that has two.
pub fn resolve(schema: &mut Schema, wishes: &AllWishes, diagnostics: &mut Vec<Diagnostic>) {
    let ids: Vec<RelId> = schema.relationships().map(|(id, _)| id).collect();
    let named: Named = schema
        .relationships()
        .map(|(id, one)| ((id.model, one.name.text.clone()), id.relationship))
        .collect();
    for id in ids {
        let of = &wishes[id.model.0][id.relationship];
        let Some(name) = &of.back_populates else {
            continue;
        };
        match reverse(schema, id, name, &named, wishes) {
            Ok(Some(reverse)) => {
                schema.models[id.model.0].relationships[id.relationship].reverse = Some(reverse);
            }
            Ok(None) => {}
            // A mistake of both sides is told once, where it is written first.
            Err(Mistake::Mutual(reverse, _)) if reverse < id => {}
            Err(Mistake::Mutual(_, error) | Mistake::Own(error)) => diagnostics.push(*error),
        }
    }
}

/// The number of each model's relationship of a name.
type Named = HashMap<(ModelId, String), usize>;

enum Mistake {
    /// Of this side.
    Own(Box<Diagnostic>),
    /// Of both sides, which both will find.
    Mutual(RelId, Box<Diagnostic>),
}

fn reverse(
    schema: &Schema,
    id: RelId,
    name: &Name,
    numbers: &Named,
    wishes: &AllWishes,
) -> Result<Option<RelId>, Mistake> {
    let this = schema.relationship(id);
    let Some(target) = this.target else {
        return Ok(None);
    };
    let others = &schema.model(target).relationships;
    let number = |model: ModelId, name: &Name| numbers.get(&(model, name.text.clone())).copied();
    let Some(number_of_other) = number(target, name) else {
        if schema.model(target).incomplete {
            return Ok(None);
        }
        return Err(Mistake::Own(Box::new(missing(schema, id, name))));
    };
    let reverse = RelId {
        model: target,
        relationship: number_of_other,
    };
    let other = &others[number_of_other];
    let named = &wishes[target.0][number_of_other].back_populates;
    let names_this = named
        .as_ref()
        .is_some_and(|named| named.text == this.name.text);
    // What the other side names is not there, which is reported there.
    if let (Some(named), Some(back)) = (named, other.target)
        && number(back, named).is_none()
    {
        return Ok(None);
    }
    if other.target.is_some_and(|back| back != id.model) || !names_this {
        return Err(Mistake::Own(Box::new(not_mutual(
            schema,
            id,
            other,
            name,
            named.as_ref(),
        ))));
    }
    agree(schema, id, reverse).map_err(|error| Mistake::Mutual(reverse, Box::new(error)))?;
    Ok(Some(reverse))
}

/// Whether the two sides are the two ends of one key.
fn agree(schema: &Schema, id: RelId, reverse: RelId) -> Result<(), Diagnostic> {
    let (this, other) = (schema.relationship(id), schema.relationship(reverse));
    let (Some(kind), Some(other_kind)) = (this.kind, other.kind) else {
        return Ok(());
    };
    let (Some(join), Some(other_join)) = (&this.join, &other.join) else {
        return Ok(());
    };
    if reverse == id {
        return Err(same_direction(schema, id, other));
    }
    match (join, other_join) {
        (Join::Link(link), Join::Link(back)) if link.table == back.table => {
            match link.local != link.remote && other_join.is_same(&join.reversed()) {
                true => Ok(()),
                false => Err(same_ends(schema, link, this, other)),
            }
        }
        (Join::Link(_), _) | (_, Join::Link(_)) => Err(other_secondary(schema, this, other)),
        (Join::Key(_), Join::Key(_)) if kind.has_key() == other_kind.has_key() => {
            Err(same_direction(schema, id, other))
        }
        _ if !other_join.is_same(&join.reversed()) => Err(other_key(schema, this, other)),
        _ if kind.has_key() == other_kind.has_key() => Err(same_direction(schema, id, other)),
        _ => Ok(()),
    }
}

fn missing(schema: &Schema, id: RelId, name: &Name) -> Diagnostic {
    let this = schema.relationship(id);
    let Some(target) = this.target.map(|target| schema.model(target)) else {
        return Diagnostic::error(
            Code::UNKNOWN_MEMBER,
            name.span,
            "there is no such relationship",
        );
    };
    let message = format!("`{}` has no relationship `{}`", target.name.text, name.text);
    let error =
        Diagnostic::error(Code::UNKNOWN_MEMBER, name.span, message).label("unknown relationship");
    if let Some(column) = target
        .columns
        .iter()
        .find(|column| column.name.text == name.text)
    {
        return error
            .also(column.name.span, "this is a column")
            .help("name the relationship, not its key");
    }
    let error = error.also(target.name.span, "the target");
    match similar(
        &name.text,
        target
            .relationships
            .iter()
            .map(|other| other.name.text.as_str()),
    ) {
        Some(meant) => error
            .help(format!("did you mean `{meant}`?"))
            .fix(name.span, meant),
        None => error.help(format!(
            "add it to `{}`: `{}: rel {} back_populates {}`, or write `backref {}` here",
            target.name.text,
            name.text,
            schema.model(id.model).name.text,
            this.name.text,
            name.text,
        )),
    }
}

fn not_mutual(
    schema: &Schema,
    id: RelId,
    other: &Relationship,
    name: &Name,
    named: Option<&Name>,
) -> Diagnostic {
    let this = &schema.relationship(id).name.text;
    let model = &schema.model(id.model).name.text;
    let message = format!(
        "`{}` does not name `{model}.{this}` as its other side",
        name.text
    );
    let error =
        Diagnostic::error(Code::NOT_MUTUAL, name.span, message).label("named as the other side");
    if other.target.is_some_and(|back| back != id.model) {
        let back = other
            .target
            .map(|back| schema.model(back).name.text.as_str())
            .unwrap_or_default();
        return error
            .also(
                other.target_span,
                format!("leads to `{back}`, not to `{model}`"),
            )
            .help(format!("name a relationship that leads to `{model}`"));
    }
    match named {
        Some(named) => error
            .also(named.span, "names another one")
            .help(format!("write `back_populates {this}` there"))
            .fix(named.span, this),
        None => error
            .also(other.name.span, "names none")
            .help(format!("add `back_populates {this}` to it"))
            .certain_fix(other.target_span.after(), format!(" back_populates {this}")),
    }
}

fn same_direction(schema: &Schema, id: RelId, other: &Relationship) -> Diagnostic {
    let this = schema.relationship(id);
    if this.name.span == other.name.span {
        let message = format!("`{}` names itself as its other side", this.name.text);
        return Diagnostic::error(Code::SAME_DIRECTION, this.name.span, message)
            .label("one side cannot be both")
            .help("declare the other side, and let each name the other");
    }
    let key = this.key().map(|key| schema.foreign_key(key));
    let column = |column: Option<&usize>| {
        let column = schema.model(id.model).columns.get(*column?)?;
        Some(column.name.text.as_str())
    };
    let name = this.key().map(|key| qualified(schema, key));
    let name = name.unwrap_or_default();
    let points_to = key.and_then(|key| column(key.target.as_ref()?.columns.first()));
    let message = format!(
        "`{}` and `{}` point the same way",
        this.name.text, other.name.text
    );
    let error = Diagnostic::error(Code::SAME_DIRECTION, this.name.span, message)
        .label(format!("joined on the key `{name}`"))
        .also(other.name.span, "and its other side points the same way");
    match points_to {
        Some(end) if this.target == Some(id.model) => error.help(format!(
            "the one of them that leads to what `{name}` points to needs `remote_side {end}`"
        )),
        _ => error.help("the two sides are joined on one key: give both the same `foreign_keys`"),
    }
}

fn other_key(schema: &Schema, this: &Relationship, other: &Relationship) -> Diagnostic {
    let on = |of: &Relationship| match of.key() {
        Some(key) => format!("on `{}`", qualified(schema, key)),
        None => "on its `primaryjoin`".to_owned(),
    };
    let keys = this.key().is_some() && other.key().is_some();
    let (what, help) = match keys {
        true => (
            "foreign keys",
            "give both the same `foreign_keys`, or only one of them: the other follows",
        ),
        false => (
            "columns",
            "give both the same `primaryjoin`, or only one of them: the other follows",
        ),
    };
    let message = format!(
        "`{}` and `{}` are joined on different {what}",
        this.name.text, other.name.text
    );
    Diagnostic::error(Code::OTHER_KEY, this.name.span, message)
        .label(on(this))
        .also(other.name.span, on(other))
        .help(help)
}

fn other_secondary(schema: &Schema, this: &Relationship, other: &Relationship) -> Diagnostic {
    let by = |of: &Relationship| match of.link() {
        Some(link) => format!("by `{}`", schema.model(link.table).table.text),
        None => "without a `secondary`".to_owned(),
    };
    let message = format!(
        "`{}` and `{}` are not joined by one table",
        this.name.text, other.name.text
    );
    let place = |of: &Relationship| of.behaviour.join.unwrap_or(of.name.span);
    Diagnostic::error(Code::OTHER_SECONDARY, place(this), message)
        .label(by(this))
        .also(place(other), by(other))
        .help("give both sides the same `secondary`")
}

fn same_ends(
    schema: &Schema,
    link: &Link,
    this: &Relationship,
    other: &Relationship,
) -> Diagnostic {
    let key = schema.foreign_key(link.local);
    let table = schema.model(link.table);
    let names = key
        .columns
        .iter()
        .map(|&it| table.columns[it].name.text.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    let message = format!(
        "`{}` and `{}` point the same way",
        this.name.text, other.name.text
    );
    let there = match link.local == link.remote {
        true => "and here, too",
        false => "and its other side is joined on other ends",
    };
    Diagnostic::error(Code::SAME_DIRECTION, this.name.span, message)
        .label(format!("`{names}` points here"))
        .also(other.name.span, there)
        .help("name with `foreign_keys` on one side only which columns of the link table point there: the other follows")
}
