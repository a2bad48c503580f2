//! The view of a model.

use askama::Template;

use super::by_key;
use super::code::{Code, Doc, Ident, Literal, code, ident, literal, numbers, raw_string, string};
use super::collection;
use super::column::{self, ColumnView};
use super::constraint::{self, ConstraintView};
use super::context::Context;
use super::eager::{self, EagerView};
use super::function::Function;
use super::link_changes;
use super::many_to_many;
use super::names::Names;
use super::new::{self, LinkedView, NewView};
use super::parent_setters::{ParentSetters, parent_setters};
use super::relationship::{self, RelationshipView};
use super::target::Target;
use super::writes;
use super::{docs, layout};
use crate::emit::ddl::create_missing;
use crate::schema::{ColumnId, ModelId, Relationship};

/// Everything that is generated for a model.
#[derive(Template)]
#[template(path = "rust/model.rs", escape = "none")]
pub struct ModelView<'a> {
    n: &'a Names,
    /// `#[rustfmt::skip]`, where names are so long that lines cannot be laid out.
    skip: Vec<&'static str>,
    name: Ident,
    docs: Vec<Doc>,
    derives: Code,
    struct_lints: Vec<Code>,
    impl_lints: Vec<Code>,
    columns: Vec<ColumnView>,
    constraints: Vec<ConstraintView>,
    pub relationships: Vec<RelationshipView>,
    pub functions: Vec<Function>,
    pub new: NewView,
    /// Where relationships are fields of the struct.
    eager: Option<EagerView>,
    /// The setters of partial updates.
    update: Vec<Function>,
    table: TableView,
    /// Where a reference to a row may stand for its key.
    key: Option<KeyView>,
    /// Where it may do so although the key may not be known yet.
    parent_key: Option<KeyView>,
    /// Where new rows of others are linked to new rows of it.
    linked: Option<LinkedView>,
    insert_all: Code,
    implementations: Implementations,
    delete: DeleteView,
    /// CREATE TABLE, as a literal.
    create_table: Literal,
}

/// What `impl Row` and `impl FromRow` hold.
struct TableView {
    lines: Vec<Code>,
    read: Code,
}

/// The key of a row, for `impl KeyOf`.
struct KeyView {
    header: Code,
    ty: Code,
    value: Code,
}

/// The function of `impl Delete`.
struct DeleteView {
    signature: Code,
    body: Code,
}

/// The first lines of a model's trait implementations.
struct Implementations {
    row: Code,
    from_row: Code,
    insert: Code,
    delete: Code,
}

/// Views a model.
pub fn view<'a>(
    context: &Context<'_>,
    names: &'a Names,
    id: ModelId,
) -> askama::Result<ModelView<'a>> {
    let model = context.schema.model(id);
    let columns: Vec<ColumnView> = model
        .in_struct_order()
        .into_iter()
        .map(|column| column::view(context, ColumnId { model: id, column }))
        .collect();
    let setters = model
        .relationships
        .iter()
        .filter_map(|one| parent_setters(context, one));
    let (new_setters, update_setters): (Vec<_>, Vec<_>) = setters
        .map(|ParentSetters { new, update }| (new, update))
        .unzip();
    let mut functions = by_key::look_ups(context, id);
    functions.extend(by_key::deferred(context, id));
    let (update, update_setters) =
        writes::update(context, id, update_setters.into_iter().flatten().collect()).unzip();
    functions.extend(update);
    functions.extend(writes::writes(context, id));
    functions.extend(link_changes::changes(context, id));
    functions.extend(collection::changes(context, id));
    functions.extend(new::upserts_of_all(context, id));
    functions.extend(writes::copy_in(context, id));
    let relationships = relationships(context, id);
    let name = context.model_name(id);
    let eager = eager::view(context, names, id, &columns, &relationships);
    let read = eager.as_ref().map_or(name, |eager| &eager.name);
    let from_row = layout::implementation(&names.from_row, read);
    Ok(ModelView {
        n: names,
        skip: skip(context, id),
        name: name.clone(),
        docs: docs::with(
            &model.docs,
            &format!("A row of table `{}`.", model.table.text),
        ),
        derives: context.derives("Debug, Clone, PartialEq"),
        struct_lints: docs::allow(&docs::struct_lints(model)),
        impl_lints: docs::allow(&docs::impl_lints(model)),
        relationships,
        eager,
        constraints: constraint::constraints(context, id),
        functions,
        new: new::view(context, id, new_setters.into_iter().flatten().collect()),
        update: update_setters.unwrap_or_default(),
        table: table(context, id, &columns),
        columns,
        key: key(context, id, "KeyOf"),
        parent_key: key(context, id, "ParentKey").filter(|_| context.is_parent_along(id)),
        linked: new::linked(context, id),
        insert_all: insert_all(context, name),
        implementations: Implementations {
            row: layout::implementation(&names.row, name),
            from_row,
            insert: layout::implementation(&names.insert, code!["New", name]),
            delete: layout::implementation(&names.delete, name),
        },
        delete: delete(context),
        create_table: raw_string(&create_missing(
            context.tables,
            context.table(id),
            context.dialect,
        )?),
    })
}

