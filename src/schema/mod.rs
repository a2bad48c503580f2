//! [`ast::File`](crate::syntax::ast::File) to [`CheckedSchema`]: what people declared, every name looked
//! up and every rule applied. Knows no dialect and no SQL.

mod check;
mod model;
mod names;
mod resolve;
mod walk;

pub use check::{CheckedSchema, check};
pub use model::{
    Autoincrement, Check, Column, ColumnId, ColumnList, Computed, Default, Enum, EnumId,
    ForeignKey, IndexElement, IndexList, Join, KeyId, Kind, LeftOut, Model, ModelId, Numbering,
    RelId, Relationship, Schema, Shape, Sql, Type, TypeAlias, TypeId, TypeName, UniqueList,
    Variant,
};
pub use names::{
    check_constant, constant, is_keyword, look_up, setter_null, snake, unique_constant, variant,
};
pub use resolve::resolve;
pub use walk::{Ends, Parent};
