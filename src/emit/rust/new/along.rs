//! The rows that are given along with a new one: the field that holds them, and its setters.

use super::{NewField, insert_statement};
use crate::emit::rust::code::{Code, Ident, code, doc, ident};
use crate::emit::rust::context::Context;
use crate::emit::rust::function::Function;
use crate::emit::rust::layout;
use crate::emit::rust::relationship::doc_link;
use crate::schema::{Collection, ColumnList, LinkEnds, ModelId, Relationship, constant};

/// The field's name, which no column has; nothing where no rows can be given along.
pub fn field(context: &Context<'_>, id: ModelId) -> Option<Ident> {
    let columns = &context.schema.model(id).columns;
    let mut name = "children".to_owned();
    while columns.iter().any(|column| column.name.text == name) {
        name.push('_');
    }
    context.schema.has_children(id).then(|| ident(&name))
}

/// The field of that name.
pub fn view(context: &Context<'_>, name: &Ident) -> NewField {
    let ty = context.scope.support("Children");
    NewField {
        docs: doc("What is to be inserted along."),
        line: layout::field(4, code!["pub ", name], ty),
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
    owner: &'a Ident,
    field: &'a Ident,
}

impl Setter<'_> {
    fn list(&self, collection: &Collection) -> Function {
        let child = collection.ends.remote.model;
        let rows = code!["Item = New", self.context.model_name(child)];
        let docs = format!(
            "Gives rows of {} along, to be inserted with this row's key.",
            self.link(child)
        );
        self.set(docs, "add", "rows", self.rows(rows))
            .note(format!(
                "{} Further calls add further rows.",
                self.overwritten(&collection.ends.remote)
            ))
            .shows(&insert_statement(self.context, child))
    }

    fn row(&self, collection: &Collection) -> Function {
        let child = collection.ends.remote.model;
        let row = code!["New", self.context.model_name(child)];
        let docs = format!(
            "Gives the row of {} along, to be inserted with this row's key.",
            self.link(child)
        );
        self.set(docs, "set", "row", row)
            .note(format!(
                "{} The last call holds.",
                self.overwritten(&collection.ends.remote)
            ))
            .shows(&insert_statement(self.context, child))
    }

    fn linked(&self, ends: &LinkEnds) -> Function {
        let child = ends.remote.model;
        let linked = self.context.scope.support("Linked");
        let model = self.context.model_name(child);
        let rows = code!["Item = impl ", linked, "<", model, ">"];
        let docs = format!(
            "Gives rows of {} along, to be linked to this one: those that are there, or new ones, which are inserted.",
            self.link(child)
        );
        self.set(docs, "link", "rows", self.rows(rows))
            .note("Further calls add further rows.")
            .shows(&self.context.statements.link(ends))
    }

    fn set(&self, docs: String, verb: &'static str, given: &'static str, ty: Code) -> Function {
        let name = &self.one.name.text;
        let parameters = ["mut self".into(), code![given, ": ", ty]];
        let head = code!["pub fn ", ident(name)];
        let signature = layout::signature(4, head, &parameters, "Self");
        let arguments = [
            code![self.owner, "::", ident(&constant(name))],
            given.into(),
        ];
        let callee = code!["self.", self.field, ".", verb];
        Function::new(docs, signature)
            .line(layout::call(8, callee, &arguments, ";"))
            .line("self")
    }

    fn rows(&self, item: Code) -> Code {
        let many = self.context.scope.prelude("IntoIterator");
        code!["impl ", many, "<", item, ">"]
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
    pub header: Code,
    pub signature: Code,
}

/// Views it; nothing where no relationship links to the model.
pub fn linked(context: &Context<'_>, id: ModelId) -> Option<LinkedView> {
    let (name, scope) = (context.model_name(id), &context.scope);
    let of = code![scope.support("Linked"), "<", name, ">"];
    let parameters = [
        code!["rows: ", scope.prelude("Vec"), "<Self>"],
        code!["link: &'static ", scope.support("LinkTable")],
        code!["to: &mut ", scope.support("Children")],
    ];
    context.is_linked(id).then(|| LinkedView {
        header: layout::implementation(of, code!["New", name]),
        signature: layout::signature(4, "fn give_along", &parameters, ""),
    })
}
