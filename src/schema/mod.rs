//! [`ast::File`](crate::syntax::ast::File) to [`CheckedSchema`]: what people declared, every name looked
//! up and every rule applied. Knows no dialect and no SQL.

mod check;
mod collected;
mod deletion;
mod deletions;
mod eager;
mod ends;
mod linked;
mod model;
mod names;
mod nested;
mod resolve;
mod upserts;
mod walk;

pub use check::{CheckedSchema, check};
pub use collected::{Change, Collection, Removal};
pub use deletion::{Edge, Fate};
pub use deletions::Deletions;
pub use ends::Ends;
pub use linked::LinkEnds;
pub use model::{
    Autoincrement, Behaviour, Check, Column, ColumnId, ColumnJoin, ColumnList, Computed, Condition,
    Default, Enum, EnumId, ForeignKey, IndexElement, IndexList, Join, KeyId, Kind, LeftOut, Link,
    Mixin, Model, ModelId, Numbering, PassiveDeletes, RelId, Relationship, Schema, Shape, Side,
    Sql, Type, TypeAlias, TypeId, TypeName, UniqueList, Variant,
};
pub use names::{
    check_constant, columns_struct, constant, is_keyword, look_up, setter_null, snake,
    unique_constant, variant,
};
pub use resolve::{Expression, not_built, resolve};
pub use upserts::UpsertKey;
