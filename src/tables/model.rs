//! Tables as a database has them.

use crate::schema::Expression;

/// All tables, each behind those that it points to, as far as there is such an order.
#[derive(Debug, Default)]
pub struct Tables {
    pub tables: Vec<Table>,
}

#[derive(Debug, Clone)]
pub struct Table {
    /// The database's own schema that it is in.
    pub namespace: Option<String>,
    pub name: String,
    pub comment: Option<String>,
    /// SQLite's options of those names.
    pub strict: bool,
    pub without_rowid: bool,
    pub columns: Vec<Column>,
    pub primary_key: Option<Key>,
    pub uniques: Vec<Key>,
    pub foreign_keys: Vec<ForeignKey>,
    pub checks: Vec<Check>,
    pub indexes: Vec<Index>,
}

#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub ty: ColumnType,
    pub nullable: bool,
    pub default: Option<Default>,
    pub computed: Option<Computed>,
    pub collation: Option<String>,
    pub comment: Option<String>,
    /// How the database numbers it, if it does.
    pub numbered: Option<Numbered>,
}

/// The source of a column's numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbered {
    /// The column's own.
    Identity(Numbering),
    /// A sequence of its own name, where the database has such.
    Sequence(String, Numbering),
}

/// The numbers that are given out; the database's own where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbering {
    pub start: Option<i64>,
    pub increment: Option<i64>,
}

/// What the database computes, in its own SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    pub sql: Expression,
    pub stored: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnType {
    SmallInteger,
    Integer,
    BigInteger,
    Float,
    Double,
    Numeric {
        precision: u32,
        scale: u32,
    },
    Boolean,
    String(Option<u32>),
    Text,
    LargeBinary,
    Date,
    Time,
    DateTime {
        timezone: bool,
    },
    Uuid,
    Json,
    /// Its name is that of the type, where the database has such.
    Enum {
        name: String,
        labels: Vec<String>,
    },
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
    Expression(Expression),
}

/// A primary key or a unique constraint.
#[derive(Debug, Clone)]
pub struct Key {
    pub name: String,
    pub columns: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct ForeignKey {
    pub name: String,
    pub columns: Vec<String>,
    /// The database's own schema that the other table is in.
    pub namespace: Option<String>,
    pub table: String,
    pub target_columns: Vec<String>,
    pub on_delete: Option<Action>,
    pub on_update: Option<Action>,
    pub deferrable: bool,
    pub initially_deferred: bool,
    /// The other table comes later, or it was said so: it is added when both are there.
    pub late: bool,
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

#[derive(Debug, Clone)]
pub struct Check {
    pub name: String,
    pub condition: Condition,
}

#[derive(Debug, Clone)]
pub enum Condition {
    /// The column has one of these values.
    OneOf { column: String, values: Vec<String> },
    /// An expression in the database's own SQL.
    Expression(Expression),
}

#[derive(Debug, Clone)]
pub struct Index {
    pub name: String,
    pub elements: Vec<IndexElement>,
    pub unique: bool,
    /// An expression in the database's own SQL: only rows of which it is true.
    pub predicate: Option<Expression>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexElement {
    Column {
        name: String,
        descending: bool,
    },
    /// In the database's own SQL.
    Expression(Expression),
}
