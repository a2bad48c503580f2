//! `lazy`: relationships that are loaded with their model.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{ModelId, RelId, Relationship, Schema};
use crate::source::Span;
use crate::syntax::ast::Lazy;

/// Relationships that are loaded with their model do not lead back to it.
pub fn eager_loading_ends(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let mut from: HashMap<ModelId, Vec<(RelId, ModelId)>> = HashMap::new();
    for (id, one) in schema.relationships() {
        if let (true, Some(target)) = (one.behaviour.is_eager(), one.target) {
            from.entry(id.model).or_default().push((id, target));
        }
    }
    let mut told: HashSet<RelId> = HashSet::new();
    for (id, one) in schema.relationships() {
        let is_new = one.behaviour.is_eager() && !told.contains(&id);
        let Some(target) = one.target.filter(|_| is_new) else {
            continue;
        };
        if let Some(back) = way(&from, target, id.model) {
            told.insert(id);
            told.extend(&back);
            diagnostics.push(without_end(schema, id, &back));
        }
    }
}

/// The shortest way from one model to another; empty where they are the same.
fn way(
    from: &HashMap<ModelId, Vec<(RelId, ModelId)>>,
    start: ModelId,
    end: ModelId,
) -> Option<Vec<RelId>> {
    let mut came: HashMap<ModelId, RelId> = HashMap::new();
    let mut next = VecDeque::from([start]);
    while let Some(model) = next.pop_front() {
        if model == end {
            let mut way = Vec::new();
            let mut at = model;
            while at != start {
                let &step = came.get(&at)?;
                way.push(step);
                at = step.model;
            }
            way.reverse();
            return Some(way);
        }
        for &(step, target) in from.get(&model).into_iter().flatten() {
            if target != start && !came.contains_key(&target) {
                came.insert(target, step);
                next.push_back(target);
            }
        }
    }
    None
}

fn without_end(schema: &Schema, first: RelId, back: &[RelId]) -> Diagnostic {
    let name = |id: RelId| {
        let model = &schema.model(id.model).name.text;
        format!("`{model}.{}`", schema.relationship(id).name.text)
    };
    let then: String = back
        .iter()
        .map(|&id| format!("{}, which loads ", name(id)))
        .collect();
    let message = format!("{} loads {then}itself again, without end", name(first));
    let message = match then.is_empty() {
        true => message.replace(" again", ""),
        false => message.replace("itself again", &format!("{} again", name(first))),
    };
    let place = |id: RelId| place(schema.relationship(id));
    let error = Diagnostic::error(Code::EAGER_CYCLE, place(first), message);
    let error = error.label("loaded with each row");
    back.iter()
        .fold(error, |error, &id| error.also(place(id), "and so is this"))
        .help(match back.is_empty() {
            true => "leave `lazy` out, and load it with the query",
            false => "leave `lazy` out of one of them, and load that one with the query",
        })
}

fn place(one: &Relationship) -> Span {
    one.behaviour.lazy.map_or(one.name.span, |(_, span)| span)
}

/// There is no query to refine where one row is meant.
pub fn queries_lead_to_many(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, one) in schema.relationships() {
        let (Some((lazy @ (Lazy::Dynamic | Lazy::WriteOnly), span)), Some(kind)) =
            (one.behaviour.lazy, one.kind)
        else {
            continue;
        };
        let single = one.behaviour.uselist.filter(|(list, _)| !list);
        if !kind.is_to_one() && single.is_none() {
            continue;
        }
        let word = match lazy {
            Lazy::Dynamic => "dynamic",
            _ => "write_only",
        };
        let message = format!(
            "`lazy {word}` on `{}`, which leads to one row",
            one.name.text
        );
        let mut error = Diagnostic::error(Code::LAZY_TO_ONE, span, message)
            .label("a query to refine is for many rows");
        let key = one.key().map(|key| schema.foreign_key(key).span);
        if let Some((_, at)) = single {
            error = error.also(at, "one row at most");
        } else if let Some(at) = key {
            error = error.also(at, "one row at most has it");
        }
        diagnostics
            .push(error.help("leave `lazy` out: the accessor runs the query when it is called"));
    }
}
