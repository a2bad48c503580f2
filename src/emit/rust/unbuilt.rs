//! What a schema may say, and what there is no Rust code for yet. Everything else can be done with
//! such a schema.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::dialect::{Dialect, Lists};
use crate::schema::{CheckedSchema, ColumnId, RelId, Side, not_built};
use crate::source::Span;

/// Says of each part what to write meanwhile.
pub fn unbuilt(schema: &CheckedSchema, dialect: &dyn Dialect) -> Vec<Diagnostic> {
    let relationships = schema.relationships();
    let of_one = relationships.filter_map(|(id, _)| compared(schema, id));
    // What stands in a mixin is in several models.
    let mut told = HashSet::new();
    let relationships = schema.relationships();
    let hidden = relationships.filter_map(|(id, _)| hidden(schema, dialect, id));
    let found = of_one.chain(hidden).filter(|(span, ..)| told.insert(*span));
    found
        .map(|(span, what, meanwhile)| not_built(span, what, meanwhile))
        .collect()
}

/// Beside its tables, a statement has the list of keys that rows are loaded for, and that is called so.
fn hidden(schema: &CheckedSchema, dialect: &dyn Dialect, id: RelId) -> Option<Unbuilt> {
    let ends = schema.link_ends(schema.relationship(id))?;
    let tables = [ends.table(), ends.remote.model].into_iter();
    let mut tables = tables.map(|model| &schema.model(model).table);
    let hidden = tables.find(|table| table.text == "given" && dialect.lists() == Lists::Arrays)?;
    Some((
        hidden.span,
        "a many-to-many relationship with a table `given`",
        "give the table another name",
    ))
}

/// Where it stands, what it is, and what to write instead.
type Unbuilt = (Span, &'static str, &'static str);

/// A constant is compared with the bytes of the row that was read, and not as the database would.
fn compared(schema: &CheckedSchema, id: RelId) -> Option<Unbuilt> {
    let one = schema.relationship(id);
    let own = one.conditions().iter().filter(|it| it.side == Side::Local);
    let collated = |column: usize| {
        let model = id.model;
        let collation = &schema.column(ColumnId { model, column }).collate;
        collation
            .as_ref()
            .is_some_and(|name| !name.text.eq_ignore_ascii_case("binary"))
    };
    let mut columns = own.map(|it| it.column);
    columns.any(collated).then_some((
        one.behaviour.join.unwrap_or(one.name.span),
        "a `primaryjoin` that compares a column with a `collate` of the row's own side",
        "load with a filter, or take `collate` out",
    ))
}
