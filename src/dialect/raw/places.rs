//! Where raw SQL stands in a model.

use super::Role;
use crate::schema::{Column, Default, IndexElement, Model, Sql};

/// All raw SQL of a model, each with what it is there for.
pub fn of(model: &Model) -> Vec<(&Sql, Role)> {
    let mut found = Vec::new();
    for (number, column) in model.columns.iter().enumerate() {
        of_column(number, column, &mut found);
    }
    // The checks of columns are among them.
    found.extend(model.checks.iter().map(|check| (&check.sql, Role::Check)));
    for index in &model.indexes {
        let elements = index.elements.iter().filter_map(|element| match element {
            IndexElement::Expression(sql) => Some((sql, Role::Index)),
            IndexElement::Column { .. } => None,
        });
        found.extend(elements);
        found.extend(index.predicate.iter().map(|sql| (sql, Role::Predicate)));
    }
    found
}

fn of_column<'m>(number: usize, column: &'m Column, found: &mut Vec<(&'m Sql, Role)>) {
    let defaults = [
        (&column.default, Role::Default),
        (&column.server_default, Role::ServerDefault),
        (&column.on_update, Role::OnUpdate),
    ];
    for (default, role) in defaults {
        if let Some((Default::Raw(sql), _)) = default {
            found.push((sql, role));
        }
    }
    let computed = column.computed.iter();
    found.extend(computed.map(|one| (&one.sql, Role::Computed(number))));
}
