//! `single_parent`, which makes the key unique.

use crate::schema::{KeyId, Kind, Relationship, Schema, UniqueList};
use crate::source::Span;

/// Makes the keys unique; what points along them from the other side then leads to one row, unless
/// it says otherwise.
pub fn resolve(schema: &mut Schema) {
    let asked = schema.relationships();
    let keys: Vec<(KeyId, Span)> = asked
        .filter_map(|(_, one)| Some((key(one)?, one.behaviour.single_parent?)))
        .collect();
    for (id, span) in keys {
        let columns = schema.foreign_key(id).columns.clone();
        let model = &mut schema.models[id.model.0];
        if model.tells_apart(&columns) {
            continue;
        }
        match columns[..] {
            [column] => model.columns[column].unique = Some(span),
            _ => model.uniques.push(UniqueList {
                columns,
                name: None,
                span,
            }),
        }
        for relationship in schema
            .models
            .iter_mut()
            .flat_map(|it| &mut it.relationships)
        {
            let list = relationship.behaviour.uselist.map(|(list, _)| list);
            if relationship.key() == Some(id)
                && relationship.kind == Some(Kind::OneToMany)
                && list != Some(true)
            {
                relationship.kind = Some(Kind::OneToOne);
            }
        }
    }
}

/// The key that says which row a relationship leads to.
fn key(relationship: &Relationship) -> Option<KeyId> {
    match relationship.kind? {
        Kind::ManyToOne => relationship.key(),
        Kind::ManyToMany => relationship.link().map(|link| link.remote),
        Kind::OneToMany | Kind::OneToOne => None,
    }
}
