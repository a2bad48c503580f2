//! Foreign keys.

use super::{ColumnId, ModelId};
use crate::source::Span;
use crate::syntax::ast::{Action, DbName, DbPath};

/// `foreign_key person.id …` behind a column, or `foreign_key (a, b) other (x, y) …`
#[derive(Debug)]
pub struct ForeignKey {
    /// The columns that hold it.
    pub columns: Vec<usize>,
    /// The other table as written, perhaps with the database's schema before it.
    pub table: DbPath,
    /// The columns of the other table as written.
    pub target_columns: Vec<DbName>,
    /// What it points to; `None` where that is unknown, which has been reported.
    pub target: Option<ColumnList>,
    pub on_delete: Option<(Action, Span)>,
    pub on_update: Option<(Action, Span)>,
    pub name: Option<DbName>,
    pub deferrable: Option<Span>,
    pub initially_deferred: Option<Span>,
    pub use_alter: Option<Span>,
    /// The table and its columns.
    pub path_span: Span,
    pub span: Span,
}

/// Columns of a model, in the order of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnList {
    pub model: ModelId,
    pub columns: Vec<usize>,
}

impl ColumnList {
    /// The columns by themselves.
    pub fn ids(&self) -> impl Iterator<Item = ColumnId> + Clone {
        let model = self.model;
        self.columns
            .iter()
            .map(move |&column| ColumnId { model, column })
    }
}
