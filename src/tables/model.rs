//! Tables as a database has them.

/// All tables, each behind those that it points to, as far as there is such an order.
#[derive(Debug, Default)]
pub struct Tables {
    pub tables: Vec<Table>,
}

#[derive(Debug)]
pub struct Table {
    pub name: String,
    pub comment: Option<String>,
    pub columns: Vec<Column>,
    pub primary_key: Key,
    pub uniques: Vec<Key>,
    pub foreign_keys: Vec<ForeignKey>,
    pub checks: Vec<Check>,
    pub indexes: Vec<Index>,
}

#[derive(Debug)]
pub struct Column {
    pub name: String,
    pub ty: ColumnType,
    pub nullable: bool,
    pub default: Option<Default>,
    pub comment: Option<String>,
    /// Numbered by the database.
    pub generated: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnType {
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
    Enum { name: String, labels: Vec<String> },
}

/// What the database fills in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Default {
    Integer(i64),
    /// Digits with a decimal point.
    Decimal(String),
    Text(String),
    Boolean(bool),
    Null,
    /// The time of the statement, of the column's type, in UTC.
    Now,
    /// An expression in the database's own SQL.
    Expression(String),
}

/// A primary key or a unique constraint.
#[derive(Debug, Clone)]
pub struct Key {
    pub name: String,
    pub columns: Vec<String>,
}

#[derive(Debug)]
pub struct ForeignKey {
    pub name: String,
    pub columns: Vec<String>,
    pub table: String,
    pub target_columns: Vec<String>,
    pub on_delete: Option<Action>,
    pub on_update: Option<Action>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::enum_variant_names, reason = "these are SQL's names")]
pub enum Action {
    Cascade,
    SetNull,
    SetDefault,
    Restrict,
    NoAction,
}

#[derive(Debug)]
pub struct Check {
    pub name: String,
    pub condition: Condition,
}

#[derive(Debug)]
pub enum Condition {
    /// The column has one of these values.
    OneOf { column: String, values: Vec<String> },
    /// An expression in the database's own SQL.
    Expression(String),
}

#[derive(Debug)]
pub struct Index {
    pub name: String,
    pub elements: Vec<IndexElement>,
    pub unique: bool,
    /// An expression in the database's own SQL: only rows of which it is true.
    pub predicate: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexElement {
    Column {
        name: String,
        descending: bool,
    },
    /// In the database's own SQL.
    Expression(String),
}
