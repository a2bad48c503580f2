//! A model's relationships: their targets, what their attributes ask for, and those that a `backref`
//! declares on the other side.

use std::collections::{HashMap, HashSet};

use super::declarations::not_built;
use super::{directions, reverses, texts};
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::{ModelId, RelId, Relationship, Schema};
use crate::source::Span;
use crate::syntax::ast::{
    self, Cascade, Lazy, Member, MemberPath, Name, OrderBy, RelAttribute, RelAttributeKind as Kind,
};

/// What the attributes of a relationship ask for, not looked up yet.
#[derive(Debug, Default)]
pub struct Wishes {
    pub back_populates: Option<Name>,
    pub foreign_keys: Vec<MemberPath>,
    pub remote_side: Vec<MemberPath>,
    pub uselist: Option<(bool, Span)>,
    pub order_by: Vec<OrderBy>,
    backref: Option<(Name, Vec<RelAttribute>)>,
}

/// The wishes of every relationship, by model and number.
pub type AllWishes = Vec<Vec<Wishes>>;

/// Adds the relationships of all models.
pub fn resolve(written: &[&ast::Model], schema: &mut Schema, diagnostics: &mut Vec<Diagnostic>) {
    let mut wishes: AllWishes = Vec::new();
    let names = written
        .iter()
        .enumerate()
        .map(|(number, model)| (model.name.text.as_str(), ModelId(number)));
    let names: HashMap<&str, ModelId> = names.collect();
    for (number, model) in written.iter().enumerate() {
        let mut of_model = Vec::new();
        // A second member of one name was reported with the columns.
        let columns = schema.models[number].columns.iter();
        let mut taken: HashSet<String> = columns.map(|column| column.name.text.clone()).collect();
        for member in &model.members {
            let Member::Relationship(one) = member else {
                continue;
            };
            if taken.insert(one.name.text.clone()) {
                let added = relationship(one, &names, schema, diagnostics);
                of_model.push(self::wishes(&one.attributes, diagnostics));
                schema.models[number].relationships.push(added);
            }
        }
        wishes.push(of_model);
    }
    add_backrefs(schema, &mut wishes, diagnostics);
    directions::resolve(schema, &wishes, diagnostics);
    reverses::resolve(schema, &wishes, diagnostics);
    resolve_orders(schema, &wishes, diagnostics);
}

fn relationship(
    one: &ast::Relationship,
    names: &HashMap<&str, ModelId>,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) -> Relationship {
    let target = names.get(one.target.text.as_str()).copied();
    // A missing name was reported by the parser.
    if target.is_none() && !one.target.text.is_empty() {
        diagnostics.push(unknown_target(&one.target, schema));
    }
    Relationship {
        name: one.name.clone(),
        docs: texts(&one.docs),
        target,
        target_span: one.target.span,
        kind: None,
        key: None,
        reverse: None,
        order_by: Vec::new(),
        span: one.span,
    }
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
    if let Some(model) = schema
        .models
        .iter()
        .find(|model| model.table.text == target.text)
    {
        return error
            .help(format!(
                "a relationship names the model: write `{}`",
                model.name.text
            ))
            .certain_fix(target.span, &model.name.text);
    }
    match similar(
        &target.text,
        schema.models.iter().map(|model| model.name.text.as_str()),
    ) {
        Some(meant) => error
            .help(format!("did you mean `{meant}`?"))
            .fix(target.span, meant),
        None => error.help(format!("declare it: `model {} < … >`", target.text)),
    }
}

