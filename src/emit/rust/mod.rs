//! A checked schema to Rust: views with every name, type and statement ready, then templates.

mod by_key;
mod column;
mod context;
mod docs;
mod enumeration;
mod function;
mod layout;
mod model;
mod names;
mod new;
mod relationship;
mod sql;
mod support;
mod types;
mod writes;

use askama::Template;

use crate::dialect::Dialect;
use crate::schema::{CheckedSchema, ModelId, snake};
use crate::tables::Tables;
use context::Context;
use names::Names;
pub use names::ident;
use support::{Needs, indented};

/// What is asked of the emitter.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The first line of every file, without its slashes.
    pub header: String,
    /// What structs and enums derive beyond what they always do.
    pub derives: Vec<String>,
}

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub text: String,
}

/// The lines that a crate with the generated code needs under `[dependencies]`.
pub fn dependencies(schema: &CheckedSchema) -> Vec<String> {
    Needs::of(schema).dependencies()
}

/// Everything in one file.
pub fn one_file(
    schema: &CheckedSchema,
    tables: &Tables,
    dialect: &dyn Dialect,
    options: &Options,
) -> askama::Result<String> {
    let context = Context::new(schema, tables, dialect, &options.derives);
    let names = Names::new(&context.scope);
    let mut items = enums(&context, &names)?;
    for (id, _) in schema.models() {
        items.push(model::view(&context, &names, id)?.render()?);
    }
    items.push(database(&context, &names)?);
    let support = support_module(&Needs::of(schema), 4)?;
    items.push(format!("{SUPPORT_DOCS}\npub mod support {{\n{support}}}"));
    let uses = context.scope.trait_uses("self::support");
    Ok(format!(
        "// {}\n\npub use self::support::*;\n{uses}\n{}\n",
        options.header,
        items.join("\n\n")
    ))
}

/// A file for each model, one for the support code, and `mod.rs`.
pub fn folder(
    schema: &CheckedSchema,
    tables: &Tables,
    dialect: &dyn Dialect,
    options: &Options,
) -> askama::Result<Vec<File>> {
    let context = Context::new(schema, tables, dialect, &options.derives);
    let names = Names::new(&context.scope);
    let modules = modules(schema);
    let mut files = Vec::new();
    let mut root = vec![format!("// {}\n", options.header)];
    for (module, _) in &modules {
        root.push(format!("mod {};", ident(module)));
    }
    root.push(format!("{SUPPORT_DOCS}\npub mod support;\n"));
    for (module, id) in &modules {
        let name = context.model_name(*id);
        root.push(format!(
            "pub use self::{}::{{New{name}, {name}}};",
            ident(module)
        ));
        let uses = context.scope.trait_uses("super::support");
        let model = model::view(&context, &names, *id)?.render()?;
        let text = format!("// {}\n\nuse super::*;\n{uses}\n{model}\n", options.header);
        files.push(File {
            name: format!("{module}.rs"),
            text,
        });
    }
    root.push(format!(
        "pub use self::support::*;\n{}",
        context.scope.trait_uses("self::support")
    ));
    let mut items = enums(&context, &names)?;
    items.push(database(&context, &names)?);
    root.push(format!("{}\n", items.join("\n\n")));
    files.push(File {
        name: "mod.rs".to_owned(),
        text: root.join("\n"),
    });
    let support = support_module(&Needs::of(schema), 0)?;
    files.push(File {
        name: "support.rs".to_owned(),
        text: format!("// {}\n\n{support}", options.header),
    });
    files.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(files)
}

/// A module for each model, in the order of their names; no two of one file name.
fn modules(schema: &CheckedSchema) -> Vec<(String, ModelId)> {
    let mut taken = vec!["mod".to_owned(), "support".to_owned()];
    let mut modules = Vec::new();
    for (id, model) in schema.models() {
        let mut module = snake(&model.name.text);
        while taken.contains(&module) {
            module.push('_');
        }
        taken.push(module.clone());
        modules.push((module, id));
    }
    modules.sort();
    modules
}

const SUPPORT_DOCS: &str = "/// What the models are made with. It is the same for every schema.\n#[allow(dead_code, unused_imports)]";

fn enums(context: &Context<'_>, names: &Names) -> askama::Result<Vec<String>> {
    context
        .schema
        .enums
        .iter()
        .map(|one| enumeration::view(context, names, one).render())
        .collect()
}

#[derive(Template)]
#[template(path = "rust/database.rs")]
struct DatabaseView<'a> {
    n: &'a Names,
    /// In the order of their tables.
    models: Vec<&'a str>,
    drop: String,
}

fn database(context: &Context<'_>, names: &Names) -> askama::Result<String> {
    let models = context.in_table_order();
    let drops = models
        .iter()
        .rev()
        .map(|&id| format!("{};", context.statements.drop_table(id)));
    let drop = layout::raw_string(&drops.collect::<Vec<_>>().join("\n"));
    DatabaseView {
        n: names,
        models: models.iter().map(|&id| context.model_name(id)).collect(),
        drop,
    }
    .render()
}

#[derive(Template)]
#[template(path = "rust/support.rs")]
struct SupportView {
    exports: String,
    pieces: Vec<PieceView>,
}

struct PieceView {
    name: &'static str,
    text: String,
}

fn support_module(needs: &Needs, indent: usize) -> askama::Result<String> {
    let pieces = needs.pieces();
    let views = pieces.iter().map(|piece| PieceView {
        name: piece.name,
        text: indented(piece.text, 4),
    });
    let view = SupportView {
        exports: support::exports(&pieces),
        pieces: views.collect(),
    };
    Ok(indented(&view.render()?, indent))
}
