//! Relationships, each as its own model sees it.

use serde::Serialize;

use super::{Place, Shown, docs};
use crate::schema::{Kind, ModelId, RelId};

#[derive(Serialize)]
pub(super) struct Relationship<'s> {
    name: &'s str,
    docs: Option<String>,
    kind: Option<&'static str>,
    target: Option<&'s str>,
    local: Vec<&'s str>,
    remote: Vec<&'s str>,
    foreign_key: Option<&'s str>,
    reverse: Option<&'s str>,
    order_by: Vec<Order<'s>>,
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
        let ends = self.schema.ends(one);
        let target = one.target.map(|target| self.schema.model(target));
        let reverse = one.reverse.map(|id| self.schema.relationship(id));
        let key = one.key().and_then(|key| self.lowered(key));
        Relationship {
            name: &one.name.text,
            docs: docs(&one.docs),
            kind: one.kind.map(kind),
            target: target.map(|model| model.name.text.as_str()),
            local: ends
                .iter()
                .flat_map(|ends| self.names(&ends.local))
                .collect(),
            remote: ends
                .iter()
                .flat_map(|ends| self.names(&ends.remote))
                .collect(),
            foreign_key: key.map(|key| key.name.as_str()),
            reverse: reverse.map(|one| one.name.text.as_str()),
            order_by: one
                .target
                .map_or_else(Vec::new, |target| self.order(target, &one.order_by)),
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

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::OneToMany => "one_to_many",
        Kind::OneToOne => "one_to_one",
        Kind::ManyToOne => "many_to_one",
    }
}
