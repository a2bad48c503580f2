//! The views of many-to-many relationships, and the functions that change what is linked.

use super::accessor::accessor;
use super::by_key::{call_around_values, own_values};
use super::cascade::Step;
use super::context::Context;
use super::function::{Function, comment, sql_block};
use super::names::ident;
use super::relationship::{RelationshipView, doc_link, field};
use super::{docs, layout, table_column};
use crate::schema::{ColumnId, ColumnList, LinkEnds, ModelId, RelId, Relationship, constant};

/// Views a many-to-many relationship.
pub fn view(context: &Context<'_>, id: RelId) -> Option<RelationshipView> {
    let relationship = context.schema.relationship(id);
    let ends = context.schema.link_ends(relationship)?;
    let target = context.model_name(ends.remote.model).to_owned();
    let wrapper = context.scope.support("ManyToMany");
    let load = context.statements.linked_to_many(relationship, &ends);
    let mut docs = docs::with(&relationship.docs, &summary(context, &ends));
    let field = field(relationship, &context.list(&target), &docs);
    docs.extend(comment([
        String::new(),
        "Loaded with any number of rows by".to_owned(),
    ]));
    docs.extend(sql_block(&load));
    let name = constant(&relationship.name.text);
    let head = format!("pub const {name}");
    Some(RelationshipView {
        id,
        name,
        docs,
        constant: layout::constant(4, &head, &wrapper, &["Self".to_owned(), target.clone()]),
        new: format!("{wrapper}::new"),
        link_type: "LinkTable",
        link: link(context, id, &ends),
        field,
        accessor: accessor(
            context,
            relationship,
            (&target, summary(context, &ends)),
            || loaded(context, relationship, &ends),
        ),
        load,
    })
}

fn summary(context: &Context<'_>, ends: &LinkEnds) -> String {
    format!(
        "Many-to-many: the rows of {} that table `{}` links.",
        doc_link(context.model_name(ends.remote.model)),
        context.schema.model(ends.table()).table.text
    )
}

fn link(context: &Context<'_>, id: RelId, ends: &LinkEnds) -> Vec<String> {
    let relationship = context.schema.relationship(id);
    let pair = ends.pair();
    let within = |key: &ColumnList| {
        let places = key.columns.iter();
        let places = places.filter_map(|column| pair.iter().position(|one| one == column));
        format!("{:?}", places.collect::<Vec<usize>>())
    };
    let outside = |key: &ColumnList| {
        let model = context.schema.model(key.model);
        format!("{:?}", model.numbers(&key.columns))
    };
    let target = context.schema.model(ends.remote.model);
    let order = relationship
        .order_by
        .iter()
        .map(|(column, down)| format!("({}, {down})", target.number(*column)));
    vec![
        format!("name: {:?},", context.full_name(id)),
        table(context, ends),
        format!("local: &{},", outside(&ends.local)),
        format!("to_local: &{},", within(&ends.to_local)),
        format!("remote: &{},", outside(&ends.remote)),
        format!("to_remote: &{},", within(&ends.to_remote)),
        layout::array(12, "order: &", &order.collect::<Vec<_>>(), ","),
        format!(
            "from: {},",
            layout::string(18, &context.statements.linked_from(ends))
        ),
        format!("repeats: {},", !context.statements.pairs_are_unique(ends)),
    ]
}

/// The link table, of which filters ask its two keys alone.
fn table(context: &Context<'_>, ends: &LinkEnds) -> String {
    let id = ends.table();
    let model = context.schema.model(id);
    let pair = ColumnList {
        model: id,
        columns: ends.pair(),
    };
    let columns = pair.columns.iter();
    let columns = columns.map(|&column| {
        let id = ColumnId { model: id, column };
        table_column::of_link(context, id)
    });
    let columns: Vec<String> = columns.collect();
    let sql = context.statements.table(id);
    let select = format!(
        "SELECT {} FROM {sql}",
        context.statements.names(&pair).join(", ")
    );
    let fields = [
        format!("name: {:?}", model.table.text),
        format!("sql: {sql:?}"),
        format!("select: {}", layout::string(24, &select)),
        layout::array(16, "columns: &", &columns, ""),
        "primary_key: &[]".to_owned(),
    ];
    let head = format!("table: &{}", context.scope.support("Table"));
    layout::fields(12, &head, &fields, ",")
}

