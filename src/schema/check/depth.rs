//! How many relationships a deletion follows, one after the other.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Deletions, Edge, Schema};

/// The most. A statement finds rows by those above them, up to the row that is deleted, so that what is generated for
/// models in a row grows with the cube of their number.
const MOST: usize = 32;

/// What goes with a row is not too far away from it.
pub fn deletions_end(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let deletions = schema.deletions();
    let deepest = deletions.beyond(MOST);
    diagnostics.extend(deepest.map(|edge| too_deep(schema, &deletions, edge)));
}

fn too_deep(schema: &Schema, deletions: &Deletions, edge: &Edge) -> Diagnostic {
    let one = schema.relationship(edge.id);
    let (here, below) = (edge.id.model, edge.ends.remote.model);
    let (here, below) = (schema.model(here), schema.model(below));
    let message = format!(
        "deleting a row of `{}` follows more than {MOST} relationships, one after the other",
        here.name.text
    );
    let span = one.behaviour.deletes().unwrap_or(one.name.span);
    let label = format!(
        "deletes each `{}`, what belongs to that, and so on",
        below.name.text
    );
    let help = match edge.leads_on || deletions.is_of_circle(edge) {
        true => "take one of the cascades out",
        false => {
            "write `on_delete cascade` behind the keys of the rows that go: what the database deletes is not followed"
        }
    };
    Diagnostic::error(Code::DELETION_DEPTH, span, message)
        .label(label)
        .help(help)
}
