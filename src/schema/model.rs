//! The schema as it was declared, with ids instead of names. `None` stands where a name is unknown,
//! so that later checks can go on.

use std::collections::HashSet;

use crate::source::Span;
use crate::syntax::ast::{Action, DbName, DbPath, Name};

/// Which of the schema's models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelId(pub usize);

/// Which of the schema's enums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnumId(pub usize);

/// Which column of which model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId {
    pub model: ModelId,
    pub column: usize,
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
    pub left_out: LeftOut,
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

#[derive(Debug)]
pub struct Model {
    pub name: Name,
    pub docs: Vec<String>,
    /// The table: as written, or the model's name in snake_case at the model's place.
    pub table: DbName,
    pub comment: Option<String>,
    pub columns: Vec<Column>,
    pub relationships: Vec<Relationship>,
    /// The columns of `primary_key (…)`, in that order.
    pub key_list: Vec<usize>,
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
    pub predicate: Option<String>,
    pub span: Span,
}

#[derive(Debug)]
pub enum IndexElement {
    Column { column: usize, descending: bool },
    Expression(String),
}

/// ``check NAME `…` ``
#[derive(Debug)]
pub struct Check {
    pub name: DbName,
    pub sql: String,
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

#[derive(Debug)]
pub struct Column {
    pub name: Name,
    pub docs: Vec<String>,
    /// The column in the database: as written, or the member's name.
    pub db_name: DbName,
    pub ty: Option<Type>,
    pub type_span: Span,
    pub primary_key: Option<Span>,
    pub nullable: bool,
    /// Where `not null`, `nullable` or `primary_key` says so.
    pub nullable_span: Option<Span>,
    pub autoincrement: Option<(Autoincrement, Span)>,
    pub sequence: Option<Sequence>,
    pub unique: Option<Span>,
    /// `index` or `index false`, where it is said.
    pub index: Option<bool>,
    pub foreign_key: Option<ForeignKey>,
    pub default: Option<(Default, Span)>,
    pub server_default: Option<(Default, Span)>,
    /// A condition in the database's own SQL, and its place.
    pub check: Option<(String, Span)>,
    pub comment: Option<String>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Autoincrement {
    On,
    Off,
}

#[derive(Debug)]
pub struct Sequence {
    pub name: Name,
    pub start: Option<i64>,
    pub increment: Option<i64>,
}

#[derive(Debug)]
pub struct ForeignKey {
    /// As written: table and column of the database.
    pub path: DbPath,
    pub target: Option<ColumnId>,
    pub on_delete: Option<(Action, Span)>,
    pub on_update: Option<(Action, Span)>,
    pub name: Option<DbName>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    SmallInteger,
    Integer,
    BigInteger,
    Float,
    Double,
    Numeric { precision: u32, scale: u32 },
    Boolean,
    String(Option<u32>),
    Text,
    LargeBinary,
    Date,
    Time,
    DateTime { timezone: bool },
    Uuid,
    Json,
    Enum(EnumId),
}

/// The value of a `default` or `server_default`, which fits the column's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Default {
    Integer(i64),
    /// A number with a decimal point, as written.
    Decimal(String),
    Text(String),
    Boolean(bool),
    Null,
    Now,
    Uuid,
    Variant(EnumId, usize),
    Raw(String),
}

#[derive(Debug)]
pub struct Relationship {
    pub name: Name,
    pub docs: Vec<String>,
    pub target: Option<ModelId>,
    pub target_span: Span,
    /// `None` where it could not be made out; that has been reported.
    pub kind: Option<Kind>,
    /// The column that holds the foreign key.
    pub key: Option<ColumnId>,
    /// The same relationship seen from the target.
    pub reverse: Option<RelId>,
    /// Columns of the target, and whether they descend.
    pub order_by: Vec<(usize, bool)>,
    /// `uselist` or `uselist false`, and where it is said.
    pub uselist: Option<(bool, Span)>,
    pub span: Span,
}

/// What a relationship is, seen from the model that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The key is in the target's table: any number of rows.
    OneToMany,
    /// The key is in the target's table: one row or none.
    OneToOne,
    /// The key is in this model's table.
    ManyToOne,
}

impl Kind {
    /// Whether the foreign key is in this model's own table.
    pub fn has_key(self) -> bool {
        self == Kind::ManyToOne
    }
}

impl Type {
    /// The name in the language.
    pub fn name(self, schema: &Schema) -> String {
        match self {
            Type::SmallInteger => "SmallInteger".to_owned(),
            Type::Integer => "Integer".to_owned(),
            Type::BigInteger => "BigInteger".to_owned(),
            Type::Float => "Float".to_owned(),
            Type::Double => "Double".to_owned(),
            Type::Numeric { precision, scale } => format!("Numeric({precision}, {scale})"),
            Type::Boolean => "Boolean".to_owned(),
            Type::String(None) => "String".to_owned(),
            Type::String(Some(length)) => format!("String({length})"),
            Type::Text => "Text".to_owned(),
            Type::LargeBinary => "LargeBinary".to_owned(),
            Type::Date => "Date".to_owned(),
            Type::Time => "Time".to_owned(),
            Type::DateTime { timezone: false } => "DateTime".to_owned(),
            Type::DateTime { timezone: true } => "DateTime timezone".to_owned(),
            Type::Uuid => "Uuid".to_owned(),
            Type::Json => "Json".to_owned(),
            Type::Enum(id) => schema
                .enums
                .get(id.0)
                .map(|one| one.name.text.clone())
                .unwrap_or_default(),
        }
    }

    /// Whether values are whole numbers.
    pub fn is_integer(self) -> bool {
        matches!(self, Type::SmallInteger | Type::Integer | Type::BigInteger)
    }
}
