//! The view of new rows: their struct, `new`, and setters.

use super::column::{field_type, rust_type};
use super::context::Context;
use super::function::{Function, comment};
use super::names::ident;
use super::types::{made, stored};
use super::{docs, layout};
use crate::schema::{ColumnId, Default, ModelId, setter_null};

/// What is generated for the new rows of a model.
pub struct NewView {
    pub docs: Vec<String>,
    pub derives: String,
    pub lints: Vec<String>,
    pub fields: Vec<NewField>,
    pub constructor: Function,
    pub setters: Vec<Function>,
    pub insert: Function,
    /// What the INSERT is given.
    pub values: String,
    pub insert_constant: String,
}

/// A field of the struct of new rows.
pub struct NewField {
    pub docs: String,
    /// `pub name: String,`
    pub line: String,
}

/// How a column of a new row comes to its value.
enum Filling<'a> {
    /// `new` demands it.
    Required,
    /// NULL, unless it is given.
    Null,
    /// The database's number.
    Numbered,
    /// The schema's default.
    Default(&'a Default),
    /// The database's default.
    Database,
    /// What the database computes: it cannot be given.
    Computed,
    /// The first version: nobody gives it.
    Version,
}

/// Views the new rows of a model.
pub fn view(context: &Context<'_>, id: ModelId, setters_of_parents: Vec<Function>) -> NewView {
    let model = context.schema.model(id);
    let ids = (0..model.columns.len()).map(|column| ColumnId { model: id, column });
    let given_by_nobody =
        |id: &ColumnId| matches!(filling(context, *id), Filling::Computed | Filling::Version);
    let ids: Vec<ColumnId> = ids.filter(|id| !given_by_nobody(id)).collect();
    let required = ids
        .iter()
        .any(|&id| matches!(filling(context, id), Filling::Required));
    let mut setters: Vec<Function> = ids.iter().flat_map(|&id| setters(context, id)).collect();
    setters.extend(setters_of_parents);
    let order = model.in_struct_order().into_iter();
    let values = order.map(|column| given(context, ColumnId { model: id, column }));
    let values: Vec<String> = values.collect();
    let head = "const SQL: &'static str";
    let sql = context.statements.insert(id);
    NewView {
        docs: comment([format!(
            "A new row of table `{}`: what an INSERT needs.",
            model.table.text
        )]),
        derives: if required {
            "Debug, Clone, PartialEq"
        } else {
            "Debug, Clone, PartialEq, Default"
        }
        .to_owned(),
        lints: docs::allow(&docs::naming_lints(
            &format!("New{}", model.name.text),
            model,
        )),
        fields: ids.iter().map(|&id| field(context, id)).collect(),
        constructor: constructor(context, id, &ids),
        setters,
        insert: insert(context, id),
        values: layout::array(8, "vec!", &values, ""),
        insert_constant: layout::assignment(4, head, &layout::string(4 + head.len() + 3, &sql)),
    }
}

fn filling<'a>(context: &Context<'a>, id: ColumnId) -> Filling<'a> {
    let column = context.schema.column(id);
    if column.computed.is_some() {
        return Filling::Computed;
    }
    if column.version.is_some() {
        return Filling::Version;
    }
    match &column.default {
        Some((default, _)) if *default != Default::Null => return Filling::Default(default),
        _ => {}
    }
    if column.server_default.is_some() {
        Filling::Database
    } else if context.schema.model(id.model).is_generated(id.column) {
        Filling::Numbered
    } else if context.schema.is_required(id) {
        Filling::Required
    } else {
        Filling::Null
    }
}

fn field(context: &Context<'_>, id: ColumnId) -> NewField {
    let ty = field_type(context, id);
    let (ty, docs) = match filling(context, id) {
        Filling::Required => (ty, "/// Required.".to_owned()),
        Filling::Null => (ty, "/// `None`: NULL.".to_owned()),
        Filling::Numbered => {
            let docs = "/// `None`: the database numbers it.".to_owned();
            (context.option(&ty), docs)
        }
        Filling::Default(default) => {
            let docs = format!("/// `None`: {}.", spoken(default, context));
            (context.option(&ty), docs)
        }
        Filling::Database => {
            let docs = "/// `None`: the database's default.".to_owned();
            (context.option(&ty), docs)
        }
        Filling::Computed | Filling::Version => (ty, String::new()),
    };
    let head = format!("pub {}", ident(&context.schema.column(id).name.text));
    NewField {
        docs,
        line: layout::field(4, &head, &ty),
    }
}

/// `new(…)`, which takes the required values in the order of declaration.
fn constructor(context: &Context<'_>, model: ModelId, ids: &[ColumnId]) -> Function {
    let mut parameters = Vec::new();
    let mut fields = Vec::new();
    for &id in ids {
        let name = ident(&context.schema.column(id).name.text);
        if !matches!(filling(context, id), Filling::Required) {
            fields.push(format!("{name}: None"));
            continue;
        }
        let (parameter, value) = value_parameter(context, id);
        fields.push(if value == name {
            name.clone()
        } else {
            format!("{name}: {value}")
        });
        parameters.push(format!("{name}: {parameter}"));
    }
    let what = if parameters.is_empty() {
        "A new row"
    } else {
        "A new row with what it cannot do without"
    };
    let signature = layout::signature(4, "pub fn new", &parameters, "Self");
    let mut function = Function::new(
        format!(
            "{what}, for table `{}`.",
            context.schema.model(model).table.text
        ),
        signature,
    );
    if parameters.len() > 7 {
        function
            .docs
            .push("#[allow(clippy::too_many_arguments)]".to_owned());
    }
    function.line(layout::fields(8, "Self", &fields, ""))
}

