//! What one side of a relationship says: its keys, how it is loaded, what becomes of its rows.

use super::super::phrase::{Phrase, phrase};
use super::super::spec::{Key, Model, Schema};
use super::super::tape::Tape;

/// One side of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Where the key is.
    ToOne,
    /// What it points to.
    ToMany,
}

/// The models that have this side and the other.
pub fn ends(key: &Key, side: Side) -> (usize, usize) {
    match side {
        Side::ToOne => (key.from, key.to),
        Side::ToMany => (key.to, key.from),
    }
}

/// Whether several keys join the two models.
pub fn is_ambiguous(schema: &Schema, key: &Key) -> bool {
    let joins = |other: &&Key| {
        (other.from, other.to) == (key.from, key.to) || (other.from, other.to) == (key.to, key.from)
    };
    schema.keys.iter().filter(joins).count() > 1
}

/// The key's columns, bare or with their model; never bare where the other model has a column of the name, too.
pub fn foreign_keys(schema: &Schema, key: &Key, tape: &mut Tape) -> Phrase {
    let (from, to) = (&schema.models[key.from], &schema.models[key.to]);
    let is_there = |column: &String| key.from != key.to && to.column(column).is_some();
    let owner = match key.columns.iter().any(is_there) || tape.once_in(3) {
        true => format!("{} . ", from.name),
        false => String::new(),
    };
    let columns = key
        .columns
        .iter()
        .map(|column| phrase(&format!("{owner}{column}")));
    one_or_several("foreign_keys", columns.collect(), tape)
}

/// The columns of a mixin's key, which belong to several models.
pub fn foreign_keys_of_mixin(key: &Key, tape: &mut Tape) -> Phrase {
    let columns = key.columns.iter().map(|column| phrase(column));
    one_or_several("foreign_keys", columns.collect(), tape)
}

pub fn remote_side(key: &Key, side: Side) -> Phrase {
    let columns = match side {
        Side::ToOne => &key.targets,
        Side::ToMany => &key.columns,
    };
    let columns = columns.iter().map(|column| phrase(column)).collect();
    one_or_several("remote_side", columns, &mut Tape::default())
}

fn one_or_several(word: &str, mut columns: Vec<Phrase>, tape: &mut Tape) -> Phrase {
    match columns.pop() {
        Some(only) if columns.is_empty() && tape.below(3) < 2 => phrase(word).then(only),
        last => {
            columns.extend(last);
            phrase(word).list(columns)
        }
    }
}

/// The columns of the key, and comparisons with constants that always fit.
pub fn primaryjoin(schema: &Schema, key: &Key, tape: &mut Tape) -> Phrase {
    let (from, to) = (&schema.models[key.from], &schema.models[key.to]);
    let pairs = key.columns.iter().zip(&key.targets);
    let mut all: Vec<Phrase> = pairs
        .map(|(column, target)| {
            phrase(&format!(
                "{} . {target} == {} . {column}",
                to.name, from.name
            ))
        })
        .collect();
    for column in from
        .columns
        .iter()
        .filter(|column| column.ty.base.is_integer())
    {
        // A row of the side that has the key is compared as it was read, without what is deferred.
        if !column.ty.is_alias && !column.is_deferred && tape.once_in(2) {
            let operator = tape.pick(&["!=", "==", "<", "<=", ">", ">="]);
            all.push(phrase(&format!(
                "{} . {} {operator} -5",
                from.name, column.name
            )));
        }
    }
    phrase("primaryjoin").list(all)
}

/// What a side may say, too.
pub fn extras(
    schema: &Schema,
    key: &Key,
    side: Side,
    attributes: &mut Vec<Phrase>,
    tape: &mut Tape,
) {
    let (own, target) = ends(key, side);
    let is_list = side == Side::ToMany && !key.is_unique;
    // Eager loading goes to models before, and so never in a circle.
    let eager: &[&str] = match own > target {
        true => &[
            "select",
            "joined",
            "selectin",
            "subquery",
            "immediate",
            "false",
            "raise",
        ],
        false => &["select", "true", "raise", "raise_on_sql", "noload"],
    };
    let lazy = match is_list && tape.below(2) == 1 {
        true => tape.pick(&["select", "dynamic", "write_only"]),
        false => tape.pick(eager),
    };
    if tape.once_in(3) {
        attributes.push(phrase(&format!("lazy {lazy}")));
    }
    if side == Side::ToMany {
        to_many(&schema.models[target], is_list, attributes, tape);
    } else if tape.once_in(4) {
        attributes.push(phrase(tape.pick(&[
            "uselist false",
            "cascade save_update",
            "post_update",
        ])));
    }
    if tape.once_in(6) {
        attributes.push(phrase(
            tape.pick(&["passive_updates", "passive_updates false"]),
        ));
    }
}

fn to_many(target: &Model, is_list: bool, attributes: &mut Vec<Phrase>, tape: &mut Tape) {
    if !is_list && tape.once_in(3) {
        attributes.push(phrase("uselist false"));
    }
    if is_list && tape.once_in(3) {
        attributes.push(order_by(target, tape));
    }
    let deletes = match tape.below(10) {
        1 => "cascade all delete_orphan",
        2 => "cascade delete",
        3 => "cascade ( delete ; delete_orphan ; refresh_expire ; expunge )",
        4 => "cascade save_update , merge",
        _ => "",
    };
    if !deletes.is_empty() {
        attributes.push(phrase(deletes));
    }
    let keeps = !deletes.contains("delete");
    match tape.below(8) {
        1 => attributes.push(phrase("passive_deletes")),
        2 if keeps => attributes.push(phrase("passive_deletes all")),
        _ => {}
    }
}

/// Columns of the target; in parentheses where a word behind a comma would begin a member.
fn order_by(target: &Model, tape: &mut Tape) -> Phrase {
    const BEGIN: &[&str] = &[
        "table",
        "check",
        "unique",
        "index",
        "primary_key",
        "foreign_key",
    ];
    let mut columns = target
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect::<Vec<_>>();
    tape.shuffle(&mut columns);
    columns.truncate(1 + tape.below(3));
    let begins = columns.iter().skip(1).any(|column| BEGIN.contains(column));
    let terms = columns.iter().map(|column| {
        let owner = if tape.once_in(6) {
            format!("{} . ", target.name)
        } else {
            String::new()
        };
        phrase(&format!(
            "{owner}{column} {}",
            tape.pick(&["", "desc", "asc"])
        ))
    });
    let terms: Vec<Phrase> = terms.collect();
    if begins || tape.once_in(4) {
        return phrase("order_by").list(terms);
    }
    let mut terms = terms.into_iter();
    let first = phrase("order_by").then(terms.next().unwrap_or_default());
    terms.fold(first, |all, term| all.words(",").then(term))
}
