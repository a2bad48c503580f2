//! Which new rows are known once they are inserted, so that nothing need be read back.

use super::filling::{Filling, filling};
use crate::emit::rust::context::Context;
use crate::schema::{ColumnId, ModelId, Type};

/// Which rows are known, as the support code's `Known` has it.
#[derive(Clone, Copy)]
pub enum Known {
    /// One that a statement inserts alone.
    Alone,
    /// Several of one statement, too.
    Together,
}

impl Known {
    /// The variant's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Alone => "Alone",
            Self::Together => "Together",
        }
    }
}

/// The most digits that a NUMERIC column of SQLite's keeps.
const EXACT_DIGITS: u32 = 15;

/// Which rows of a model are known without being read back; nothing where they are read back in any case, and where
/// the database stores other values than it is given.
pub fn known(context: &Context<'_>, id: ModelId) -> Option<Known> {
    if !context.target.stores_as_given() {
        return None;
    }
    let columns = 0..context.schema.model(id).columns.len();
    let ids = columns.map(|column| ColumnId { model: id, column });
    if !ids.clone().all(|id| is_stored_as_given(context, id)) {
        return None;
    }
    let numbered = |id: &ColumnId| matches!(filling(context, *id), Filling::Numbered);
    let large = |id: ColumnId| context.schema.column(id).ty == Some(Type::BigInteger);
    Some(match ids.filter(numbered).any(large) {
        true => Known::Alone,
        false => Known::Together,
    })
}

/// Whether the database reads from the column what was written to it, to the last bit.
fn is_stored_as_given(context: &Context<'_>, id: ColumnId) -> bool {
    let column = context.schema.column(id);
    // What the user's own type makes of a value is not known.
    let own = context.schema.carried_by(column).is_some();
    let exact = match column.ty {
        None | Some(Type::Json) => false,
        Some(Type::Numeric { precision, .. }) => precision <= EXACT_DIGITS,
        Some(_) => true,
    };
    exact && !own && column.computed.is_none()
}
