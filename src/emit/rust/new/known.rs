//! Which new rows are known once they are inserted, so that nothing need be read back.

use super::filling::{Filling, filling};
use crate::emit::rust::context::Context;
use crate::schema::{ColumnId, ModelId, Type};

/// The most digits that a NUMERIC column of SQLite's keeps.
const EXACT_DIGITS: u32 = 15;

/// How many rows of a model one statement inserts that are known without being read back, as the support code's
/// `Known` has it; nothing where the rows are read back in any case, and where the database stores other values than
/// it is given.
pub fn known(context: &Context<'_>, id: ModelId) -> Option<&'static str> {
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
        true => "Alone",
        false => "Together",
    })
}

/// Whether the database reads from the column what was written to it, to the last bit.
fn is_stored_as_given(context: &Context<'_>, id: ColumnId) -> bool {
    let column = context.schema.column(id);
    let own = column.alias.is_some() || context.schema.carried_by(column).is_some();
    let exact = match column.ty {
        None | Some(Type::Json) => false,
        Some(Type::Numeric { precision, .. }) => precision <= EXACT_DIGITS,
        Some(_) => true,
    };
    exact && !own && column.computed.is_none()
}
