//! The views of relationships that are fields of their model's struct.

use super::column::ColumnView;
use super::context::Context;
use super::function::comment;
use super::names::{Names, ident};
use super::relationship::RelationshipView;
use super::target::Target;
use super::{awaited, docs, layout};
use crate::schema::{ModelId, columns_struct, constant};

/// A field of the struct that a relationship is loaded into.
pub struct FieldView {
    /// As it is declared.
    name: String,
    pub docs: Vec<String>,
    /// `pub offences: Vec<Offences>,`
    pub line: String,
}

/// Views the field of a relationship: its type, and what it says in documentation.
pub fn field(name: &str, ty: &str, mut docs: Vec<String>) -> FieldView {
    let constant = constant(name);
    docs.extend(comment([
        String::new(),
        format!("Loaded with each row, by the statement of [`{constant}`](Self::{constant}). No function writes it."),
    ]));
    FieldView {
        name: name.to_owned(),
        docs,
        line: layout::field(4, &format!("pub {}", ident(name)), ty),
    }
}

/// What a model with such fields has beside them: a struct of its columns, and how it is made of one.
pub struct EagerView {
    /// `PersonColumns`
    pub name: String,
    pub docs: Vec<String>,
    pub lints: Vec<String>,
    pub columns: Vec<String>,
    /// `impl Row for PersonColumns {`
    pub row: String,
    /// `const TABLE: &'static Table = <Person as Row>::TABLE;`
    pub table: String,
    /// `impl Model for Person {`
    pub model: String,
    pub local_lints: Vec<String>,
    /// `type Columns = PersonColumns;`
    pub associated: String,
    pub signature: String,
    /// The lines of the body, indented by 8 columns but for the first line of each.
    pub complete: Vec<String>,
}

/// Views them; nothing where no relationship is a field.
pub fn view(
    context: &Context<'_>,
    names: &Names,
    id: ModelId,
    own: &[ColumnView],
    relationships: &[RelationshipView],
) -> Option<EagerView> {
    let fields = relationships.iter().filter_map(|one| one.field.as_ref());
    let fields: Vec<&FieldView> = fields.collect();
    if fields.is_empty() {
        return None;
    }
    let own: Vec<&ColumnView> = own.iter().filter(|column| column.has_field).collect();
    let declared = context.schema.model(id);
    let model = context.model_name(id);
    let name = columns_struct(model);
    let table = format!("<{model} as {}>::TABLE", names.row);
    Some(EagerView {
        docs: comment([format!(
            "The columns of a row of table `{}`, before what is loaded with it.",
            declared.table.text
        )]),
        lints: docs::allow(&docs::naming_lints(&name, declared)),
        columns: own.iter().map(|column| column.own_field.clone()).collect(),
        row: layout::implementation(&names.row, &name),
        table: layout::assignment(4, &format!("const TABLE: &'static {}", names.table), &table),
        model: layout::implementation(&names.model, model),
        local_lints: docs::allow(&docs::local_lints(fields.iter().map(|field| &field.name))),
        associated: layout::assignment(4, "type Columns", &name),
        signature: signature(context, &name),
        complete: complete(context, &own, &fields),
        name,
    })
}

/// `fn complete(db: &Connection, rows: Vec<PersonColumns>) -> Result<Vec<Person>> {`
fn signature(context: &Context<'_>, columns: &str) -> String {
    let parameters = [
        context.recursive_db(),
        format!("rows: {}", context.list(columns)),
    ];
    let output = context.recursive(&context.result(&context.list("Self")));
    let head = format!("fn complete{}", context.recursive_lifetime());
    layout::signature(4, &head, &parameters, &output)
}

fn complete(context: &Context<'_>, own: &[&ColumnView], fields: &[&FieldView]) -> Vec<String> {
    // What is asynchronous stands in a block.
    let indent = match context.target {
        Target::Sqlite => 8,
        Target::Postgres => 12,
    };
    let loads = fields
        .iter()
        .map(|field| load(context, indent, field, fields));
    let (push, outer) = (push(indent + 4, own, fields), " ".repeat(indent));
    let mut lines: Vec<String> = loads.collect();
    lines.push(format!(
        "let mut models = {}::with_capacity(rows.len());",
        context.scope.prelude("Vec")
    ));
    lines.push(format!("for row in rows {{\n{outer}    {push}\n{outer}}}"));
    lines.push("Ok(models)".to_owned());
    match context.target {
        Target::Sqlite => lines,
        Target::Postgres => {
            let lines = lines.into_iter().map(|line| format!("    {line}"));
            let begin = format!("{}::pin(async move {{", context.scope.prelude("Box"));
            let lines = [begin].into_iter().chain(lines);
            lines.chain(["})".to_owned()]).collect()
        }
    }
}

/// `models.push(Self { id: row.id, offences: offences.next()? });`
fn push(indent: usize, own: &[&ColumnView], fields: &[&FieldView]) -> String {
    let copied = own
        .iter()
        .map(|column| format!("{0}: row.{0}", column.name));
    let loaded = fields.iter().map(|field| {
        let local = local(field, fields);
        let head = format!("{}: {local}", ident(&field.name));
        awaited::field(indent + 4, &head, ".next()?")
    });
    let values: Vec<String> = copied.chain(loaded).collect();
    layout::fields(indent, "models.push(Self", &values, ");")
}

/// `let mut offences = Self::OFFENCES.loaded_along(db, &rows)?;`
fn load(context: &Context<'_>, indent: usize, field: &FieldView, all: &[&FieldView]) -> String {
    let head = format!("let mut {}", local(field, all));
    let parent = format!("Self::{}", constant(&field.name));
    let links = [".loaded_along(db, &rows)"].into_iter();
    let links: Vec<&str> = links.chain(context.target.link()).collect();
    let value = awaited::chain(indent, &parent, &links, "?");
    layout::assignment(indent, &head, &value)
}

/// The variable for what is loaded: called as the field is, unless another is called so.
fn local(field: &FieldView, all: &[&FieldView]) -> String {
    let own = ["db", "models", "row", "rows"];
    if !own.contains(&field.name.as_str()) {
        return ident(&field.name);
    }
    let mut name = format!("{}_", field.name);
    while all.iter().any(|other| other.name == name) {
        name.push('_');
    }
    name
}
