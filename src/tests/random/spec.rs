//! What is known of a schema while it is built: enough to add what fits.

use super::names::Names;
use super::phrase::{Member, Phrase};
use super::tape::Tape;

/// What the text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To be read: all of the language, also what no database has at once, and imports.
    Text,
    /// To be compiled for SQLite.
    Sqlite,
    /// To be compiled for PostgreSQL.
    Postgres,
}

/// A column type as a schema writes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// `Numeric ( 10 ; 2 )`
    pub words: String,
    pub base: Base,
    /// Whether the user's own Rust type carries it.
    pub is_alias: bool,
}

/// What values a type has.
#[derive(Debug, Clone, PartialEq)]
pub enum Base {
    SmallInteger,
    Integer,
    BigInteger,
    Float,
    Numeric { whole: usize, scale: usize },
    Boolean,
    Text { limit: usize },
    Binary,
    Date,
    Time,
    DateTime,
    Uuid,
    Json,
    Enum { variants: Vec<String> },
}

impl Base {
    pub fn is_integer(&self) -> bool {
        matches!(self, Base::SmallInteger | Base::Integer | Base::BigInteger)
    }

    /// Whether every database compares the values as what they are.
    pub fn is_key(&self) -> bool {
        !matches!(
            self,
            Base::Float | Base::Json | Base::Binary | Base::Numeric { .. }
        )
    }
}

/// A column that is there.
#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub db: String,
    pub ty: Type,
    /// It alone tells rows apart: the primary key, or unique.
    pub is_key: bool,
    pub in_primary_key: bool,
    pub is_computed: bool,
    /// Nothing that is read along with a row can lead to it.
    pub is_deferred: bool,
}

/// A model or a mixin.
#[derive(Debug, Clone, Default)]
pub struct Model {
    pub docs: Vec<&'static str>,
    pub name: String,
    /// The table's name in the database; a mixin has none.
    pub table: String,
    /// The mixins, by number.
    pub bases: Vec<usize>,
    /// Those of the mixins, too.
    pub columns: Vec<Column>,
    pub primary_key: Vec<String>,
    pub names: Names,
    pub members: Vec<Member>,
    /// What hangs on every name of a mixin's members.
    pub suffix: String,
    pub has_version: bool,
}

impl Model {
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    pub fn add(&mut self, docs: Vec<&'static str>, head: Phrase, attributes: Vec<Phrase>) {
        self.members.push(Member {
            docs,
            head,
            attributes,
        });
    }
}

/// A foreign key from one model to another, and the tape of its relationships.
#[derive(Debug, Clone)]
pub struct Key {
    pub from: usize,
    pub to: usize,
    /// Members of the one, and those of the other that they point to.
    pub columns: Vec<String>,
    pub targets: Vec<String>,
    pub is_unique: bool,
    /// The mixin that declares it, by number.
    pub of_mixin: Option<usize>,
    pub tape: Tape,
}

/// All of it.
#[derive(Debug, Clone)]
pub struct Schema {
    pub reach: Reach,
    pub types: Vec<Type>,
    pub mixins: Vec<Model>,
    pub models: Vec<Model>,
    pub keys: Vec<Key>,
    /// Tables, constraints, sequences.
    pub db: Names,
}
