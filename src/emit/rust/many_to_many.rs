//! The views of many-to-many relationships.

use super::accessor::accessor;
use super::by_key::{call_around_values, own_values};
use super::cascade::Step;
use super::code::{Code, code, comment, ident, literal, numbers, sql_block, string};
use super::context::Context;
use super::function::Function;
use super::relationship::{RelationshipView, doc_link, field};
use super::{docs, layout, table_column};
use crate::dialect::sql;
use crate::schema::{ColumnId, ColumnList, LinkEnds, ModelId, RelId, Relationship, constant};
use crate::text::join;

/// Views a many-to-many relationship.
pub fn view(context: &Context<'_>, id: RelId) -> Option<RelationshipView> {
    let relationship = context.schema.relationship(id);
    let ends = context.schema.link_ends(relationship)?;
    let target = context.model_name(ends.remote.model);
    let wrapper = context.scope.support("ManyToMany");
    let load = context.statements.linked_to_many(relationship, &ends);
    let mut docs = docs::with(&relationship.docs, &summary(context, &ends));
    let field = field(relationship, &context.list(target), &docs);
    docs.extend(comment(["", "Loaded with any number of rows by"]));
    docs.extend(sql_block(&load));
    let name = ident(&constant(&relationship.name.text));
    let head = code!["pub const ", name];
    Some(RelationshipView {
        id,
        name,
        docs,
        constant: layout::constant(4, head, &wrapper, &["Self".into(), target.clone().whole()]),
        new: code![wrapper, "::new"],
        link_type: "LinkTable",
        link: link(context, id, &ends),
        field,
        accessor: accessor(
            context,
            relationship,
            (target, summary(context, &ends)),
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

fn link(context: &Context<'_>, id: RelId, ends: &LinkEnds) -> Vec<Code> {
    let relationship = context.schema.relationship(id);
    let pair = ends.pair();
    let within = |key: &ColumnList| {
        let places = key.columns.iter();
        let places = places.filter_map(|column| pair.iter().position(|one| one == column));
        numbers(&places.collect::<Vec<usize>>())
    };
    let outside = |key: &ColumnList| {
        let model = context.schema.model(key.model);
        numbers(&model.numbers(&key.columns))
    };
    let target = context.schema.model(ends.remote.model);
    let order = relationship
        .order_by
        .iter()
        .map(|(column, down)| code!["(", target.number(*column), ", ", down, ")"]);
    vec![
        code!["name: ", literal(&context.full_name(id)), ","],
        table(context, ends),
        code!["local: &", outside(&ends.local), ","],
        code!["to_local: &", within(&ends.to_local), ","],
        code!["remote: &", outside(&ends.remote), ","],
        code!["to_remote: &", within(&ends.to_remote), ","],
        layout::array(12, "order: &", &order.collect::<Vec<_>>(), ","),
        code![
            "from: ",
            string(18, &context.statements.linked_from(ends)),
            ","
        ],
        code!["repeats: ", !context.statements.pairs_are_unique(ends), ","],
    ]
}

/// The link table, of which filters ask its two keys alone.
fn table(context: &Context<'_>, ends: &LinkEnds) -> Code {
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
    let columns: Vec<Code> = columns.collect();
    let sql = context.statements.table(id);
    let names = join(&context.statements.names(&pair), ", ");
    let select = sql!["SELECT ", names, " FROM ", sql];
    let fields = [
        code!["name: ", literal(&model.table.text)],
        code!["sql: ", literal(sql)],
        code!["select: ", string(24, &select)],
        layout::array(16, "columns: &", &columns, ""),
        "primary_key: &[]".into(),
    ];
    let head = code!["table: &", context.scope.support("Table")];
    layout::fields(12, head, &fields, ",")
}

/// The function that loads what is linked to one row.
fn loaded(context: &Context<'_>, relationship: &Relationship, ends: &LinkEnds) -> Function {
    let target = context.model_name(ends.remote.model);
    let model = context.schema.model(ends.local.model);
    let bound = own_values(model, &ends.local.columns);
    let output = context.result(context.list(target));
    let head = context.head(ident(&relationship.name.text));
    let signature = layout::signature(4, head, &["&self".into(), context.db()], output);
    Function::new(summary(context, ends), signature)
        .sql("SQL", &context.statements.linked(relationship, ends))
        .line(call_around_values(
            "support::all",
            &["db".into(), "SQL".into()],
            &bound,
            &[],
            context.awaited(""),
        ))
}

/// What becomes of a deleted row's links: they go first.
pub fn deleted_links(context: &Context<'_>, id: ModelId) -> Vec<Step> {
    let keys = context.links_to(id).iter();
    let deletes = keys.enumerate().filter_map(|(number, &id)| {
        let key = context.schema.foreign_key(id);
        let target = key.target.as_ref()?;
        let constant = ident(&format!("LINKS_{}", number + 1));
        let sql = context.statements.unlink_all(&ColumnList {
            model: id.model,
            columns: key.columns.clone(),
        });
        let values = own_values(context.schema.model(target.model), &target.columns);
        let tail = context.awaited("?;");
        let callee = "support::execute";
        let run = call_around_values(
            callee,
            &["db".into(), constant.clone().whole()],
            &values,
            &[],
            tail,
        );
        Some(Step { constant, sql, run })
    });
    deletes.collect()
}
