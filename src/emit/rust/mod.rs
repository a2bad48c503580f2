//! A checked schema to Rust: views with every name, type and statement ready, then templates.

mod accessor;
mod arms;
mod awaited;
mod by_key;
mod carried;
mod cascade;
mod clauses;
mod code;
mod collection;
mod column;
mod constraint;
mod context;
mod crates;
mod database;
mod docs;
mod eager;
mod enumeration;
mod fixed;
mod function;
mod layout;
mod link_changes;
mod link_sql;
mod link_write_sql;
mod lists;
mod many_to_many;
mod model;
mod names;
mod nested;
mod new;
mod parent_setters;
mod related_sql;
mod relationship;
#[cfg(feature = "verify")]
mod spelled;
mod sql;
#[cfg(feature = "verify")]
mod statements;
mod support;
mod table_column;
mod target;
mod types;
mod unbuilt;
mod width;
mod write_sql;
mod writes;

use std::collections::HashSet;

use askama::Template;

use crate::schema::{CheckedSchema, ModelId, columns_struct, snake};
use crate::tables::Tables;
use crate::text::join;
pub use code::ident;
use code::{Code, code, remark};
use context::Context;
use database::database;
use names::{Names, Scope};
#[cfg(feature = "verify")]
pub use statements::{Statement, statements};
use support::Needs;
pub use target::{Connections, Target};
#[cfg(feature = "cli")]
pub use types::FieldTypes;
pub use unbuilt::unbuilt;

/// What is asked of the emitter.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The first line of every file, without its slashes.
    pub header: String,
    /// What structs and enums derive beyond what they always do.
    pub derives: Vec<String>,
    /// What an engine has of them. SQLite's has one.
    pub connections: Connections,
}

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub text: String,
}

/// The lines that a crate with the generated code needs under `[dependencies]`.
pub fn dependencies(
    schema: &CheckedSchema,
    target: Target,
    connections: Connections,
) -> Vec<String> {
    Needs::of(schema, target, connections).dependencies()
}

/// Everything in one file.
pub fn one_file(
    schema: &CheckedSchema,
    tables: &Tables,
    target: Target,
    options: &Options,
) -> askama::Result<String> {
    let context = Context::new(schema, tables, target, &options.derives);
    let names = Names::new(&context.scope, target);
    let mut text = code![head(schema, options), "\npub use self::support::*;\n"];
    text.push(context.scope.trait_uses("self::support"));
    for one in types(&context, &names)? {
        text.push(code!["\n", one, "\n"]);
    }
    for (id, _) in schema.structs() {
        text.push("\n");
        text.render(&model::view(&context, &names, id)?)?;
        text.push("\n");
    }
    let database = database(&context, &names, options.connections)?;
    let support = support_module(&Needs::of(schema, target, options.connections), 4)?;
    text.push(code![
        "\n",
        database,
        "\n\n",
        SUPPORT_DOCS,
        "\npub mod support {\n"
    ]);
    text.push(code![support, "}\n"]);
    Ok(text.into_string())
}

/// A file for each model, one for the support code, and `mod.rs`.
pub fn folder(
    schema: &CheckedSchema,
    tables: &Tables,
    target: Target,
    options: &Options,
) -> askama::Result<Vec<File>> {
    let context = Context::new(schema, tables, target, &options.derives);
    let names = Names::new(&context.scope, target);
    let modules = modules(schema, &context.scope);
    let mut files = Vec::new();
    let mods = modules
        .iter()
        .map(|(module, _)| code!["mod ", ident(module), ";\n"]);
    let uses = modules
        .iter()
        .map(|(module, id)| exports(&context, module, *id));
    let mut root = vec![
        head(schema, options),
        mods.collect(),
        code![SUPPORT_DOCS, "\npub mod support;\n"],
        uses.collect(),
    ];
    for (module, id) in &modules {
        let uses = context.scope.trait_uses("super::support");
        let mut text = code![remark(&options.header), "\nuse super::*;\n", uses, "\n"];
        text.render(&model::view(&context, &names, *id)?)?;
        text.push("\n");
        files.push(File {
            name: format!("{module}.rs"),
            text: text.into_string(),
        });
    }
    let hidden = context.scope.trait_uses("self::support");
    root.push(code![
        "#[allow(unused_imports)]\npub use self::support::*;\n",
        hidden
    ]);
    let mut items = types(&context, &names)?;
    items.push(database(&context, &names, options.connections)?);
    root.push(code![join(&items, "\n\n"), "\n"]);
    files.push(File {
        name: "mod.rs".into(),
        text: join(&root, "\n").into_string(),
    });
    let support = support_module(&Needs::of(schema, target, options.connections), 0)?;
    files.push(File {
        name: "support.rs".into(),
        text: code![remark(&options.header), "\n", support].into_string(),
    });
    files.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(files)
}

/// The first lines: where the file comes from, and what the schema says of itself. A file that is
/// brought in by `include!` may not begin with `//!`.
fn head(schema: &CheckedSchema, options: &Options) -> Code {
    let mut head = remark(&options.header);
    if !schema.docs.is_empty() {
        head.push(remark(""));
    }
    for line in &schema.docs {
        head.push(remark(line.trim_end()));
    }
    head
}

/// A module for each model, in the order of their names; none is called as another thing is, nor by a
/// word that is a path of its own, which `r#` does not make a name.
fn modules(schema: &CheckedSchema, scope: &Scope) -> Vec<(String, ModelId)> {
    let own = ["crate", "mod", "self", "super", "support"];
    let mut taken: HashSet<String> = own.map(str::to_owned).into();
    let mut modules = Vec::new();
    for (id, model) in schema.structs() {
        let mut module = snake(&model.name.text);
        while scope.declares(&module) || taken.contains(&module) {
            module.push('_');
        }
        taken.insert(module.clone());
        modules.push((module, id));
    }
    modules.sort();
    modules
}

/// The line that hands a model's structs out of its module.
fn exports(context: &Context<'_>, module: &str, id: ModelId) -> Code {
    let name = context.model_name(id);
    let mut exported = vec![code![name], code!["New", name]];
    let is_eager = context.schema.model(id).is_eager();
    exported.extend(is_eager.then(|| ident(&columns_struct(name)).whole()));
    exported.sort();
    let line = layout::exports(ident(module), &exported);
    code!["#[allow(unused_imports)]\n", line, "\n"]
}

const SUPPORT_DOCS: &str = "/// What the models are made with. It is the same for every schema.\n#[allow(dead_code, unused_imports)]";

/// The schema's enums, and the types of the user's own.
fn types(context: &Context<'_>, names: &Names) -> askama::Result<Vec<Code>> {
    let enums = context.schema.enums.iter();
    let enums = enums.map(|one| Code::rendered(&enumeration::view(context, names, one)));
    let carriers = context.schema.carriers();
    let carried = carriers
        .into_iter()
        .map(|path| Code::rendered(&carried::view(context, names, path)));
    enums.chain(carried).collect()
}

#[derive(Template)]
#[template(path = "rust/support.rs", escape = "none")]
struct SupportView {
    exports: Code,
    pieces: Vec<PieceView>,
}

struct PieceView {
    name: &'static str,
    text: Code,
}

fn support_module(needs: &Needs, indent: usize) -> askama::Result<Code> {
    let pieces = needs.pieces();
    let views = pieces.iter().map(|piece| PieceView {
        name: piece.name,
        text: Code::from(piece.text).indented(4),
    });
    let view = SupportView {
        exports: needs.exports(&pieces),
        pieces: views.collect(),
    };
    Ok(Code::rendered(&view)?.indented(indent))
}
