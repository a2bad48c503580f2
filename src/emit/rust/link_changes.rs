//! The functions that change what is linked by a many-to-many relationship.

use super::by_key::call_around_values;
use super::code::{Code, Rust, code, ident};
use super::context::Context;
use super::function::Function;
use super::layout;
use super::relationship::doc_link;
use crate::dialect::Sql;
use crate::schema::{ColumnList, LinkEnds, ModelId, Relationship, constant};
use crate::text::Piece;

/// The functions that change what is linked to a row, of all relationships that write.
pub fn changes(context: &Context<'_>, id: ModelId) -> Vec<Function> {
    let relationships = context.schema.model(id).relationships.iter();
    let written = relationships.filter_map(|one| Some((one, context.schema.written_link(one)?)));
    let changes = written.flat_map(|(one, ends)| {
        let of = Changes { context, one, ends };
        [of.add(), of.remove(), of.set()]
    });
    changes.collect()
}

struct Changes<'a> {
    context: &'a Context<'a>,
    one: &'a Relationship,
    ends: LinkEnds,
}

impl Changes<'_> {
    fn add(&self) -> Function {
        let docs = format!(
            "Links a row of {} to this one; nothing changes where it is.",
            self.target()
        );
        let sql = self.context.statements.link(&self.ends);
        self.change("add", docs, &sql)
    }

    fn remove(&self) -> Function {
        if self.one.behaviour.deletes_orphans().is_some() {
            return self.delete();
        }
        let docs = format!(
            "Parts a row of {} from this one; nothing changes where it is not linked.",
            self.target()
        );
        let sql = self.context.statements.unlink(&self.ends);
        self.change("remove", docs, &sql)
    }

    /// `delete_orphan`: what is taken out is deleted.
    fn delete(&self) -> Function {
        let docs = format!(
            "Deletes a row of {} that is linked to this one, with all that goes along.",
            self.target()
        );
        let row = self.context.model_name(self.ends.remote.model);
        let signature = self.signature("remove", code!["row: &", row]);
        let value = |of: &'static str, key: &ColumnList| own_values_of(self.context, of, key);
        let mut values = value("self", &self.ends.local);
        values.extend(value("row", &self.ends.remote));
        let (tail, context) = (self.context.awaited("?;"), self.context);
        let callee = "let linked = support::belongs";
        let linked = call_around_values(callee, &["db".into(), "SQL".into()], &values, &[], &tail);
        Function::new(docs, signature)
            .note("Nothing changes where it is not linked.")
            .sql("SQL", &self.context.statements.is_linked(&self.ends))
            .line(context.savepoint())
            .line(linked)
            .line(code![
                "if linked {\n            row.delete(db)",
                tail,
                "\n        }"
            ])
            .line(context.commit(""))
    }

    fn set(&self) -> Function {
        let statements = &self.context.statements;
        let docs = format!(
            "Links these rows of {} to this one, and no others, all or nothing.",
            self.target()
        );
        let row = self.context.model_name(self.ends.remote.model);
        let signature = self.signature("set", code!["rows: &[&", row, "]"]);
        let set = Function::new(docs, signature);
        let links = |set: Function| {
            set.sql("REMOVE", &statements.unlink_others(&self.ends))
                .sql("ADD", &statements.link_all(&self.ends))
        };
        let link =
            |tail: &'static str| self.call("support::set_links", "[REMOVE, ADD]", "rows", tail);
        if self.one.behaviour.deletes_orphans().is_none() {
            return links(set).line(link(""));
        }
        let mut values = own_values_of(self.context, "self", &self.ends.local);
        values.push("support::keys_of(rows)".into());
        let callee = code!["support::delete_each::<", row, ">"];
        let tail = self.context.awaited("?;");
        let delete =
            call_around_values(callee, &["db".into(), "OTHERS".into()], &values, &[], tail);
        let set = set
            .note("The others are deleted, with all that goes along.")
            .sql("OTHERS", &statements.linked_others(&self.ends));
        links(set)
            .line(self.context.savepoint())
            .line(delete)
            .line(link("?;"))
            .line(self.context.commit(""))
    }

    fn change(&self, verb: &'static str, docs: String, sql: &Sql) -> Function {
        let row = self.context.model_name(self.ends.remote.model);
        let signature = self.signature(verb, code!["row: &", row]);
        Function::new(docs, signature)
            .sql("SQL", sql)
            .line(self.call(code!["support::", verb, "_link"], "SQL", "row", ""))
    }

    fn signature(&self, verb: &'static str, others: Code) -> Code {
        let parameters = ["&self".into(), self.context.db(), others];
        let name = ident(&format!("{verb}_{}", self.one.name.text));
        let head = self.context.head(name);
        layout::signature(4, head, &parameters, self.context.result("()"))
    }

    fn call(
        &self,
        callee: impl Piece<Rust>,
        sql: &'static str,
        others: &'static str,
        tail: &'static str,
    ) -> Code {
        let relationship = code!["Self::", ident(&constant(&self.one.name.text))];
        let arguments = [
            "db".into(),
            sql.into(),
            relationship,
            "self".into(),
            others.into(),
        ];
        layout::call(8, callee, &arguments, self.context.awaited(tail))
    }

    fn target(&self) -> String {
        doc_link(self.context.model_name(self.ends.remote.model))
    }
}

/// The values of columns of a row, which is called so, bound.
fn own_values_of(context: &Context<'_>, row: &'static str, key: &ColumnList) -> Vec<Code> {
    let model = context.schema.model(key.model);
    let names = key
        .columns
        .iter()
        .map(|&column| ident(&model.columns[column].name.text));
    names.map(|name| code![row, ".", name, ".bind()"]).collect()
}
