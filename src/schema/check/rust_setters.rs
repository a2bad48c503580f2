//! Names of the setters of new rows and of updates.

use super::rust_scope::{Clashes, Scope, What};
use crate::schema::names::setter_null;
use crate::schema::{Column, ColumnId, ColumnList, Model, ModelId, Relationship, Schema};

/// The setters and functions of new rows.
pub fn of_new(schema: &Schema, id: ModelId, clashes: &mut Clashes<'_>) {
    let model = schema.model(id);
    let mut names = Scope::new(&format!("`New{}`", model.name.text));
    names.reserve(&["new", "insert", "upsert"]);
    for (number, column) in model.columns.iter().enumerate() {
        let of = ColumnId {
            model: id,
            column: number,
        };
        let given = column.computed.is_none() && column.version.is_none();
        if given && !schema.is_required(of) {
            let has_null = column.nullable && column.is_filled();
            setters(column, has_null, &mut names, clashes);
        }
    }
    let is_set = |key: &ColumnList| !schema.is_demanded(key);
    setters_of_parents(schema, model, is_set, &mut names, clashes);
    let along = schema.relationships_of(id);
    for (_, one) in along.filter(|(id, _)| schema.gives_along(*id)) {
        let name = one.name.text.clone();
        names.take(name, What::ChildSetter, &one.name, clashes);
    }
    for key in model.upsert_keys() {
        if let Some(from) = &key.from {
            let name = format!("upsert{}", key.suffix);
            names.take(name, What::Upsert, from, clashes);
        }
    }
}

/// The setters of updates.
pub fn of_update(schema: &Schema, id: ModelId, clashes: &mut Clashes<'_>) {
    let model = schema.model(id);
    let mut names = Scope::new(&format!("`Update<{}>`", model.name.text));
    names.reserve(&["of", "run", "set"]);
    for column in model
        .updated()
        .filter_map(|number| model.columns.get(number))
    {
        setters(column, column.nullable, &mut names, clashes);
    }
    let updated = |key: &usize| model.updated().any(|one| one == *key);
    let is_set = |key: &ColumnList| key.columns.iter().all(updated);
    setters_of_parents(schema, model, is_set, &mut names, clashes);
}

/// A column's setter, and the one of NULL where there is one.
fn setters(column: &Column, has_null: bool, names: &mut Scope, clashes: &mut Clashes<'_>) {
    let name = &column.name;
    names.take(name.text.clone(), What::Setter, name, clashes);
    if has_null {
        names.take(setter_null(&name.text), What::NullSetter, name, clashes);
    }
}

fn setters_of_parents(
    schema: &Schema,
    model: &Model,
    is_set: impl Fn(&ColumnList) -> bool,
    names: &mut Scope,
    clashes: &mut Clashes<'_>,
) {
    let set = |one: &&Relationship| {
        let ends = schema.given_by_reference(one);
        ends.is_some_and(|ends| is_set(&ends.local))
    };
    for one in model.relationships.iter().filter(set) {
        names.take(
            one.name.text.clone(),
            What::ParentSetter,
            &one.name,
            clashes,
        );
    }
}
