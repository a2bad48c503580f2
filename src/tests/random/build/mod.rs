//! A plan to a schema: declarations first, then the keys between them, then what hangs on the keys.

mod columns;
mod keys;
mod links;
mod lists;
mod models;
mod relationships;
mod sides;
mod types;
mod values;

use super::names::{DOCS, ENUMS, Names};
use super::phrase::{Declaration, File, phrase};
use super::plan::Plan;
use super::spec::{Key, Model, Reach, Schema};

/// The valid schema that the plan describes.
pub fn build(plan: &Plan, reach: Reach) -> File {
    let mut schema = Schema {
        reach,
        types: Vec::new(),
        mixins: Vec::new(),
        models: Vec::new(),
        keys: Vec::new(),
        db: Names::default(),
    };
    let mut declarations = types(plan, &mut schema);
    bodies(plan, &mut schema);
    add_keys(plan, &mut schema);
    add_lists(plan, &mut schema);
    for (number, tape) in plan.links.iter().enumerate() {
        declarations.extend(links::add(&mut schema, number, &mut tape.clone()));
    }
    add_relationships(&mut schema);
    let mut tape = plan.file.clone();
    for (keyword, all) in [("mixin", &schema.mixins), ("model", &schema.models)] {
        for model in all {
            let mut declaration = declaration(keyword, model, &schema.mixins);
            tape.shuffle(declaration.body.as_mut().map_or(&mut [], Vec::as_mut_slice));
            declarations.push(declaration);
        }
    }
    if reach == Reach::Text && tape.once_in(4) {
        declarations.push(Declaration {
            head: phrase("import").text("other folder/größe.rel"),
            ..Declaration::default()
        });
    }
    tape.shuffle(&mut declarations);
    let docs = if tape.once_in(4) {
        DOCS.to_vec()
    } else {
        Vec::new()
    };
    File { docs, declarations }
}

fn types(plan: &Plan, schema: &mut Schema) -> Vec<Declaration> {
    let mut declarations = Vec::new();
    for (number, tape) in plan.enums.iter().enumerate().take(ENUMS.len()) {
        let (ty, declaration) = types::enumeration(&mut tape.clone(), number);
        schema.types.push(ty);
        declarations.push(declaration);
    }
    for (number, tape) in plan.aliases.iter().enumerate() {
        let (ty, declaration) = types::alias(&mut tape.clone(), number);
        schema.types.push(ty);
        declarations.push(declaration);
    }
    declarations
}

fn bodies(plan: &Plan, schema: &mut Schema) {
    for (number, body) in plan.mixins.iter().enumerate() {
        let mut mixin = models::mixin(schema, body, number);
        for tape in &body.lists {
            lists::add(schema, &mut mixin, &mut tape.clone());
        }
        schema.mixins.push(mixin);
    }
    for body in &plan.models {
        let model = models::model(schema, body);
        schema.models.push(model);
    }
}

fn add_keys(plan: &Plan, schema: &mut Schema) {
    for (number, body) in plan.mixins.iter().enumerate() {
        for tape in &body.keys {
            keys::of_mixin(schema, number, tape.clone());
        }
    }
    for (number, body) in plan.models.iter().enumerate() {
        for tape in &body.keys {
            keys::of_model(schema, number, tape.clone());
        }
    }
}

fn add_lists(plan: &Plan, schema: &mut Schema) {
    for (number, body) in plan.models.iter().enumerate() {
        let mut model = schema.models[number].clone();
        for tape in &body.lists {
            lists::add(schema, &mut model, &mut tape.clone());
        }
        schema.models[number] = model;
    }
}

/// A mixin's key is there once for each model that has it; its relationship is declared once.
fn add_relationships(schema: &mut Schema) {
    let mut declared: Vec<(usize, Vec<String>)> = Vec::new();
    for key in schema.keys.clone() {
        let Key {
            of_mixin, columns, ..
        } = &key;
        match *of_mixin {
            Some(number) if declared.contains(&(number, columns.clone())) => {}
            Some(number) => {
                declared.push((number, columns.clone()));
                relationships::of_mixin(schema, key, number);
            }
            None => relationships::of_key(schema, key),
        }
    }
}

fn declaration(keyword: &str, model: &Model, mixins: &[Model]) -> Declaration {
    let mut head = phrase(&format!("{keyword} {}", model.name));
    if !model.bases.is_empty() {
        let bases = model.bases.iter().map(|base| mixins[*base].name.clone());
        head = head.names(&bases.collect::<Vec<_>>());
    }
    Declaration {
        docs: model.docs.clone(),
        head,
        body: Some(model.members.clone()),
    }
}
