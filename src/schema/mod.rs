//! [`ast::File`](crate::syntax::ast::File) to [`CheckedSchema`]: what people declared, every name looked
//! up and every rule applied. Knows no dialect and no SQL.

mod check;
mod model;
mod names;
mod resolve;
mod walk;

pub use check::{CheckedSchema, check};
pub use model::{
    Autoincrement, Column, ColumnId, Default, Enum, EnumId, ForeignKey, Kind, LeftOut, Model,
    ModelId, RelId, Relationship, Schema, Sequence, Type, Variant,
};
pub use names::{constant, setter_null, snake, variant};
pub use resolve::resolve;
