//! Relationships that write the same columns and know nothing of each other.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{ColumnId, Join, KeyId, Kind, ModelId, RelId, Relationship, Schema};

/// The columns of a key, in ascending order.
type Written = Vec<ColumnId>;

/// What a relationship writes: the columns of each of its keys.
fn written(schema: &Schema, id: RelId, one: &Relationship) -> Vec<Written> {
    if one.behaviour.viewonly.is_some() {
        return Vec::new();
    }
    let columns = |model: ModelId, columns: &mut dyn Iterator<Item = usize>| {
        let mut columns: Written = columns.map(|column| ColumnId { model, column }).collect();
        columns.sort_unstable();
        columns
    };
    let of_key = |key: KeyId| {
        let found = &schema.foreign_key(key).columns;
        columns(key.model, &mut found.iter().copied())
    };
    let (Some(join), Some(kind), Some(target)) = (&one.join, one.kind, one.target) else {
        return Vec::new();
    };
    match join {
        Join::Key(key) => vec![of_key(*key)],
        Join::Link(link) => vec![of_key(link.local), of_key(link.remote)],
        Join::Columns(join) if kind.has_key() => {
            vec![columns(id.model, &mut join.pairs.iter().map(|it| it.0))]
        }
        Join::Columns(join) => vec![columns(target, &mut join.pairs.iter().map(|it| it.1))],
    }
}

/// A key is written by one relationship, seen from one side or from both.
pub fn keys_are_written_once(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    overlaps(schema, |_, one, other| {
        if one.link().is_some() && other.link().is_some() {
            return;
        }
        let message = format!(
            "`{}` and `{}` write the same foreign key",
            one.name.text, other.name.text
        );
        diagnostics.push(
            Diagnostic::warning(Code::WRITTEN_TWICE, one.name.span, message)
                .label("neither knows what the other writes")
                .also(other.name.span, "writes it, too")
                .help(remedy(one, other)),
        );
    });
}

/// So are the rows of a link table: both would insert the same pair.
pub fn links_are_written_once(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    overlaps(schema, |table, one, other| {
        if one.link().is_none() || other.link().is_none() {
            return;
        }
        let message = format!(
            "`{}` and `{}` both insert the rows of `{}`",
            one.name.text,
            other.name.text,
            schema.model(table).table.text
        );
        diagnostics.push(
            Diagnostic::error(Code::LINK_WRITTEN_TWICE, one.name.span, message)
                .label("a pair that is linked from both is inserted twice")
                .also(other.name.span, "inserts them, too")
                .help(remedy(one, other)),
        );
    });
}

fn remedy(one: &Relationship, other: &Relationship) -> String {
    let are_sides = match (one.link(), other.link()) {
        (Some(one), Some(other)) => one.local == other.remote,
        (None, None) => one.kind.map(Kind::has_key) != other.kind.map(Kind::has_key),
        _ => false,
    };
    let only_read = "make the one that only reads `viewonly`";
    match are_sides {
        true => format!(
            "join the two sides with `back_populates {}` and `back_populates {}`, or {only_read}",
            other.name.text, one.name.text
        ),
        false => format!("{only_read}, or take it out"),
    }
}

/// Tells of each relationship that writes what one before it writes, and in which table.
fn overlaps(schema: &Schema, mut tell: impl FnMut(ModelId, &Relationship, &Relationship)) {
    let mut writers: HashMap<Written, Vec<RelId>> = HashMap::new();
    for (id, one) in schema.relationships() {
        let mut conflict = None;
        for columns in written(schema, id, one) {
            let table = columns.first().map(|column| column.model);
            let before = writers.entry(columns).or_default();
            // Sides that name each other in vain have been reported.
            let in_vain = |one: &Relationship| one.names_reverse && one.reverse.is_none();
            let strange = |number: &&RelId| {
                let other = schema.relationship(**number);
                let are_sides = one.reverse == Some(**number) || other.reverse == Some(id);
                **number != id && !are_sides && !in_vain(one) && !in_vain(other)
            };
            conflict = conflict.or(table.zip(before.iter().find(strange).copied()));
            before.push(id);
        }
        if let Some((table, other)) = conflict {
            tell(table, one, schema.relationship(other));
        }
    }
}