fn wishes(attributes: &[RelAttribute], diagnostics: &mut Vec<Diagnostic>) -> Wishes {
    let mut wishes = Wishes::default();
    for attribute in attributes {
        let span = attribute.span;
        match &attribute.kind {
            Kind::BackPopulates(name) => wishes.back_populates = Some(name.clone()),
            Kind::Backref(name, attributes) => {
                wishes.backref = Some((name.clone(), attributes.clone()))
            }
            Kind::Lazy(Lazy::Select) | Kind::PassiveUpdates(_) => {}
            Kind::Uselist(list) => wishes.uselist = Some((*list, span)),
            Kind::ForeignKeys(columns) => wishes.foreign_keys.clone_from(columns),
            Kind::RemoteSide(columns) => wishes.remote_side.clone_from(columns),
            Kind::OrderBy(columns) => wishes.order_by.clone_from(columns),
            Kind::Cascade(words) => {
                let deletes = [Cascade::Delete, Cascade::DeleteOrphan, Cascade::All];
                for (_, span) in words.iter().filter(|(word, _)| deletes.contains(word)) {
                    let meanwhile = "write `on_delete cascade` behind the foreign key";
                    diagnostics.push(not_built(*span, "a cascade of deletes", meanwhile));
                }
            }
            Kind::Lazy(_) => diagnostics.push(not_built(
                span,
                "this way of loading",
                "leave it out, and load with the query: `.with(Model::RELATIONSHIP)`",
            )),
            Kind::Secondary(_) => diagnostics.push(not_built(
                span,
                "many-to-many",
                "declare a model for the table between, with a relationship to either side",
            )),
            Kind::PrimaryJoin(_)
            | Kind::PassiveDeletes { .. }
            | Kind::ViewOnly
            | Kind::SingleParent
            | Kind::PostUpdate => {
                diagnostics.push(not_built(span, "this attribute", "leave it out"))
            }
        }
    }
    wishes
}

/// Declares what the `backref`s ask for, each on its target.
fn add_backrefs(schema: &mut Schema, wishes: &mut AllWishes, diagnostics: &mut Vec<Diagnostic>) {
    let ids: Vec<RelId> = schema.relationships().map(|(id, _)| id).collect();
    for id in ids {
        let of = &mut wishes[id.model.0][id.relationship];
        let Some((name, attributes)) = of.backref.take() else {
            continue;
        };
        let from = schema.relationship(id);
        let (here, here_span) = (from.name.clone(), from.target_span);
        let Some(target) = from.target else { continue };
        if let Some(error) = backref_error(&name, of, target, schema) {
            diagnostics.push(error);
            continue;
        }
        of.back_populates = Some(name.clone());
        let back = Wishes {
            back_populates: Some(here),
            ..self::wishes(&attributes, diagnostics)
        };
        wishes[target.0].push(back);
        let span = name.span;
        schema.models[target.0].relationships.push(Relationship {
            name,
            docs: Vec::new(),
            target: Some(id.model),
            target_span: here_span,
            kind: None,
            key: None,
            reverse: None,
            order_by: Vec::new(),
            span,
        });
    }
}

fn backref_error(
    name: &Name,
    wishes: &Wishes,
    target: ModelId,
    schema: &Schema,
) -> Option<Diagnostic> {
    if let Some(other) = &wishes.back_populates {
        let message = "`backref` and `back_populates` cannot stand together";
        let error = Diagnostic::error(Code::CONTRADICTION, name.span, message)
            .also(other.span, "the other side is named here");
        return Some(error.help("`backref` declares the other side, `back_populates` names one that is declared: keep one"));
    }
    let model = schema.model(target);
    let columns = model.columns.iter().map(|column| &column.name);
    let relationships = model.relationships.iter().map(|one| &one.name);
    let taken = columns
        .chain(relationships)
        .find(|other| other.text == name.text)?;
    let message = format!("`{}` has a `{}` already", model.name.text, name.text);
    let error = Diagnostic::error(Code::BACKREF_TAKEN, name.span, message)
        .also(taken.span, "declared here");
    Some(error.help(
        "give the `backref` another name, or, if that is the other side, write `back_populates`",
    ))
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
        schema.models[id.model.0].relationships[id.relationship].order_by = order;
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
        match directions::member(&term.column, target, schema) {
            Ok(column) => order.push((column, term.descending)),
            Err(error) => diagnostics.push(error),
        }
    }
    order
}
