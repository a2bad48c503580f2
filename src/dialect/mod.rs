//! What a database's SQL looks like in the small: names, types, literals. A dialect answers questions
//! and writes no whole statement.

mod sqlite;

pub use sqlite::Sqlite;

use crate::tables::{Column, Default, Table};

/// A database's ways.
pub trait Dialect {
    /// The name as SQL, quoted if it must be.
    fn name(&self, name: &str) -> String;

    /// The column's type as SQL.
    fn column_type(&self, table: &Table, column: &Column) -> String;

    /// What stands behind DEFAULT.
    fn default(&self, column: &Column, default: &Default) -> String;

    /// Text as a literal.
    fn text(&self, text: &str) -> String;
}