fn relationships(context: &Context<'_>, id: ModelId) -> Vec<RelationshipView> {
    let relationships = context.schema.relationships_of(id);
    relationships
        .filter_map(|(id, _)| {
            relationship::view(context, id).or_else(|| many_to_many::view(context, id))
        })
        .collect()
}

fn table(context: &Context<'_>, id: ModelId, columns: &[ColumnView]) -> TableView {
    let model = context.schema.model(id);
    let infos: Vec<Code> = columns
        .iter()
        .map(|column| column.table_column.clone())
        .collect();
    let reads: Vec<Code> = columns
        .iter()
        .filter(|column| column.has_field)
        .map(|column| code![column.name, ": cells.read(", column.number, ")?"])
        .collect();
    let lines = vec![
        code!["name: ", literal(&model.table.text), ","],
        code!["sql: ", literal(context.statements.table(id)), ","],
        code!["select: ", string(16, &context.statements.select(id)), ","],
        layout::array(8, "columns: &", &infos, ","),
        code![
            "primary_key: &",
            numbers(&model.numbers(&model.primary_key())),
            ","
        ],
    ];
    TableView {
        lines,
        read: layout::fields(8, "Ok(Self", &reads, ")"),
    }
}

/// Names of more letters than this make rustfmt break lines within expressions, and so do the name of
/// a relationship and that of its key together, what copies the key, and long types of keys.
const LONG_NAME: usize = 31;
const LONG_NAMES: usize = 53;
const LONG_VALUE: usize = 47;
const LONG_KEY: usize = 70;

fn skip(context: &Context<'_>, id: ModelId) -> Vec<&'static str> {
    let model = context.schema.model(id);
    let columns = model.columns.iter().map(|column| &column.name);
    let relationships = model.relationships.iter().map(|one| &one.name);
    let mut names = columns.chain(relationships).chain([&model.name]);
    let long = names.any(|name| name.text.len() > LONG_NAME);
    let mut parents = model.relationships.iter();
    if long || parents.any(|one| is_long_parent(context, one)) {
        vec!["#[rustfmt::skip]"]
    } else {
        Vec::new()
    }
}

/// Whether what a setter copies of a parent's key, or the type that stands for the key, is too long for its line.
fn is_long_parent(context: &Context<'_>, relationship: &Relationship) -> bool {
    let Some(ends) = context.schema.given_by_reference(relationship) else {
        return false;
    };
    let model = context.model_name(ends.remote.model);
    ends.local.ids().zip(ends.remote.ids()).any(|(own, id)| {
        let [own, target] = [own, id].map(|id| context.schema.column(id));
        let place = code![
            ident(&relationship.name.text),
            ".",
            ident(&target.name.text)
        ];
        let ty = column::rust_type(context, id);
        let value = ty.owned(place);
        let long = if ty.is_copied() {
            LONG_NAMES
        } else {
            LONG_VALUE
        };
        value.len() > long || own.name.text.len() + model.len() + ty.bare.len() > LONG_KEY
    })
}

/// The key, if it is one column, for that trait.
fn key(context: &Context<'_>, id: ModelId, of: &'static str) -> Option<KeyView> {
    let [column] = context.schema.model(id).primary_key()[..] else {
        return None;
    };
    let ty = column::rust_type(context, ColumnId { model: id, column });
    let field = ident(&context.schema.model(id).columns[column].name.text);
    let value = ty.owned(code!["self.", field]);
    let name = context.model_name(id);
    let key_of = code![context.scope.support(of), "<", name, ", ", ty.bare, ">"];
    Some(KeyView {
        header: layout::implementation(key_of, code!["&", name]),
        ty: ty.bare,
        value,
    })
}

fn delete(context: &Context<'_>) -> DeleteView {
    let head = code!["fn delete", context.recursive_lifetime()];
    let (this, body) = match context.target {
        Target::Sqlite => ("&self", "Self::delete(self, db)".into()),
        Target::Postgres => (
            "&'a self",
            code![
                context.scope.prelude("Box"),
                "::pin(Self::delete(self, db))"
            ],
        ),
    };
    let parameters = [this.into(), context.recursive_db()];
    let output = context.recursive(context.result("()"));
    DeleteView {
        signature: layout::signature(4, head, &parameters, output),
        body,
    }
}

fn insert_all(context: &Context<'_>, name: &Ident) -> Code {
    let vec = context.scope.prelude("Vec");
    let parameters = [context.db(), code!["rows: ", vec, "<New", name, ">"]];
    layout::signature(
        4,
        context.head("insert_all"),
        &parameters,
        context.result(context.list("Self")),
    )
}
