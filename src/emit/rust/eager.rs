//! The views of relationships that are fields of their model's struct.

use super::code::{Code, Doc, Ident, code, comment, ident};
use super::column::ColumnView;
use super::context::Context;
use super::names::Names;
use super::relationship::RelationshipView;
use super::target::Target;
use super::{awaited, docs, layout};
use crate::schema::{ModelId, columns_struct, constant};

/// A field of the struct that a relationship is loaded into.
pub struct FieldView {
    /// Its name as it is declared.
    declared: String,
    pub docs: Vec<Doc>,
    /// `pub offences: Vec<Offences>,`
    pub line: Code,
}

/// Views the field of a relationship: its type, and what it says in documentation.
pub fn field(name: &str, ty: &Code, mut docs: Vec<Doc>) -> FieldView {
    let constant = constant(name);
    docs.extend(comment([
        String::new(),
        format!("Loaded with each row, by the statement of [`{constant}`](Self::{constant}). No function writes it."),
    ]));
    FieldView {
        declared: name.to_owned(),
        docs,
        line: layout::field(4, code!["pub ", ident(name)], ty),
    }
}

/// What a model with such fields has beside them: a struct of its columns, and how it is made of one.
pub struct EagerView {
    /// `PersonColumns`
    pub name: Ident,
    pub docs: Vec<Doc>,
    pub lints: Vec<Code>,
    pub columns: Vec<Code>,
    /// `impl Row for PersonColumns {`
    pub row: Code,
    /// `const TABLE: &'static Table = <Person as Row>::TABLE;`
    pub table: Code,
    /// `impl Model for Person {`
    pub model: Code,
    pub local_lints: Vec<Code>,
    /// `type Columns = PersonColumns;`
    pub associated: Code,
    pub signature: Code,
    /// The lines of the body, indented by 8 columns but for the first line of each.
    pub complete: Vec<Code>,
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
    let name = ident(&columns_struct(model));
    let table = code!["<", model, " as ", names.row, ">::TABLE"];
    Some(EagerView {
        docs: comment([format!(
            "The columns of a row of table `{}`, before what is loaded with it.",
            declared.table.text
        )]),
        lints: docs::allow(&docs::naming_lints(&name, declared)),
        columns: own.iter().map(|column| column.own_field.clone()).collect(),
        row: layout::implementation(&names.row, &name),
        table: layout::assignment(4, code!["const TABLE: &'static ", names.table], table),
        model: layout::implementation(&names.model, model),
        local_lints: docs::allow(&docs::local_lints(
            fields.iter().map(|field| &field.declared),
        )),
        associated: layout::assignment(4, "type Columns", &name),
        signature: signature(context, &name),
        complete: complete(context, &own, &fields),
        name,
    })
}

/// `fn complete(db: &Connection, rows: Vec<PersonColumns>) -> Result<Vec<Person>> {`
fn signature(context: &Context<'_>, columns: &Ident) -> Code {
    let parameters = [
        context.recursive_db(),
        code!["rows: ", context.list(columns)],
    ];
    let output = context.recursive(context.result(context.list("Self")));
    let head = code!["fn complete", context.recursive_lifetime()];
    layout::signature(4, head, &parameters, output)
}

fn complete(context: &Context<'_>, own: &[&ColumnView], fields: &[&FieldView]) -> Vec<Code> {
    // What is asynchronous stands in a block.
    let indent = match context.target {
        Target::Sqlite => 8,
        Target::Postgres => 12,
    };
    let loads = fields
        .iter()
        .map(|field| load(context, indent, field, fields));
    let (push, outer) = (push(indent + 4, own, fields), layout::spaces(indent));
    let mut lines: Vec<Code> = loads.collect();
    lines.push(code![
        "let mut models = ",
        context.scope.prelude("Vec"),
        "::with_capacity(rows.len());"
    ]);
    lines.push(code![
        "for row in rows {\n",
        outer,
        "    ",
        push,
        "\n",
        outer,
        "}"
    ]);
    lines.push("Ok(models)".into());
    match context.target {
        Target::Sqlite => lines,
        Target::Postgres => {
            let lines = lines.into_iter().map(|line| code!["    ", line]);
            let begin = code![context.scope.prelude("Box"), "::pin(async move {"];
            let lines = [begin].into_iter().chain(lines);
            lines.chain(["})".into()]).collect()
        }
    }
}

/// `models.push(Self { id: row.id, offences: offences.next()? });`
fn push(indent: usize, own: &[&ColumnView], fields: &[&FieldView]) -> Code {
    let copied = own
        .iter()
        .map(|column| code![column.name, ": row.", column.name]);
    let loaded = fields.iter().map(|field| {
        let local = local(field, fields);
        let head = code![ident(&field.declared), ": ", local];
        awaited::field(indent + 4, head, ".next()?")
    });
    let values: Vec<Code> = copied.chain(loaded).collect();
    layout::fields(indent, "models.push(Self", &values, ");")
}

/// `let mut offences = Self::OFFENCES.loaded_along(db, &rows)?;`
fn load(context: &Context<'_>, indent: usize, field: &FieldView, all: &[&FieldView]) -> Code {
    let head = code!["let mut ", local(field, all)];
    let parent = code!["Self::", ident(&constant(&field.declared))];
    let links = [".loaded_along(db, &rows)".into()].into_iter();
    let links: Vec<Code> = links.chain(context.target.link()).collect();
    let value = awaited::chain(indent, parent, &links, "?");
    layout::assignment(indent, head, value)
}

/// The variable for what is loaded: called as the field is, unless another is called so.
fn local(field: &FieldView, all: &[&FieldView]) -> Ident {
    let own = ["db", "models", "row", "rows"];
    if !own.contains(&field.declared.as_str()) {
        return ident(&field.declared);
    }
    let mut name = format!("{}_", field.declared);
    while all.iter().any(|other| other.declared == name) {
        name.push('_');
    }
    ident(&name)
}
