//! [`ast::File`](crate::syntax::ast::File) to [`CheckedSchema`]: what people declared, every name looked
//! up and every rule applied. Knows no dialect and no SQL.

mod check;
mod model;
mod names;
mod resolve;
mod walk;

pub use check::{CheckedSchema, check};
pub use model::{
    Autoincrement, Check, Column, ColumnId, Default, Enum, EnumId, ForeignKey, IndexElement,
    IndexList, Kind, LeftOut, Model, ModelId, RelId, Relationship, Schema, Sequence, Type,
    UniqueList, Variant,
};
pub use names::{
    check_constant, constant, is_keyword, look_up, setter_null, snake, unique_constant, variant,
};
pub use resolve::resolve;
