//! The schema as it was declared, with ids instead of names. `None` stands where a name is unknown,
//! so that later checks can go on.

mod column;
mod key;
mod relationship;
mod ty;

use std::collections::{BTreeMap, HashSet};

use crate::schema::resolve::Expression;
use crate::source::Span;
use crate::syntax::ast::{DbName, Name};

pub use column::{Autoincrement, Column, Computed, Default, Numbering};
pub use key::{ColumnList, ForeignKey};
pub use relationship::{
    Behaviour, ColumnJoin, Condition, Join, Kind, Link, PassiveDeletes, Relationship, Side,
};
pub use ty::Type;

/// Which of the schema's models, tables without a struct among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelId(pub usize);

/// Which of the schema's enums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnumId(pub usize);

/// Which of the schema's types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// Which column of which model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId {
    pub model: ModelId,
    pub column: usize,
}

/// Which foreign key of which model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId {
    pub model: ModelId,
    pub key: usize,
}

/// Which relationship of which model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelId {
    pub model: ModelId,
    pub relationship: usize,
}

/// Everything that was declared, in the order in which it was.
#[derive(Debug, Default)]
pub struct Schema {
    pub docs: Vec<String>,
    pub models: Vec<Model>,
    pub enums: Vec<Enum>,
    pub types: Vec<TypeAlias>,
    /// The enums and types by their names.
    pub type_names: BTreeMap<String, TypeName>,
    /// The places of the mixins, whose members stand in several models.
    pub mixins: Vec<Mixin>,
    pub left_out: LeftOut,
}

/// A mixin's name, and all of it.
#[derive(Debug)]
pub struct Mixin {
    pub name: Name,
    pub span: Span,
}

/// What a declared name of a column's type stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeName {
    Enum(EnumId),
    Alias(TypeId),
}

/// What was declared and refused: whoever names it is not told that it is not there.
#[derive(Debug, Default)]
pub struct LeftOut {
    /// Models, enums and types.
    pub names: HashSet<String>,
    pub tables: HashSet<String>,
    /// There are other files, which could not be read.
    pub imports: bool,
}

/// What a table is mapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A struct: a `model`.
    Struct,
    /// Nothing: a `table`, there for `secondary`.
    Table,
}

#[derive(Debug)]
pub struct Model {
    pub shape: Shape,
    /// Of a `table`, the table's name.
    pub name: Name,
    pub docs: Vec<String>,
    /// The database's own schema that the table is in.
    pub namespace: Option<DbName>,
    /// The table: as written, or the model's name in snake_case at the model's place.
    pub table: DbName,
    pub comment: Option<String>,
    pub strict: Option<Span>,
    pub without_rowid: Option<Span>,
    pub columns: Vec<Column>,
    pub relationships: Vec<Relationship>,
    /// The columns of `primary_key (…)`, in that order.
    pub key_list: Vec<usize>,
    pub foreign_keys: Vec<ForeignKey>,
    pub uniques: Vec<UniqueList>,
    pub indexes: Vec<IndexList>,
    pub checks: Vec<Check>,
    /// Members of it were refused, so that others may seem to be missing.
    pub incomplete: bool,
    pub span: Span,
}

/// `unique (a, b) name N`
#[derive(Debug)]
pub struct UniqueList {
    pub columns: Vec<usize>,
    pub name: Option<DbName>,
    pub span: Span,
}

/// ``index (a, b desc) unique name N where `…` ``
#[derive(Debug)]
pub struct IndexList {
    pub elements: Vec<IndexElement>,
    pub unique: bool,
    pub name: Option<DbName>,
    pub predicate: Option<Sql>,
    pub span: Span,
}

#[derive(Debug)]
pub enum IndexElement {
    Column { column: usize, descending: bool },
    Expression(Sql),
}

/// SQL of the database's own, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sql {
    pub text: Expression,
    pub span: Span,
}

/// ``check NAME `…` ``
#[derive(Debug)]
pub struct Check {
    pub name: DbName,
    pub sql: Sql,
}

#[derive(Debug)]
pub struct Enum {
    pub name: Name,
    pub docs: Vec<String>,
    pub variants: Vec<Variant>,
    pub span: Span,
}

#[derive(Debug)]
pub struct Variant {
    pub name: Name,
    pub docs: Vec<String>,
    /// What is stored, and where that is said.
    pub label: DbName,
}

/// `type Email = String(320) as crate::Email`
#[derive(Debug)]
pub struct TypeAlias {
    pub name: Name,
    pub docs: Vec<String>,
    pub ty: Option<Type>,
    /// The user's Rust type, as written.
    pub path: Option<Name>,
}

impl UniqueList {
    /// Its columns as a name, at its place.
    pub fn named_in(&self, model: &Model) -> Name {
        let columns = self.columns.iter();
        let columns = columns.map(|&column| model.columns[column].name.text.as_str());
        Name {
            text: columns.collect::<Vec<_>>().join(", "),
            span: self.name.as_ref().map_or(self.span, |name| name.span),
        }
    }
}

impl Model {
    /// Whether rows have a struct of their own.
    pub fn has_struct(&self) -> bool {
        self.shape == Shape::Struct
    }
}
