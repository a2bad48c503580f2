//! A model's relationships: their targets, what their attributes ask for, and those that a `backref`
//! declares on the other side.

use std::collections::{HashMap, HashSet};

use super::bodies::Body;
use super::members::member;
use super::{backrefs, directions, reverses, single_parents, texts};
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::{
    Behaviour, Model, ModelId, PassiveDeletes, RelId, Relationship, Schema, Shape,
};
use crate::syntax::ast::{
    self, Comparison, DbPath, Member, MemberPath, Name, OrderBy, RelAttribute,
    RelAttributeKind as Kind,
};

/// What the attributes of a relationship ask for, not looked up yet.
#[derive(Debug, Default)]
pub struct Wishes {
    pub back_populates: Option<Name>,
    pub foreign_keys: Vec<MemberPath>,
    pub remote_side: Vec<MemberPath>,
    pub order_by: Vec<OrderBy>,
    pub backref: Option<(Name, Vec<RelAttribute>)>,
    pub secondary: Option<DbPath>,
    pub primaryjoin: Vec<Comparison>,
    pub behaviour: Behaviour,
    /// Declared by the `backref` of the other side.
    pub is_backref: bool,
}

/// The wishes of every relationship, by model and number.
pub type AllWishes = Vec<Vec<Wishes>>;