/// The function that loads what is linked to one row.
fn loaded(context: &Context<'_>, relationship: &Relationship, ends: &LinkEnds) -> Function {
    let target = context.model_name(ends.remote.model);
    let model = context.schema.model(ends.local.model);
    let bound = own_values(model, &ends.local.columns);
    let output = context.result(&context.list(target));
    let head = context.head(&ident(&relationship.name.text));
    let signature = layout::signature(4, &head, &["&self".to_owned(), context.db()], &output);
    Function::new(summary(context, ends), signature)
        .sql("SQL", &context.statements.linked(relationship, ends))
        .line(call_around_values(
            "support::all",
            &["db", "SQL"],
            &bound,
            &[],
            &context.awaited(""),
        ))
}

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
        let signature = self.signature("remove", format!("row: &{row}"));
        let value = |of: &str, key: &ColumnList| own_values_of(self.context, of, key);
        let mut values = value("self", &self.ends.local);
        values.extend(value("row", &self.ends.remote));
        let (tail, context) = (self.context.awaited("?;"), self.context);
        let callee = "let linked = support::belongs";
        let linked = call_around_values(callee, &["db", "SQL"], &values, &[], &tail);
        Function::new(docs, signature)
            .note("Nothing changes where it is not linked.")
            .sql("SQL", &self.context.statements.is_linked(&self.ends))
            .line(context.savepoint())
            .line(linked)
            .line(format!(
                "if linked {{\n            row.delete(db){tail}\n        }}"
            ))
            .line(context.commit(""))
    }

    fn set(&self) -> Function {
        let statements = &self.context.statements;
        let docs = format!(
            "Links these rows of {} to this one, and no others, all or nothing.",
            self.target()
        );
        let row = self.context.model_name(self.ends.remote.model);
        let signature = self.signature("set", format!("rows: &[&{row}]"));
        let set = Function::new(docs, signature);
        let links = |set: Function| {
            set.sql("REMOVE", &statements.unlink_others(&self.ends))
                .sql("ADD", &statements.link_all(&self.ends))
        };
        let link = |tail: &str| self.call("support::set_links", "[REMOVE, ADD]", "rows", tail);
        if self.one.behaviour.deletes_orphans().is_none() {
            return links(set).line(link(""));
        }
        let mut values = own_values_of(self.context, "self", &self.ends.local);
        values.push("support::keys_of(rows)".to_owned());
        let callee = format!("support::delete_each::<{row}>");
        let tail = self.context.awaited("?;");
        let delete = call_around_values(&callee, &["db", "OTHERS"], &values, &[], &tail);
        let set = set
            .note("The others are deleted, with all that goes along.")
            .sql("OTHERS", &statements.linked_others(&self.ends));
        links(set)
            .line(self.context.savepoint())
            .line(delete)
            .line(link("?;"))
            .line(self.context.commit(""))
    }

    fn change(&self, verb: &str, docs: String, sql: &str) -> Function {
        let row = self.context.model_name(self.ends.remote.model);
        let signature = self.signature(verb, format!("row: &{row}"));
        Function::new(docs, signature)
            .sql("SQL", sql)
            .line(self.call(&format!("support::{verb}_link"), "SQL", "row", ""))
    }

    fn signature(&self, verb: &str, others: String) -> String {
        let parameters = ["&self".to_owned(), self.context.db(), others];
        let head = self.context.head(&format!("{verb}_{}", self.one.name.text));
        layout::signature(4, &head, &parameters, &self.context.result("()"))
    }

    fn call(&self, callee: &str, sql: &str, others: &str, tail: &str) -> String {
        let relationship = format!("Self::{}", constant(&self.one.name.text));
        let arguments = ["db", sql, &relationship, "self", others].map(str::to_owned);
        layout::call(8, callee, &arguments, &self.context.awaited(tail))
    }

    fn target(&self) -> String {
        doc_link(self.context.model_name(self.ends.remote.model))
    }
}

/// The values of columns of a row, which is called so, bound.
fn own_values_of(context: &Context<'_>, row: &str, key: &ColumnList) -> Vec<String> {
    let model = context.schema.model(key.model);
    let names = key
        .columns
        .iter()
        .map(|&column| ident(&model.columns[column].name.text));
    names.map(|name| format!("{row}.{name}.bind()")).collect()
}

/// What becomes of a deleted row's links: they go first.
pub fn deleted_links(context: &Context<'_>, id: ModelId) -> Vec<Step> {
    let keys = context.links_to(id).iter();
    let deletes = keys.enumerate().filter_map(|(number, &id)| {
        let key = context.schema.foreign_key(id);
        let target = key.target.as_ref()?;
        let constant = format!("LINKS_{}", number + 1);
        let sql = context.statements.unlink_all(&ColumnList {
            model: id.model,
            columns: key.columns.clone(),
        });
        let values = own_values(context.schema.model(target.model), &target.columns);
        let tail = context.awaited("?;");
        let run = call_around_values("support::execute", &["db", &constant], &values, &[], &tail);
        Some(Step { constant, sql, run })
    });
    deletes.collect()
}
