//! Keys, indexes and checks over columns that are there.

use super::super::phrase::{Phrase, phrase};
use super::super::spec::{Column, Key, Model, Schema};
use super::super::tape::Tape;
use super::values;
use crate::schema::constant;

/// Adds a `unique (…)`, an `index (…)` or a `check`.
pub fn add(schema: &mut Schema, model: &mut Model, tape: &mut Tape) {
    match tape.below(3) {
        0 => check(schema, model, tape),
        1 => unique(schema, model, tape),
        _ => index(schema, model, tape),
    }
}

fn check(schema: &mut Schema, model: &mut Model, tape: &mut Tape) {
    let Some(column) = model.columns.first() else {
        return;
    };
    let sql = values::condition(column, tape);
    let name = schema.db.db(tape, "_check");
    if model.names.take(&[&constant(&format!("ck_{name}"))]) {
        let head = phrase("check").db_name(&name).raw(&sql);
        model.add(Vec::new(), head, Vec::new());
    }
}

/// Up to three columns that databases compare.
fn columns(model: &Model, tape: &mut Tape) -> Vec<Column> {
    let comparable = |column: &&Column| column.ty.base.is_key() && !column.is_computed;
    let mut columns: Vec<Column> = model.columns.iter().filter(comparable).cloned().collect();
    tape.shuffle(&mut columns);
    columns.truncate(1 + tape.below(3));
    columns
}

fn unique(schema: &mut Schema, model: &mut Model, tape: &mut Tape) {
    let columns = columns(model, tape);
    // It would be unique already.
    if columns.is_empty()
        || columns
            .iter()
            .all(|column| column.is_key || column.in_primary_key)
    {
        return;
    }
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    if is_within_key(schema, &names) {
        return;
    }
    let key = names.join("_");
    let mut options = Vec::new();
    let mut rust = constant(&format!("uq_{key}"));
    if !model.suffix.is_empty() || tape.below(2) == 0 {
        if !model.names.take(&[&rust, &format!("get_by_{key}")]) {
            return;
        }
    } else {
        // Its constant cannot begin with a digit.
        let name = schema.db.db(tape, "_unique");
        let name = schema
            .db
            .take_db(name.trim_start_matches(|first: char| first.is_ascii_digit()));
        rust = constant(&name);
        if !model.names.take(&[&rust, &format!("get_by_{key}")]) {
            return;
        }
        options.push(phrase("name").db_name(&name));
    }
    if let [only] = &names[..] {
        let only = model.columns.iter_mut().find(|column| column.name == *only);
        only.into_iter()
            .for_each(|column| column.is_key = !column.is_deferred);
    }
    model.add(Vec::new(), phrase("unique").names(&names), options);
}

/// Whether a foreign key would lead to one row if these columns were unique. Its relationships are chosen by what it
/// says itself.
fn is_within_key(schema: &Schema, names: &[String]) -> bool {
    let within = |key: &Key| names.iter().all(|name| key.columns.contains(name));
    schema.keys.iter().any(within)
}

fn index(schema: &mut Schema, model: &mut Model, tape: &mut Tape) {
    let columns = columns(model, tape);
    let key: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    if columns.is_empty() || !model.names.take(&[&format!("index of {}", key.join(" "))]) {
        return;
    }
    let elements = columns.iter().map(|column| match tape.below(6) {
        1 => Phrase::default().raw(&values::expression(column, tape)),
        2 => phrase(&format!("{} asc", column.name)),
        3 => phrase(&format!("{} desc", column.name)),
        _ => phrase(&column.name),
    });
    let head = phrase("index").list(elements.collect::<Vec<_>>());
    let mut options = Vec::new();
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    if tape.once_in(3) && !is_within_key(schema, &names) {
        options.push(phrase("unique"));
    }
    if model.suffix.is_empty() && tape.once_in(2) {
        let name = schema.db.db(tape, "_index");
        options.push(phrase("name").db_name(&name));
    }
    if tape.once_in(3) {
        options.push(phrase("where").raw(&values::condition(&columns[0], tape)));
    }
    model.add(Vec::new(), head, options);
}
