//! The rows that are given along with a new one: the field that holds them, and its setters.

use super::{NewField, statement};
use crate::emit::rust::context::Context;
use crate::emit::rust::function::Function;
use crate::emit::rust::layout;
use crate::emit::rust::names::ident;
use crate::emit::rust::relationship::doc_link;
use crate::schema::{Collection, ColumnList, LinkEnds, ModelId, Relationship, constant};

/// The field's name, which no column has; nothing where no rows can be given along.
pub fn field(context: &Context<'_>, id: ModelId) -> Option<String> {
    let columns = &context.schema.model(id).columns;
    let mut name = "children".to_owned();
    while columns.iter().any(|column| column.name.text == name) {
        name.push('_');
    }
    context.schema.has_children(id).then_some(name)
}

/// The field of that name.
pub fn view(context: &Context<'_>, name: &str) -> NewField {
    let ty = context.scope.support("Children");
    NewField {
        docs: "/// What is to be inserted along.".to_owned(),
        line: layout::field(4, &format!("pub {name}"), &ty),
    }
}

/// A setter for each relationship by which rows can be given along.
pub fn setters(context: &Context<'_>, id: ModelId) -> Vec<Function> {
    let Some(field) = field(context, id) else {
        return Vec::new();
    };
    let relationships = context.schema.relationships_of(id);
    let setters = relationships.filter_map(|(id, one)| {
        let of = Setter {
            context,
            one,
            owner: context.model_name(id.model),
            field: &field,
        };
        if let Some(ends) = context.schema.written_link(one) {
            return Some(of.linked(&ends));
        }
        let collection = context.schema.collection(id)?;
        Some(match collection.is_list {
            true => of.list(&collection),
            false => of.row(&collection),
        })
    });
    setters.collect()
}

struct Setter<'a> {
    context: &'a Context<'a>,
    one: &'a Relationship,
    owner: &'a str,
    field: &'a str,
}

impl Setter<'_> {
    fn list(&self, collection: &Collection) -> Function {
        let child = collection.ends.remote.model;
        let rows = format!("Item = New{}", self.context.model_name(child));
        let docs = format!(
            "Gives rows of {} along, to be inserted with this row's key.",
            self.link(child)
        );
        self.set(docs, "add", &self.rows(&rows))
            .note(format!(
                "{} Further calls add further rows.",
                self.overwritten(&collection.ends.remote)
            ))
            .shows(&statement(self.context, child))
    }

    fn row(&self, collection: &Collection) -> Function {
        let child = collection.ends.remote.model;
        let row = format!("row: New{}", self.context.model_name(child));
        let docs = format!(
            "Gives the row of {} along, to be inserted with this row's key.",
            self.link(child)
        );
        self.set(docs, "set", &row)
            .note(format!(
                "{} The last call holds.",
                self.overwritten(&collection.ends.remote)
            ))
            .shows(&statement(self.context, child))
    }

    fn linked(&self, ends: &LinkEnds) -> Function {
        let child = ends.remote.model;
        let linked = self.context.scope.support("Linked");
        let rows = format!("Item = impl {linked}<{}>", self.context.model_name(child));
        let docs = format!(
            "Gives rows of {} along, to be linked to this one: those that are there, or new ones, which are inserted.",
            self.link(child)
        );
        self.set(docs, "link", &self.rows(&rows))
            .note("Further calls add further rows.")
            .shows(&self.context.statements.link(ends))
    }

    fn set(&self, docs: String, verb: &str, parameter: &str) -> Function {
        let name = &self.one.name.text;
        let parameters = ["mut self".to_owned(), parameter.to_owned()];
        let head = format!("pub fn {}", ident(name));
        let signature = layout::signature(4, &head, &parameters, "Self");
        let given = parameter.split(':').next().unwrap_or_default().to_owned();
        let arguments = [format!("{}::{}", self.owner, constant(name)), given];
        let callee = format!("self.{}.{verb}", self.field);
        Function::new(docs, signature)
            .line(layout::call(8, &callee, &arguments, ";"))
            .line("self")
    }

    fn rows(&self, item: &str) -> String {
        let many = self.context.scope.prelude("IntoIterator");
        format!("rows: impl {many}<{item}>")
    }

    fn link(&self, model: ModelId) -> String {
        doc_link(self.context.model_name(model))
    }

    /// What is not taken from the rows themselves.
    fn overwritten(&self, key: &ColumnList) -> String {
        let model = self.context.schema.model(key.model);
        let names = key
            .columns
            .iter()
            .map(|&column| format!("`{}`", model.columns[column].name.text));
        let names = names.collect::<Vec<_>>().join(" and ");
        format!("Whatever they have for {names} gives way to it.")
    }
}

/// What makes new rows of a model something that others can be linked to.
pub struct LinkedView {
    pub header: String,
    pub signature: String,
}

/// Views it; nothing where no relationship links to the model.
pub fn linked(context: &Context<'_>, id: ModelId) -> Option<LinkedView> {
    let (name, scope) = (context.model_name(id), &context.scope);
    let of = format!("{}<{name}>", scope.support("Linked"));
    let parameters = [
        format!("rows: {}<Self>", scope.prelude("Vec")),
        format!("link: &'static {}", scope.support("LinkTable")),
        format!("to: &mut {}", scope.support("Children")),
    ];
    context.is_linked(id).then(|| LinkedView {
        header: layout::implementation(&of, &format!("New{name}")),
        signature: layout::signature(4, "fn give_along", &parameters, ""),
    })
}
