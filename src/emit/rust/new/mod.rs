//! The view of new rows: their struct, `new`, and setters.

mod along;
mod filling;
mod given;
mod known;
mod setters;
mod upsert;

use super::code::{Code, Doc, Ident, code, comment, doc, ident, string};
use super::column::field_type;
use super::context::Context;
use super::function::Function;
use super::{docs, layout};
use crate::dialect::Sql;
use crate::schema::{ColumnId, ModelId};
pub use along::{LinkedView, linked};
use filling::{Filling, filling, is_left_out, spoken};
use given::given;
use known::{Known, known};
pub use setters::{given_field, value_parameter};
use setters::{parent_parameter, setters};
pub use upsert::upserts_of_all;

/// What is generated for the new rows of a model.
pub struct NewView {
    pub docs: Vec<Doc>,
    pub derives: &'static str,
    pub lints: Vec<Code>,
    pub fields: Vec<NewField>,
    pub constructor: Function,
    pub setters: Vec<Function>,
    pub insert: Function,
    pub upserts: Vec<Function>,
    /// The field with the rows that are given along.
    pub children: Option<Ident>,
    /// Which rows need not be read back, where there are such.
    pub known: Option<&'static str>,
    /// What is said of `insert_all`.
    pub all_docs: Doc,
    /// The arms that give it to the INSERT, column by column.
    pub given: Vec<Code>,
    pub insert_constant: Code,
}

/// A field of the struct of new rows.
pub struct NewField {
    pub docs: Doc,
    /// `pub name: String,`
    pub line: Code,
}

/// Views the new rows of a model.
pub fn view(context: &Context<'_>, id: ModelId, setters_of_parents: Vec<Function>) -> NewView {
    let model = context.schema.model(id);
    let ids = (0..model.columns.len()).map(|column| ColumnId { model: id, column });
    let given_by_nobody =
        |id: &ColumnId| matches!(filling(context, *id), Filling::Computed | Filling::Version);
    let ids: Vec<ColumnId> = ids.filter(|id| !given_by_nobody(id)).collect();
    let demanded =
        |&id: &ColumnId| matches!(filling(context, id), Filling::Required | Filling::Parent);
    let required = ids.iter().any(demanded);
    let mut setters: Vec<Function> = ids.iter().flat_map(|&id| setters(context, id)).collect();
    setters.extend(setters_of_parents);
    setters.extend(along::setters(context, id));
    let children = along::field(context, id);
    let fields = ids.iter().map(|&id| field(context, id));
    let fields = fields.chain(children.iter().map(|name| along::view(context, name)));
    let order = model.in_struct_order().into_iter();
    let given = order.filter_map(|column| given(context, ColumnId { model: id, column }));
    let head = "const SQL: &'static str";
    let known = known(context, id);
    let sql = insert_statement(context, id);
    NewView {
        docs: comment([format!(
            "A new row of table `{}`: what an INSERT needs.",
            model.table.text
        )]),
        derives: if required {
            "Debug, Clone, PartialEq"
        } else {
            "Debug, Clone, PartialEq, Default"
        },
        lints: docs::allow(&docs::naming_lints(
            &format!("New{}", model.name.text),
            model,
        )),
        fields: fields.collect(),
        constructor: constructor(context, id, &ids),
        setters,
        insert: insert(context, id, &sql, known),
        upserts: upsert::upserts(context, id),
        children,
        known: known.map(Known::name),
        all_docs: doc(match known {
            Some(Known::Alone) => {
                "Inserts rows, all or none, one by one where the database numbers them. They come back in their order."
            }
            _ => {
                "Inserts rows, all or none, many with one statement. They come back in their order."
            }
        }),
        given: given.collect(),
        insert_constant: layout::assignment(4, head, string(4 + head.len() + 3, &sql)),
    }
}

fn field(context: &Context<'_>, id: ColumnId) -> NewField {
    let ty = field_type(context, id);
    let filling = filling(context, id);
    let docs = match &filling {
        Filling::Required => "Required.".to_owned(),
        Filling::Parent => "`None`: the key of the parent that it is inserted with.".to_owned(),
        Filling::Null => "`None`: NULL.".to_owned(),
        Filling::Numbered => "`None`: the database numbers it.".to_owned(),
        Filling::Default(default) => format!("`None`: {}.", spoken(default, context)),
        Filling::Database => "`None`: the database's default.".to_owned(),
        Filling::Computed | Filling::Version => String::new(),
    };
    let ty = match filling {
        Filling::Parent | Filling::Numbered | Filling::Default(_) | Filling::Database => {
            context.option(&ty)
        }
        _ => ty,
    };
    let head = code!["pub ", ident(&context.schema.column(id).name.text)];
    NewField {
        docs: doc(&docs),
        line: layout::field(4, head, ty),
    }
}

/// `new(…)`, which takes the required values in the order of declaration.
fn constructor(context: &Context<'_>, model: ModelId, ids: &[ColumnId]) -> Function {
    let mut parameters = Vec::new();
    let mut fields = Vec::new();
    for &id in ids {
        let name = ident(&context.schema.column(id).name.text);
        let (parameter, value) = match (filling(context, id), context.parent_along(id)) {
            (Filling::Required, _) => value_parameter(context, id),
            (Filling::Parent, Some(parent)) => parent_parameter(context, id, parent.model),
            _ => {
                fields.push(code![name, ": None"]);
                continue;
            }
        };
        fields.push(if value.as_str() == name.as_str() {
            value
        } else {
            code![name, ": ", value]
        });
        parameters.push(code![name, ": ", parameter]);
    }
    let children = along::field(context, model);
    let none = code![context.scope.support("Children"), "::default()"];
    fields.extend(children.map(|name| code![name, ": ", none]));
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
        let lint = "#[allow(clippy::too_many_arguments)]";
        function.lints.push(lint.into());
    }
    function.line(layout::fields(8, "Self", &fields, ""))
}

/// The INSERT of a row that gives every column; it returns the row where it must be read back.
pub fn insert_statement(context: &Context<'_>, id: ModelId) -> Sql {
    let insert = context.statements.insert(id);
    match known(context, id) {
        Some(_) => insert,
        None => context.statements.returning(id, insert),
    }
}

fn insert(context: &Context<'_>, id: ModelId, sql: &Sql, known: Option<Known>) -> Function {
    let parameters = ["self".into(), context.db()];
    let output = context.result(context.model_name(id));
    let signature = layout::signature(4, context.head("insert"), &parameters, output);
    let columns = 0..context.schema.model(id).columns.len();
    let left_out = |column| is_left_out(context, ColumnId { model: id, column });
    let mut insert = Function::new(
        "Inserts the row, and returns it as it is in the database.",
        signature,
    );
    if columns.into_iter().any(left_out) {
        insert = insert.note(match known {
            Some(_) => {
                "Columns that the database fills in are left out of the statement, and the row is read back by RETURNING."
            }
            None => "Columns that the database fills in are left out of the statement.",
        });
    }
    if context.schema.has_children(id) {
        insert = insert.note("What is given along comes after it, all or none, in one savepoint.");
    }
    insert
        .shows(sql)
        .line(code!["support::insert(db, self)", context.awaited("")])
}
