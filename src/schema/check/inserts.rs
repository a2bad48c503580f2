//! Foreign keys that cannot be NULL, in a circle.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{KeyId, ModelId, Schema};
use crate::source::Span;

/// Some row can be the first: tables do not need each other's rows in a circle. (A row can point to
/// itself.)
pub fn rows_can_be_inserted(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let needs: Vec<Vec<(KeyId, ModelId)>> = needs(schema);
    let mut seen: HashSet<ModelId> = HashSet::new();
    for (start, _) in schema.models() {
        let mut path: Vec<(ModelId, usize)> = Vec::new();
        let mut on_path: HashSet<ModelId> = HashSet::new();
        let mut next = seen.insert(start).then_some(start);
        // Depth first, by hand: chains of keys may be long.
        loop {
            if let Some(model) = next.take() {
                path.push((model, 0));
                on_path.insert(model);
            }
            let Some((model, number)) = path.last_mut() else {
                break;
            };
            let Some(&(_, target)) = needs.get(model.0).and_then(|of| of.get(*number)) else {
                on_path.remove(model);
                path.pop();
                continue;
            };
            *number += 1;
            if on_path.contains(&target) {
                let from = path.iter().position(|(model, _)| *model == target);
                let circle = path.get(from.unwrap_or_default()..).unwrap_or_default();
                let keys = circle.iter().filter_map(|(model, number)| {
                    let (key, _) = needs.get(model.0)?.get(number.checked_sub(1)?)?;
                    Some(*key)
                });
                diagnostics.extend(circle_of(schema, &keys.collect::<Vec<_>>()));
            } else if seen.insert(target) {
                next = Some(target);
            }
        }
    }
}

/// For each model, the keys that need a row of another, and whose.
fn needs(schema: &Schema) -> Vec<Vec<(KeyId, ModelId)>> {
    let mut needs = vec![Vec::new(); schema.models.len()];
    for (id, key) in schema.foreign_keys() {
        let model = schema.model(id.model);
        let target = key.target.as_ref().map(|target| target.model);
        if let (Some(target), Some(of)) = (target, needs.get_mut(id.model.0))
            && target != id.model
            && !model.any_nullable(&key.columns)
        {
            of.push((id, target));
        }
    }
    needs
}

fn circle_of(schema: &Schema, keys: &[KeyId]) -> Option<Diagnostic> {
    let (first, rest) = keys.split_first()?;
    let name = |key: &KeyId| schema.model(key.model).name.text.as_str();
    let others: Vec<String> = rest.iter().map(|key| format!("`{}`", name(key))).collect();
    let message = format!(
        "no row of `{}` can be inserted: it needs one of {}, which needs one of `{}`",
        name(first),
        others.join(", which needs one of "),
        name(first)
    );
    let error = Diagnostic::error(Code::INSERT_CYCLE, place(schema, *first), message)
        .label("must not be NULL");
    let nor_these = rest.iter().map(|key| place(schema, *key));
    Some(
        nor_these
            .fold(error, |error, span| error.also(span, "nor must this"))
            .help("make one of the keys nullable"),
    )
}

/// The name of the key's first column.
fn place(schema: &Schema, id: KeyId) -> Span {
    let key = schema.foreign_key(id);
    let first = key.columns.first();
    first.map_or(key.span, |&column| {
        schema.model(id.model).columns[column].name.span
    })
}
