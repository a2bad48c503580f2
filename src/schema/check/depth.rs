//! How many relationships a deletion follows, one after the other.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Edge, Schema};

/// The most. A statement finds rows by those above them, up to the row that is deleted, so that what is generated for
/// models in a row grows with the cube of their number.
const MOST: usize = 32;

/// What goes with a row is not too far away from it.
pub fn deletions_end(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let depths = schema.deletion_depths();
    for (model, _) in schema.models() {
        if depths.of(model) != MOST + 1 {
            continue;
        }
        let edges = schema.edges(model);
        let farthest = edges.iter().find(|edge| depths.by(edge) == MOST + 1);
        diagnostics.extend(farthest.map(|edge| too_deep(schema, edge)));
    }
}

fn too_deep(schema: &Schema, edge: &Edge) -> Diagnostic {
    let one = schema.relationship(edge.id);
    let (here, below) = (edge.id.model, edge.ends.remote.model);
    let (here, below) = (schema.model(here), schema.model(below));
    let message = format!(
        "deleting a row of `{}` follows more than {MOST} relationships, one after the other",
        here.name.text
    );
    let span = one.behaviour.deletes().unwrap_or(one.name.span);
    Diagnostic::error(Code::DELETION_DEPTH, span, message)
        .label(format!("deletes each `{}`, what belongs to that, and so on", below.name.text))
        .help(
            "leave the rest to the database: `passive_deletes` here, and `on_delete cascade` at the keys from here on",
        )
}
