//! A checked schema to Rust: views with every name, type and statement ready, then templates.

mod accessor;
mod arms;
mod awaited;
mod by_key;
mod carried;
mod cascade;
mod collection;
mod column;
mod context;
mod crates;
mod docs;
mod eager;
mod enumeration;
mod fixed;
mod function;
mod layout;
mod link_sql;
mod lists;
mod many_to_many;
mod model;
mod names;
mod nested;
mod new;
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
mod writes;

use std::collections::HashSet;

use askama::Template;

use crate::emit::ddl::{create_missing, drop_all, missing_keys};
use crate::schema::{CheckedSchema, Model, ModelId, columns_struct, snake};
use crate::tables::Tables;
use context::Context;
pub use names::ident;
use names::{Names, Scope};
#[cfg(feature = "verify")]
pub use statements::{Statement, statements};
use support::{Needs, indented};
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
    let mut text = head(schema, options) + "\npub use self::support::*;\n";
    text += &context.scope.trait_uses("self::support");
    for one in types(&context, &names)? {
        text += &["\n", &one, "\n"].concat();
    }
    for (id, _) in schema.structs() {
        text.push('\n');
        model::view(&context, &names, id)?.render_into(&mut text)?;
        text.push('\n');
    }
    let database = database(&context, &names, options.connections)?;
    let support = support_module(&Needs::of(schema, target, options.connections), 4)?;
    text += &format!("\n{database}\n\n{SUPPORT_DOCS}\npub mod support {{\n{support}}}\n");
    Ok(text)
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
        .map(|(module, _)| format!("mod {};\n", ident(module)));
    let uses = modules
        .iter()
        .map(|(module, id)| exports(module, schema.model(*id)));
    let mut root = vec![
        head(schema, options),
        mods.collect(),
        format!("{SUPPORT_DOCS}\npub mod support;\n"),
        uses.collect(),
    ];
    for (module, id) in &modules {
        let uses = context.scope.trait_uses("super::support");
        let model = model::view(&context, &names, *id)?.render()?;
        files.push(File {
            name: format!("{module}.rs"),
            text: format!("// {}\n\nuse super::*;\n{uses}\n{model}\n", options.header),
        });
    }
    let hidden = context.scope.trait_uses("self::support");
    root.push(format!(
        "#[allow(unused_imports)]\npub use self::support::*;\n{hidden}"
    ));
    let mut items = types(&context, &names)?;
    items.push(database(&context, &names, options.connections)?);
    root.push(format!("{}\n", items.join("\n\n")));
    files.push(File {
        name: "mod.rs".to_owned(),
        text: root.join("\n"),
    });
    let support = support_module(&Needs::of(schema, target, options.connections), 0)?;
    files.push(File {
        name: "support.rs".to_owned(),
        text: format!("// {}\n\n{support}", options.header),
    });
    files.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(files)
}

/// The first lines: where the file comes from, and what the schema says of itself. A file that is
/// brought in by `include!` may not begin with `//!`.
fn head(schema: &CheckedSchema, options: &Options) -> String {
    let mut head = format!("// {}\n", options.header);
    if !schema.docs.is_empty() {
        head.push_str("//\n");
    }
    for line in &schema.docs {
        head.push_str(format!("// {line}").trim_end());
        head.push('\n');
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
fn exports(module: &str, model: &Model) -> String {
    let name = &model.name.text;
    let mut exported = vec![name.clone(), format!("New{name}")];
    exported.extend(model.is_eager().then(|| columns_struct(name)));
    exported.sort();
    let line = layout::exports(&ident(module), &exported);
    format!("#[allow(unused_imports)]\n{line}\n")
}

const SUPPORT_DOCS: &str = "/// What the models are made with. It is the same for every schema.\n#[allow(dead_code, unused_imports)]";

/// The schema's enums, and the types of the user's own.
fn types(context: &Context<'_>, names: &Names) -> askama::Result<Vec<String>> {
    let enums = context.schema.enums.iter();
    let enums = enums.map(|one| enumeration::view(context, names, one).render());
    let carriers = context.schema.carriers();
    let carried = carriers
        .into_iter()
        .map(|path| carried::view(context, names, path).render());
    enums.chain(carried).collect()
}

#[derive(Template)]
#[template(path = "rust/database.rs", escape = "none")]
struct DatabaseView<'a> {
    n: &'a Names,
    /// The lines that begin a savepoint.
    savepoint: &'a [String],
    /// What creates each table, in their order.
    creates: Vec<String>,
    drop: String,
    /// Whether there is a function that compares the tables with these.
    checks: bool,
    /// The engine's connection, in its functions.
    of_engine: &'static str,
}

fn database(
    context: &Context<'_>,
    names: &Names,
    connections: Connections,
) -> askama::Result<String> {
    let models = context.in_table_order();
    let creates = models.iter().map(|&id| creates(context, id));
    let mut creates: Vec<String> = creates.collect::<askama::Result<_>>()?;
    let keys = missing_keys(context.tables, context.dialect)?;
    creates.extend(keys.map(|sql| run_script(context, &sql)));
    // Where nothing is created, nothing is given the savepoint.
    let used = if creates.is_empty() {
        1
    } else {
        names.savepoint.len()
    };
    DatabaseView {
        n: names,
        savepoint: names.savepoint.get(..used).unwrap_or_default(),
        creates,
        drop: layout::raw_string(&drop_all(context.tables, context.dialect)?),
        checks: context.target.checks_tables(),
        of_engine: connections.of_engine(),
    }
    .render()
}

/// The call that creates a table: a model's own function, or, without a model, its statements.
fn creates(context: &Context<'_>, id: ModelId) -> askama::Result<String> {
    if context.schema.model(id).has_struct() {
        let create = format!("{}::create_table(db)", context.model_name(id));
        return Ok(format!("{create}{}", context.awaited("?;")));
    }
    let sql = create_missing(context.tables, context.table(id), context.dialect)?;
    Ok(run_script(context, &sql))
}

/// The call that runs statements.
fn run_script(context: &Context<'_>, sql: &str) -> String {
    let arguments = ["db".to_owned(), layout::raw_string(sql)];
    let tail = context.awaited("?;");
    layout::call(4, "support::run_script", &arguments, &tail)
}

#[derive(Template)]
#[template(path = "rust/support.rs", escape = "none")]
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
        exports: needs.exports(&pieces),
        pieces: views.collect(),
    };
    Ok(indented(&view.render()?, indent))
}
