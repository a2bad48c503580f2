//! What is written in a file, word for word and with its place; nothing is looked up here.
//! The tree of a broken file holds what could be read of it.

use crate::source::Span;

/// One file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct File {
    /// `//!` lines at the head.
    pub docs: Vec<Doc>,
    pub declarations: Vec<Declaration>,
}

/// The text of one `///` or `//!` line, without the slashes and one following space.
#[derive(Debug, Clone, PartialEq)]
pub struct Doc {
    pub text: String,
    pub span: Span,
}

/// A bare name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    pub span: Span,
}

/// A name of the database's: bare, or a string where it is no name of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DbName {
    pub text: String,
    pub span: Span,
}

/// Whether a name of the database's is one of ours, too, and needs no quotes.
pub fn is_bare(name: &str) -> bool {
    let begins = |first: char| first.is_ascii_alphabetic() || first == '_';
    let goes_on = |one: char| one.is_ascii_alphanumeric() || one == '_';
    name.starts_with(begins) && name.chars().all(goes_on)
}

/// The value of a `"…"`, escapes resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    pub span: Span,
}

/// The text between backquotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    pub text: String,
    pub span: Span,
}

/// `person.id`, `schema.person.id`, `"order-lines".id`: at least one part.
#[derive(Debug, Clone, PartialEq)]
pub struct DbPath {
    pub parts: Vec<DbName>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Declaration {
    Model(Model),
    Mixin(Mixin),
    Table(Table),
    Enum(Enum),
    Type(TypeAlias),
    Import(Import),
}

impl Declaration {
    /// All of it, docs left out.
    pub fn span(&self) -> Span {
        match self {
            Self::Model(one) => one.span,
            Self::Mixin(one) => one.span,
            Self::Table(one) => one.span,
            Self::Enum(one) => one.span,
            Self::Type(one) => one.span,
            Self::Import(one) => one.span,
        }
    }
}

/// `model Person(Timestamps) < … >`
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub docs: Vec<Doc>,
    pub name: Name,
    pub bases: Vec<Name>,
    pub members: Vec<Member>,
    pub span: Span,
}

/// `mixin Timestamps < … >`
#[derive(Debug, Clone, PartialEq)]
pub struct Mixin {
    pub docs: Vec<Doc>,
    pub name: Name,
    pub bases: Vec<Name>,
    pub members: Vec<Member>,
    pub span: Span,
}

/// `table person_tag < … >`
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub docs: Vec<Doc>,
    pub name: DbName,
    pub members: Vec<Member>,
    pub span: Span,
}

/// `enum Severity < minor major "MAJ" >`
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    pub docs: Vec<Doc>,
    pub name: Name,
    pub variants: Vec<Variant>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    pub docs: Vec<Doc>,
    pub name: Name,
    /// What is stored, where it differs from the name.
    pub label: Option<Text>,
}

/// `type Email = String(320) as crate::Email`
#[derive(Debug, Clone, PartialEq)]
pub struct TypeAlias {
    pub docs: Vec<Doc>,
    pub name: Name,
    pub ty: TypeRef,
    /// The user's Rust type, as written: `crate::Email`.
    pub path: Option<Name>,
    pub span: Span,
}

/// `import "common.rel"`
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    pub path: Text,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Member {
    Column(Column),
    Relationship(Relationship),
    TableName(TableName),
    PrimaryKey(KeyList),
    Unique(KeyList),
    Index(IndexList),
    Check(CheckMember),
    ForeignKey(ForeignKeyList),
}

/// `name: Type attribute…`
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub docs: Vec<Doc>,
    pub name: Name,
    pub ty: TypeRef,
    pub attributes: Vec<ColumnAttribute>,
    pub span: Span,
}

/// `String(50)`, `Numeric(10, 2)`, `DateTime timezone`, `Severity`: a name, not looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeRef {
    pub name: Name,
    /// The literals in parentheses; `None` where there are no parentheses.
    pub arguments: Option<Vec<Value>>,
    /// The place of the word `timezone`.
    pub timezone: Option<Span>,
    pub span: Span,
}

/// An attribute of a column and its whole place, value included.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnAttribute {
    pub kind: ColumnAttributeKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ColumnAttributeKind {
    PrimaryKey,
    Autoincrement(bool),
    Sequence(Name, SequenceOptions),
    Identity(SequenceOptions),
    /// `not null` is `Nullable(false)`.
    Nullable(bool),
    Unique(bool),
    Index(bool),
    ForeignKey(DbPath, ForeignKeyOptions),
    Default(Value),
    ServerDefault(Value),
    OnUpdate(Value),
    Check(Raw),
    Computed {
        raw: Raw,
        stored: bool,
    },
    Collate(DbName),
    Column(DbName),
    Comment(Text),
    Version,
    Deferred,
}