fn insert(context: &Context<'_>, id: ModelId) -> Function {
    let parameters = ["self".to_owned(), context.db()];
    let output = context.result(context.model_name(id));
    let signature = layout::signature(4, "pub fn insert", &parameters, &output);
    let columns = 0..context.schema.model(id).columns.len();
    let left_out = |column| {
        let filling = filling(context, ColumnId { model: id, column });
        matches!(
            filling,
            Filling::Database | Filling::Default(Default::Raw(_))
        )
    };
    let mut insert = Function::new(
        "Inserts the row, and returns it as it is in the database.",
        signature,
    );
    if columns.into_iter().any(left_out) {
        insert = insert.note("Columns that the database fills in are left out of the statement.");
    }
    insert
        .shows(&context.statements.insert(id))
        .line("support::insert(db, &self)")
}

/// What a default is, in words.
fn spoken(default: &Default, context: &Context<'_>) -> String {
    match default {
        Default::Integer(number) => format!("`{number}`"),
        Default::Decimal(digits) => format!("`{digits}`"),
        Default::Text(text) => format!("`{}`", text.escape_debug()),
        Default::Boolean(bool) => format!("`{bool}`"),
        Default::Null => "NULL".to_owned(),
        Default::Now => "the time of the INSERT, in UTC".to_owned(),
        Default::Uuid => "a new UUID".to_owned(),
        Default::Variant(id, variant) => {
            let one = &context.schema.enums[id.0];
            format!("`{}`", one.variants[*variant].name.text)
        }
        Default::Raw(sql) => format!("the SQL `{}`", sql.text.escape_debug()),
    }
}

/// The parameter for a column's value, and what makes a value of it.
pub fn value_parameter(context: &Context<'_>, id: ColumnId) -> (String, String) {
    let column = context.schema.column(id);
    let (name, ty) = (ident(&column.name.text), rust_type(context, id));
    if column.nullable {
        return ty.given_nullable(&name, &context.scope);
    }
    match context.parent_of_key(id) {
        Some(parent) => {
            let key_of = context.scope.support("KeyOf");
            (
                format!("impl {key_of}<{}, {}>", context.model_name(parent), ty.bare),
                format!("{name}.key_of()"),
            )
        }
        None => ty.given(&name, &context.scope),
    }
}

fn setters(context: &Context<'_>, id: ColumnId) -> Vec<Function> {
    let column = context.schema.column(id);
    let (plain, name) = (&column.name.text, ident(&column.name.text));
    let (parameter, value) = value_parameter(context, id);
    let set = |value: &str, docs: String| {
        let parameters = ["mut self".to_owned(), format!("{name}: {parameter}")];
        Function::new(
            docs,
            layout::signature(4, &format!("pub fn {name}"), &parameters, "Self"),
        )
        .line(layout::assignment(8, &format!("self.{name}"), value))
        .line("self")
    };
    match filling(context, id) {
        Filling::Required | Filling::Computed | Filling::Version => Vec::new(),
        Filling::Null => vec![set(&value, format!("Sets `{plain}`."))],
        Filling::Numbered | Filling::Default(_) | Filling::Database => {
            let mut setters = vec![set(
                &format!("Some({value})"),
                format!("Sets `{plain}`, instead of its default."),
            )];
            if column.nullable {
                let signature = format!("pub fn {}(mut self) -> Self {{", setter_null(plain));
                let null = Function::new(
                    format!("Sets `{plain}` to NULL, instead of its default."),
                    signature,
                );
                setters.push(null.line(format!("self.{name} = Some(None);")).line("self"));
            }
            setters
        }
    }
}

/// What the INSERT is given for a column.
fn given(context: &Context<'_>, id: ColumnId) -> String {
    let column = context.schema.column(id);
    let (name, given) = (ident(&column.name.text), context.scope.support("Given"));
    match filling(context, id) {
        Filling::Computed => format!("{given}::Database"),
        Filling::Version => {
            format!(
                "{given}::Value({}::Integer(1))",
                context.scope.support("Value")
            )
        }
        Filling::Database => format!("{given}::or_database(&self.{name})"),
        Filling::Default(Default::Raw(sql)) => {
            let sql = format!("{:?}", format!("({})", sql.text));
            layout::call(
                12,
                &format!("{given}::or_sql"),
                &[format!("&self.{name}"), sql],
                "",
            )
        }
        Filling::Default(default) => {
            match stored(default, column, context.schema, &context.scope) {
                Some(value) => layout::call(
                    12,
                    &format!("{given}::or_value"),
                    &[format!("&self.{name}"), value],
                    "",
                ),
                None => format!(
                    "{given}::or_made(&self.{name}, {})",
                    made(default, column).unwrap_or("support::now")
                ),
            }
        }
        Filling::Required | Filling::Null | Filling::Numbered => {
            format!("{given}::Value(self.{name}.bind())")
        }
    }
}
