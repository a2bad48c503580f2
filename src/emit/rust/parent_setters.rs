//! The setters by which a reference to a parent gives its key, of one column or of several.

use super::code::{Code, code, ident};
use super::column::rust_type;
use super::context::Context;
use super::function::Function;
use super::new::given_field;
use super::relationship::doc_link;
use super::{layout, writes};
use crate::schema::{ColumnId, Ends, Relationship};

/// The setters of a relationship.
pub struct ParentSetters {
    /// Of new rows, where `new` does not demand the key.
    pub new: Option<Function>,
    /// Of updates, where the key is not the row's own.
    pub update: Option<Function>,
}

/// Makes them for a relationship whose key is not NULL at the parent.
pub fn parent_setters(context: &Context<'_>, relationship: &Relationship) -> Option<ParentSetters> {
    let ends = context.schema.given_by_reference(relationship)?;
    let setters = Setters {
        context,
        relationship,
        ends,
    };
    Some(setters.view())
}

struct Setters<'a> {
    context: &'a Context<'a>,
    relationship: &'a Relationship,
    ends: Ends,
}

impl Setters<'_> {
    fn view(&self) -> ParentSetters {
        let schema = self.context.schema;
        let ids = self.ends.local.ids();
        let demanded = schema.is_demanded(&self.ends.local);
        let model = schema.model(self.ends.local.model);
        let updated = |id: ColumnId| model.updated().any(|column| column == id.column);
        ParentSetters {
            new: (!demanded).then(|| self.new_row()),
            update: ids.clone().all(updated).then(|| self.update()),
        }
    }

    fn new_row(&self) -> Function {
        let setter = self.setter("mut self");
        let setter = self.pairs().fold(setter, |setter, (own, value)| {
            let field = code!["self.", ident(&self.context.schema.column(own).name.text)];
            let value = given_field(self.context, own, value);
            setter.line(layout::assignment(8, field, value))
        });
        setter.line("self")
    }

    fn update(&self) -> Function {
        let model = self.context.schema.model(self.ends.local.model);
        // What is returned so far is called as nothing else is.
        let so_far = match self.relationship.name.text.as_str() {
            "update" => "changed",
            _ => "update",
        };
        let last = self.ends.local.columns.len() - 1;
        let mut setter = self.setter("self");
        for (place, (own, value)) in self.pairs().enumerate() {
            let before = if place == 0 { "self" } else { so_far };
            let number = model.number(own.column);
            let set = code![before, ".set"];
            setter = setter.line(match place == last {
                true => writes::set(set, number, value, ""),
                false => writes::set(code!["let ", so_far, " = ", set], number, value, ";"),
            });
        }
        setter
    }

    /// The columns of the key, and the parent's values for them.
    fn pairs(&self) -> impl Iterator<Item = (ColumnId, Code)> {
        let name = ident(&self.relationship.name.text);
        let targets = self.ends.remote.ids();
        self.ends
            .local
            .ids()
            .zip(targets)
            .map(move |(own, target)| {
                let value = code![
                    name,
                    ".",
                    ident(&self.context.schema.column(target).name.text)
                ];
                (own, rust_type(self.context, target).owned(value))
            })
    }

    fn setter(&self, receiver: &'static str) -> Function {
        let schema = self.context.schema;
        let parent = self.context.model_name(self.ends.remote.model);
        let name = ident(&self.relationship.name.text);
        let parameters = [receiver.into(), code![name, ": &", parent]];
        let signature = layout::signature(4, code!["pub fn ", name], &parameters, "Self");
        let columns = self.ends.local.ids();
        let columns = columns.map(|id| format!("`{}`", schema.column(id).name.text));
        let columns = columns.collect::<Vec<_>>().join(" and ");
        let docs = format!("Sets {columns} to the key of a {}.", doc_link(parent));
        Function::new(docs, signature)
    }
}
