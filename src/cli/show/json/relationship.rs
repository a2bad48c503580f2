//! Relationships, each as its own model sees it.

use serde::Serialize;

use super::join::{Condition, Secondary};
use super::{Place, Shown, docs};
use crate::schema::{Kind, ModelId, PassiveDeletes, RelId};
use crate::source::Span;
use crate::syntax::ast::Cascade;
use crate::syntax::{cascade_word, lazy_word};

#[derive(Serialize)]
pub(super) struct Relationship<'s> {
    name: &'s str,
    docs: Option<String>,
    kind: Option<&'static str>,
    target: Option<&'s str>,
    local: Vec<&'s str>,
    remote: Vec<&'s str>,
    foreign_key: Option<&'s str>,
    secondary: Option<Secondary<'s>>,
    conditions: Vec<Condition<'s>>,
    reverse: Option<&'s str>,
    order_by: Vec<Order<'s>>,
    lazy: &'static str,
    cascade: Vec<&'static str>,
    passive_deletes: Option<&'static str>,
    passive_updates: bool,
    viewonly: bool,
    single_parent: bool,
    post_update: bool,
    place: Option<Place<'s>>,
}

/// A column of the target that rows are sorted by.
#[derive(Serialize)]
struct Order<'s> {
    column: &'s str,
    descending: bool,
}

impl<'s> Shown<'s> {
    pub(super) fn relationship(&self, id: RelId) -> Relationship<'s> {
        let one = self.schema.relationship(id);
        let target = one.target.map(|target| self.schema.model(target));
        let reverse = one.reverse.map(|id| self.schema.relationship(id));
        let key = one.key().and_then(|key| self.lowered(key));
        let (local, remote) = self.joined(id);
        let behaviour = &one.behaviour;
        let order = |target| self.order(target, &one.order_by);
        Relationship {
            name: &one.name.text,
            docs: docs(&one.docs),
            kind: one.kind.map(kind),
            target: target.map(|model| model.name.text.as_str()),
            local,
            remote,
            foreign_key: key.map(|key| key.name.as_str()),
            secondary: one.link().map(|link| self.secondary(link)),
            conditions: self.conditions(id),
            reverse: reverse.map(|one| one.name.text.as_str()),
            order_by: one.target.map_or_else(Vec::new, order),
            lazy: lazy_word(behaviour.loading()),
            cascade: words(&behaviour.cascade),
            passive_deletes: behaviour.passive_deletes.map(|(how, _)| passive(how)),
            passive_updates: behaviour.passive_updates.is_none_or(|(on, _)| on),
            viewonly: behaviour.viewonly.is_some(),
            single_parent: behaviour.single_parent.is_some(),
            post_update: behaviour.post_update.is_some(),
            place: self.place(one.name.span),
        }
    }

    fn order(&self, target: ModelId, order: &[(usize, bool)]) -> Vec<Order<'s>> {
        let columns = &self.schema.model(target).columns;
        let order = order.iter().filter_map(|&(column, descending)| {
            let column = columns.get(column)?.name.text.as_str();
            Some(Order { column, descending })
        });
        order.collect()
    }
}

fn words(cascade: &[(Cascade, Span)]) -> Vec<&'static str> {
    cascade
        .iter()
        .map(|(word, _)| cascade_word(*word))
        .collect()
}

fn passive(how: PassiveDeletes) -> &'static str {
    match how {
        PassiveDeletes::Unloaded => "unloaded",
        PassiveDeletes::All => "all",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::OneToMany => "one_to_many",
        Kind::OneToOne => "one_to_one",
        Kind::ManyToOne => "many_to_one",
        Kind::ManyToMany => "many_to_many",
    }
}
