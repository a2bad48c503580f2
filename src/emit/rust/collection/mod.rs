//! The functions that write what belongs to a row, of one-to-many and one-to-one relationships.

mod many;
mod one;
mod sql;

use super::by_key::{call_around_values, own_values};
use super::column::rust_type;
use super::context::Context;
use super::function::Function;
use super::layout;
use super::new::{given_field, insert_statement};
use super::relationship::doc_link;
use crate::dialect::Sql;
use crate::emit::rust::code::{Code, Ident, Rust, code, ident, literal};
use crate::schema::{Change, Collection, Default, ModelId, Relationship, Removal};
use crate::text::{Piece, join};
use sql::Chosen;

/// Those of all relationships of a model.
pub fn changes(context: &Context<'_>, id: ModelId) -> Vec<Function> {
    let relationships = context.schema.relationships_of(id);
    let written = relationships.filter_map(|(id, one)| Some((one, context.schema.collection(id)?)));
    let changes = written.flat_map(|(one, collection)| {
        let all = collection.changes();
        let of = Changes::new(context, one, collection);
        all.into_iter()
            .map(|change| of.function(change))
            .collect::<Vec<_>>()
    });
    changes.collect()
}

struct Changes<'a> {
    context: &'a Context<'a>,
    one: &'a Relationship,
    collection: Collection,
    /// The row's model.
    child: &'a Ident,
    /// The parent's values.
    own: Vec<Code>,
    /// The row's key.
    key: Vec<Code>,
}

impl<'a> Changes<'a> {
    fn new(context: &'a Context<'a>, one: &'a Relationship, collection: Collection) -> Self {
        let (local, remote) = (&collection.ends.local, &collection.ends.remote);
        let child = context.schema.model(remote.model);
        let key = child.primary_key().into_iter();
        let key =
            key.map(|column| code!["row.", ident(&child.columns[column].name.text), ".bind()"]);
        Self {
            context,
            one,
            child: context.model_name(remote.model),
            own: own_values(context.schema.model(local.model), &local.columns),
            key: key.collect(),
            collection,
        }
    }

    fn function(&self, change: Change) -> Function {
        let is_list = self.collection.is_list;
        match change {
            Change::Add => self.add(),
            Change::Move if is_list => self.take_over(),
            Change::Move => self.replace_by_row(),
            Change::Remove if is_list => self.remove(),
            Change::Remove => self.remove_all(),
            Change::Set if is_list => self.set(),
            Change::Set => self.replace_by_new(),
        }
    }

    /// Shows and holds the statement that takes rows out, or finds those that are to be deleted.
    fn taken_out(&self, function: Function, chosen: Chosen) -> Function {
        let (statements, ends) = (&self.context.statements, &self.collection.ends);
        let sql = match self.collection.removal {
            Some(Removal::Delete) => statements.taken_out(ends, chosen),
            _ => statements.part(ends, chosen),
        };
        function.sql("OTHERS", &sql)
    }

    fn take_out(&self, values: &[Code]) -> Code {
        match self.collection.removal {
            Some(Removal::Delete) => {
                let callee = code!["support::delete_each::<", self.child, ">"];
                self.call(callee, "OTHERS", values, "?;")
            }
            _ => self.write("support::execute", "OTHERS", values, "?;"),
        }
    }

    /// A call with the values of an UPDATE.
    fn write(
        &self,
        callee: &'static str,
        constant: &'static str,
        values: &[Code],
        tail: &'static str,
    ) -> Code {
        let child = self.context.schema.model(self.collection.ends.remote.model);
        let mut updates = child
            .columns
            .iter()
            .filter_map(|one| one.on_update.as_ref());
        if !updates.any(|(made, _)| !matches!(made, Default::Raw(_))) {
            return self.call(callee, constant, values, tail);
        }
        let arguments = ["db".into(), constant.into(), "&values".into()];
        let call = layout::call(8, callee, &arguments, self.context.awaited(tail));
        code![self.made_along(values), "\n        ", call]
    }

    /// `callee(db, SQL, &[…])`
    fn call(
        &self,
        callee: impl Piece<Rust>,
        constant: &'static str,
        values: &[Code],
        tail: &'static str,
    ) -> Code {
        let tail = self.context.awaited(tail);
        call_around_values(callee, &["db".into(), constant.into()], values, &[], tail)
    }

    /// The values, and those that are made when a row is written; the first on a line of their own where
    /// they are long.
    fn made_along(&self, values: &[Code]) -> Code {
        let head = code!["let values = support::made_along::<", self.child, ">"];
        let line = layout::call(8, &head, &[code!["&[", join(values, ", "), "]"]], ";");
        match line.contains('\n') {
            true => {
                let key = layout::array(8, "let key = ", values, ";");
                code![key, "\n        ", head, "(&key);"]
            }
            false => line,
        }
    }

    /// Gives a new row the parent's key.
    fn keyed(&self, mut function: Function) -> Function {
        let (local, remote) = (&self.collection.ends.local, &self.collection.ends.remote);
        for (from, to) in local.ids().zip(remote.ids()) {
            let (own, column) = (
                self.context.schema.column(from),
                self.context.schema.column(to),
            );
            let value = rust_type(self.context, from).owned(code!["self.", ident(&own.name.text)]);
            let value = given_field(self.context, to, value);
            let field = code!["row.", ident(&column.name.text)];
            function = function.line(layout::assignment(8, field, value));
        }
        function
    }

    /// What becomes of rows that are taken out.
    fn fate(&self, one: &str) -> String {
        match self.collection.removal {
            Some(Removal::Delete) => format!("{one} deleted, with all that goes along."),
            _ => format!("{one} left without a parent: the key is NULL."),
        }
    }

    fn found(&self) -> Code {
        let table = &self
            .context
            .schema
            .model(self.collection.ends.remote.model)
            .table;
        let arguments = ["row".into(), literal(&table.text).whole()];
        layout::call(8, "support::found", &arguments, "")
    }

    fn both(&self) -> Vec<Code> {
        self.own.iter().chain(&self.key).cloned().collect()
    }

    fn insert_statement(&self) -> Sql {
        insert_statement(self.context, self.collection.ends.remote.model)
    }

    /// The new row, inserted.
    fn inserted(&self, tail: &'static str) -> Code {
        code!["row.insert(db)", self.context.awaited(tail)]
    }

    fn row(&self) -> Code {
        code!["row: &", self.child]
    }

    fn new_row(&self) -> Code {
        code!["mut row: New", self.child]
    }

    fn link(&self) -> String {
        doc_link(self.child)
    }

    fn signature(&self, verb: &'static str, more: Option<Code>, output: impl Piece<Rust>) -> Code {
        let parameters = ["&self".into(), self.context.db()].into_iter().chain(more);
        let parameters: Vec<Code> = parameters.collect();
        let name = ident(&format!("{verb}_{}", self.one.name.text));
        let head = self.context.head(name);
        layout::signature(4, head, &parameters, self.context.result(output))
    }
}
