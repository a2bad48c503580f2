//! The views of relationships: constants and accessors.

use super::accessor::{accessor, loaded};
use super::code::{Code, Doc, Ident, code, comment, ident, literal, numbers, sql_block, string};
use super::context::Context;
use super::eager::{self, FieldView};
use super::fixed::fixed;
use super::function::Function;
use super::{docs, layout};
use crate::dialect::{Sql, sql};
use crate::schema::{ColumnList, Ends, Kind, RelId, Relationship, Side, constant};

/// What is generated for a relationship in its model's `impl`.
pub struct RelationshipView {
    #[cfg_attr(
        not(feature = "verify"),
        allow(dead_code, reason = "statements are listed by it")
    )]
    pub id: RelId,
    /// `OFFENCES`
    #[cfg_attr(
        not(feature = "verify"),
        allow(dead_code, reason = "statements are listed by it")
    )]
    pub name: Ident,
    pub docs: Vec<Doc>,
    /// `pub const OFFENCES: HasMany<Self, Offences>`
    pub constant: Code,
    /// `HasMany::new`
    pub new: Code,
    /// The statement that loads it with any number of rows.
    #[cfg_attr(
        not(feature = "verify"),
        allow(dead_code, reason = "statements are listed by it")
    )]
    pub load: Sql,
    /// `Link`
    pub link_type: &'static str,
    /// The fields of its link, indented by 12 columns but for the first line of each.
    pub link: Vec<Code>,
    /// Where the schema has it loaded with each row.
    pub field: Option<FieldView>,
    /// Where the schema has rows loaded without asking a query for them.
    pub accessor: Option<Function>,
}

/// Views a relationship.
pub fn view(context: &Context<'_>, id: RelId) -> Option<RelationshipView> {
    let relationship = context.schema.relationship(id);
    let ends = context.schema.ends(id)?;
    let kind = relationship.kind?;
    let target = context.model_name(ends.remote.model);
    let of = match kind == Kind::ManyToOne && context.schema.may_lead_nowhere(id, &ends) {
        true => context.option(target),
        false => code![target],
    };
    let field_type = match kind {
        Kind::OneToMany | Kind::ManyToMany => context.list(target),
        Kind::OneToOne => context.option(target),
        Kind::ManyToOne => of.clone(),
    };
    let wrapper = context.scope.support(match kind {
        Kind::OneToMany | Kind::ManyToMany => "HasMany",
        Kind::OneToOne => "HasOne",
        Kind::ManyToOne => "BelongsTo",
    });
    let load = context
        .statements
        .related_to_many(relationship, &ends.remote);
    let summary = summary(context, relationship, &ends);
    let mut docs = docs::with(&relationship.docs, &summary);
    let field = field(relationship, &field_type, &docs);
    docs.extend(comment(["", "Loaded with any number of rows by"]));
    docs.extend(sql_block(&load));
    let name = ident(&constant(&relationship.name.text));
    let head = code!["pub const ", name];
    Some(RelationshipView {
        id,
        name,
        docs,
        constant: layout::constant(4, head, &wrapper, &["Self".into(), of]),
        new: code![wrapper, "::new"],
        link_type: "Link",
        link: link(context, id, &ends),
        field,
        accessor: accessor(context, relationship, (target, summary.clone()), || {
            loaded(context, id, &ends, summary)
        }),
        load,
    })
}

/// The field of the struct, of a relationship that is one.
pub fn field(relationship: &Relationship, ty: &Code, docs: &[Doc]) -> Option<FieldView> {
    let is_eager = relationship.behaviour.is_eager();
    is_eager.then(|| eager::field(&relationship.name.text, ty, docs.to_vec()))
}

fn summary(context: &Context<'_>, relationship: &Relationship, ends: &Ends) -> String {
    let target = doc_link(context.model_name(ends.remote.model));
    let what = match relationship.kind {
        Some(Kind::OneToOne) => format!("One-to-one: the row of {target}, if there is one,"),
        Some(Kind::ManyToOne) => format!("Many-to-one: the row of {target}"),
        _ => format!("One-to-many: the rows of {target}"),
    };
    let name = |end: &ColumnList, position: usize| {
        let model = context.schema.model(end.model);
        let column = &model.columns[end.columns[position]];
        format!("{}.{}", model.table.text, column.db_name.text)
    };
    let pairs = (0..ends.remote.columns.len()).map(|position| {
        let (remote, local) = (name(&ends.remote, position), name(&ends.local, position));
        format!("`{remote}` = `{local}`")
    });
    let fixed = [(Side::Remote, &ends.remote), (Side::Local, &ends.local)];
    let fixed = fixed.into_iter().flat_map(|(side, end)| {
        let table = context.statements.table(end.model);
        let side = (side, end.model);
        let terms = context
            .statements
            .fixed(relationship, side, sql![table, "."]);
        terms.into_iter().map(|term| format!("`{term}`"))
    });
    let all: Vec<String> = pairs.chain(fixed).collect();
    format!("{what} with {}.", all.join(" and "))
}

/// A link to a model. The names of derives lead to two things, of which the struct is meant.
pub fn doc_link(model: &str) -> String {
    const DERIVES: &[&str] = &[
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "Eq",
        "Hash",
        "Ord",
        "PartialEq",
        "PartialOrd",
    ];
    match DERIVES.contains(&model) {
        true => format!("[`{model}`](struct@{model})"),
        false => format!("[`{model}`]"),
    }
}

fn link(context: &Context<'_>, id: RelId, ends: &Ends) -> Vec<Code> {
    let relationship = context.schema.relationship(id);
    let [local, remote] = [&ends.local, &ends.remote].map(|end| context.schema.model(end.model));
    let order = relationship
        .order_by
        .iter()
        .map(|(column, down)| code!["(", remote.number(*column), ", ", down, ")"]);
    let own = numbers(&local.numbers(&ends.local.columns));
    let of_target = numbers(&remote.numbers(&ends.remote.columns));
    let statements = &context.statements;
    let keys = statements.is_in(&ends.remote, 1);
    let keys = statements.and_fixed(relationship, ends.remote.model, keys);
    vec![
        code!["name: ", literal(&context.full_name(id)), ","],
        code!["local: &", own, ","],
        code!["remote: &", of_target, ","],
        layout::array(12, "fixed: &", &fixed(context, relationship, ends), ","),
        layout::array(12, "order: &", &order.collect::<Vec<_>>(), ","),
        code!["keys: ", string(18, &keys), ","],
    ]
}
