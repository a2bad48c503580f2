//! Columns.

use super::{EnumId, Sql, Type, TypeId};
use crate::source::Span;
use crate::syntax::ast::{DbName, Name};

/// `name: Type attribute…`
#[derive(Debug)]
pub struct Column {
    pub name: Name,
    pub docs: Vec<String>,
    /// The column in the database: as written, or the member's name.
    pub db_name: DbName,
    pub ty: Option<Type>,
    /// The declared type that it was written with.
    pub alias: Option<TypeId>,
    pub type_span: Span,
    pub primary_key: Option<Span>,
    pub nullable: bool,
    /// Where `not null`, `nullable` or `primary_key` says so.
    pub nullable_span: Option<Span>,
    pub autoincrement: Option<(Autoincrement, Span)>,
    /// `sequence person_seq (start 100)`: its name, and the numbers.
    pub sequence: Option<(Name, Numbering)>,
    /// `identity (start 100)`
    pub identity: Option<(Numbering, Span)>,
    pub unique: Option<Span>,
    /// `index` or `index false`, and where it is said.
    pub index: Option<(bool, Span)>,
    pub default: Option<(Default, Span)>,
    pub server_default: Option<(Default, Span)>,
    pub on_update: Option<(Default, Span)>,
    pub check: Option<Sql>,
    pub computed: Option<Computed>,
    pub collate: Option<DbName>,
    pub version: Option<Span>,
    pub deferred: Option<Span>,
    pub comment: Option<String>,
    pub span: Span,
}

impl Column {
    /// The default that the generated code fills in. NULL is none: a column is NULL without a default, too.
    pub fn made_default(&self) -> Option<&Default> {
        let (default, _) = self.default.as_ref()?;
        Some(default).filter(|default| **default != Default::Null)
    }

    /// Whether a new row that does not give the column gets a value of it all the same.
    pub fn is_filled(&self) -> bool {
        self.made_default().is_some() || self.server_default.is_some()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Autoincrement {
    On,
    Off,
}

/// The numbers that a database gives out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbering {
    pub start: Option<i64>,
    pub increment: Option<i64>,
}

/// ``computed `price * amount` stored``
#[derive(Debug)]
pub struct Computed {
    pub sql: Sql,
    pub stored: bool,
    pub span: Span,
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
    Raw(Sql),
}
