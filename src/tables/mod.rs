//! What a database holds: tables, columns, keys, indexes. No places in a file, no relationships; a
//! schema is lowered to it, and a database that exists can be read into it.

mod keys;
mod lower;
mod model;
mod naming;
mod order;

pub use lower::{column_type, comment, lower};
pub use model::{
    Action, Check, Column, ColumnType, Computed, Condition, Default, ForeignKey, Index,
    IndexElement, Key, Numbered, Numbering, Table, Tables,
};