/// `(start 100, increment 10)`
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SequenceOptions {
    pub start: Option<i64>,
    pub increment: Option<i64>,
}

/// What follows the target of a foreign key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ForeignKeyOptions {
    pub on_delete: Option<(Action, Span)>,
    pub on_update: Option<(Action, Span)>,
    pub name: Option<DbName>,
    pub deferrable: Option<Span>,
    pub initially_deferred: Option<Span>,
    pub use_alter: Option<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::enum_variant_names,
    reason = "`NO ACTION` is what SQL calls it"
)]
pub enum Action {
    Cascade,
    SetNull,
    SetDefault,
    Restrict,
    NoAction,
}

/// A literal, a bare word or raw SQL.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub kind: ValueKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// Digits with an optional `-`, as written: it may fit nothing.
    Integer(String),
    /// With a decimal point, as written.
    Decimal(String),
    Text(String),
    Bool(bool),
    Null,
    /// `now`, `uuid`, a variant.
    Word(String),
    Raw(String),
}

/// `table person comment "…" strict without_rowid`
#[derive(Debug, Clone, PartialEq)]
pub struct TableName {
    /// One part, or a database schema and the table.
    pub path: DbPath,
    pub comment: Option<Text>,
    pub strict: Option<Span>,
    pub without_rowid: Option<Span>,
    pub span: Span,
}

/// `primary_key (a, b)`, `unique (a, b) name N`
#[derive(Debug, Clone, PartialEq)]
pub struct KeyList {
    pub columns: Vec<Name>,
    pub name: Option<DbName>,
    pub span: Span,
}

/// ``index (a, b desc) unique name N where `…` ``
#[derive(Debug, Clone, PartialEq)]
pub struct IndexList {
    pub elements: Vec<IndexElement>,
    pub unique: Option<Span>,
    pub name: Option<DbName>,
    pub predicate: Option<Raw>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum IndexElement {
    Column(OrderBy),
    Expression(Raw),
}

/// ``check NAME `…` ``
#[derive(Debug, Clone, PartialEq)]
pub struct CheckMember {
    pub name: DbName,
    pub raw: Raw,
    pub span: Span,
}

/// `foreign_key (a, b) other (x, y) on_delete cascade`
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignKeyList {
    /// Members of this model.
    pub columns: Vec<Name>,
    /// The other table, and its columns in the database.
    pub table: DbPath,
    pub target_columns: Vec<DbName>,
    pub options: ForeignKeyOptions,
    pub span: Span,
}

/// `name: rel Target attribute…`
#[derive(Debug, Clone, PartialEq)]
pub struct Relationship {
    pub docs: Vec<Doc>,
    pub name: Name,
    pub target: Name,
    pub attributes: Vec<RelAttribute>,
    pub span: Span,
}

/// An attribute of a relationship and its whole place, value included.
#[derive(Debug, Clone, PartialEq)]
pub struct RelAttribute {
    pub kind: RelAttributeKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RelAttributeKind {
    BackPopulates(Name),
    /// The name, `{model}` in it as written, and the attributes in parentheses.
    Backref(Name, Vec<RelAttribute>),
    Lazy(Lazy),
    Uselist(bool),
    Secondary(DbPath),
    ForeignKeys(Vec<MemberPath>),
    RemoteSide(Vec<MemberPath>),
    PrimaryJoin(Vec<Comparison>),
    OrderBy(Vec<OrderBy>),
    Cascade(Vec<(Cascade, Span)>),
    PassiveDeletes {
        all: bool,
    },
    PassiveUpdates(bool),
    ViewOnly,
    SingleParent,
    PostUpdate,
}

/// How a relationship is loaded, synonyms folded: `true` is `Select`, `false` is `Joined`,
/// `raise_on_sql` is `Raise`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lazy {
    Select,
    Joined,
    Selectin,
    Subquery,
    Immediate,
    Dynamic,
    WriteOnly,
    Raise,
    Noload,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cascade {
    SaveUpdate,
    Merge,
    Delete,
    DeleteOrphan,
    RefreshExpire,
    Expunge,
    All,
}

/// `person_id`, `Loan.guarantor_id`, `follow.follower_id`
#[derive(Debug, Clone, PartialEq)]
pub struct MemberPath {
    pub owner: Option<Name>,
    pub member: Name,
}

/// `description desc`
#[derive(Debug, Clone, PartialEq)]
pub struct OrderBy {
    pub column: MemberPath,
    pub descending: bool,
    pub span: Span,
}

/// One comparison of a `primaryjoin`.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    pub left: Operand,
    /// `==`, `!=`, `<`, `<=`, `>` or `>=`.
    pub operator: &'static str,
    pub right: Operand,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    Column(MemberPath),
    Value(Value),
}