/// Adds the relationships of all models.
pub fn resolve(bodies: &[Body<'_>], schema: &mut Schema, diagnostics: &mut Vec<Diagnostic>) {
    let mut wishes: AllWishes = Vec::new();
    let names = schema
        .structs()
        .map(|(id, model)| (model.name.text.clone(), id));
    let names: HashMap<String, ModelId> = names.collect();
    for (number, body) in bodies.iter().enumerate() {
        let mut of_model = Vec::new();
        // A second member of one name was reported with the columns.
        let columns = schema.models[number].columns.iter();
        let mut taken: HashSet<String> = columns.map(|column| column.name.text.clone()).collect();
        let members = body.members.iter().filter(|_| body.shape == Shape::Struct);
        for member in members {
            let Member::Relationship(one) = member else {
                continue;
            };
            // A missing name was reported by the parser.
            if !one.name.text.is_empty() && taken.insert(one.name.text.clone()) {
                let mut added = relationship(one, &names, schema, diagnostics);
                let mut wishes = self::wishes(&one.attributes);
                if let Some((name, _)) = &mut wishes.backref {
                    name.text = name.text.replace("{model}", &body.placeholder());
                }
                added.names_reverse = wishes.backref.is_some();
                of_model.push(wishes);
                schema.models[number].relationships.push(added);
            }
        }
        wishes.push(of_model);
    }
    backrefs::declare(schema, &mut wishes, diagnostics);
    for (id, of) in all(schema, &wishes) {
        let relationship = &mut schema.models[id.model.0].relationships[id.relationship];
        relationship.behaviour = of.behaviour.clone();
        relationship.names_reverse |= of.back_populates.is_some();
    }
    directions::resolve(schema, &wishes, diagnostics);
    reverses::resolve(schema, &wishes, diagnostics);
    single_parents::resolve(schema);
    resolve_orders(schema, &wishes, diagnostics);
}

fn relationship(
    one: &ast::Relationship,
    names: &HashMap<String, ModelId>,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) -> Relationship {
    let target = names.get(&one.target.text).copied();
    // A missing name was reported by the parser.
    let left_out = &schema.left_out;
    let known = left_out.imports || left_out.names.contains(&one.target.text);
    if target.is_none() && !known && !one.target.text.is_empty() {
        diagnostics.push(unknown_target(&one.target, schema));
    }
    let target = (target, one.target.span);
    Relationship::new(one.name.clone(), texts(&one.docs), target, one.span)
}

fn unknown_target(target: &Name, schema: &Schema) -> Diagnostic {
    let error = Diagnostic::error(
        Code::UNKNOWN_TARGET,
        target.span,
        format!("there is no model `{}`", target.text),
    )
    .label("unknown model");
    if let Some(one) = schema.enums.iter().find(|one| one.name.text == target.text) {
        return error.also(one.name.span, "this is an enum").help(
            "a relationship leads to a model; for a column of the enum's type, leave `rel` out",
        );
    }
    if let Some(one) = schema
        .mixins
        .iter()
        .find(|one| one.name.text == target.text)
    {
        return error
            .also(one.name.span, "this is a mixin, which has no rows")
            .help("a relationship leads to one model: name one of those that have the mixin");
    }
    let table = |model: &&Model| model.table.text == target.text;
    if let Some(model) = schema.models.iter().find(table) {
        if model.shape == Shape::Table {
            return error
                .also(model.name.span, "this table has no model")
                .help("declare it as a `model`; a `table` is there for `secondary`");
        }
        return error
            .help(format!(
                "a relationship names the model: write `{}`",
                model.name.text
            ))
            .certain_fix(target.span, &model.name.text);
    }
    match similar(
        &target.text,
        schema.structs().map(|(_, model)| model.name.text.as_str()),
    ) {
        Some(meant) => error
            .help(format!("did you mean `{meant}`?"))
            .fix(target.span, meant),
        None => error.help(format!("declare it: `model {} < … >`", target.text)),
    }
}

/// What the attributes ask for.
pub fn wishes(attributes: &[RelAttribute]) -> Wishes {
    let mut wishes = Wishes::default();
    for RelAttribute { kind, span } in attributes {
        let (span, behaviour) = (*span, &mut wishes.behaviour);
        match kind {
            Kind::BackPopulates(name) => wishes.back_populates = Some(name.clone()),
            Kind::Backref(name, within) => wishes.backref = Some((name.clone(), within.clone())),
            Kind::ForeignKeys(columns) => wishes.foreign_keys.clone_from(columns),
            Kind::RemoteSide(columns) => wishes.remote_side.clone_from(columns),
            Kind::OrderBy(columns) => wishes.order_by.clone_from(columns),
            Kind::Secondary(path) => {
                wishes.secondary = Some(path.clone());
                behaviour.join = Some(span);
            }
            Kind::PrimaryJoin(comparisons) => {
                wishes.primaryjoin.clone_from(comparisons);
                behaviour.join = Some(span);
            }
            Kind::Lazy(lazy) => behaviour.lazy = Some((*lazy, span)),
            Kind::Uselist(list) => behaviour.uselist = Some((*list, span)),
            Kind::Cascade(words) => behaviour.cascade.clone_from(words),
            Kind::PassiveDeletes { all } => {
                let what = match all {
                    true => PassiveDeletes::All,
                    false => PassiveDeletes::Unloaded,
                };
                behaviour.passive_deletes = Some((what, span));
            }
            Kind::PassiveUpdates(passive) => behaviour.passive_updates = Some((*passive, span)),
            Kind::ViewOnly => behaviour.viewonly = Some(span),
            Kind::SingleParent => behaviour.single_parent = Some(span),
            Kind::PostUpdate => behaviour.post_update = Some(span),
        }
    }
    wishes
}

/// Every relationship with what is asked of it.
fn all<'w>(schema: &Schema, wishes: &'w AllWishes) -> Vec<(RelId, &'w Wishes)> {
    let ids = schema.relationships().map(|(id, _)| id);
    ids.map(|id| (id, &wishes[id.model.0][id.relationship]))
        .collect()
}

fn resolve_orders(schema: &mut Schema, wishes: &AllWishes, diagnostics: &mut Vec<Diagnostic>) {
    let ids: Vec<RelId> = schema.relationships().map(|(id, _)| id).collect();
    for id in ids {
        let order = order(
            schema,
            id,
            &wishes[id.model.0][id.relationship].order_by,
            diagnostics,
        );
        let relationship = &mut schema.models[id.model.0].relationships[id.relationship];
        relationship.order_by = order;
    }
}

fn order(
    schema: &Schema,
    id: RelId,
    written: &[OrderBy],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(usize, bool)> {
    let Some(target) = schema.relationship(id).target else {
        return Vec::new();
    };
    let mut order = Vec::new();
    for term in written {
        match member(&term.column, schema.model(target)) {
            Ok(column) => order.push((column, term.descending)),
            // Of a model that is not whole nothing can be said to be missing.
            Err(_) if schema.model(target).incomplete => {}
            Err(error) => diagnostics.push(error),
        }
    }
    order
}
