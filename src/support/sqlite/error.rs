//! Everything that can go wrong, as one type.

use std::fmt;

use rusqlite::ffi;

use super::{Column, Model};

/// What generated functions return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a generated function failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// There is no such row.
    NotFound {
        /// The table that was asked.
        table: &'static str,
    },
    /// There is more than one row where one was asked for.
    SeveralRows {
        /// The table that was asked.
        table: &'static str,
    },
    /// The row was changed or deleted by somebody else since it was read: its version is
    /// another one.
    Stale {
        /// The table.
        table: &'static str,
    },
    /// A row that must have a parent has none: the database was written without its foreign
    /// keys, or a new row whose key is [`Parent`](super::Parent) was inserted by itself.
    NoParent {
        /// Model and relationship, such as `Offences.person`.
        relationship: &'static str,
    },
    /// A row cannot be deleted, because rows whose key may not be NULL still belong to it.
    HasChildren {
        /// Model and relationship, such as `Person.offences`.
        relationship: &'static str,
    },
    /// A value does not fit its column's type, on its way in or out.
    DoesNotFit {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What the column takes.
        expected: String,
        /// What was there, cut short where it is long.
        found: String,
    },
    /// Rows are asked for from a place in their order, which is not by columns of theirs
    /// alone: by a relationship, or by a column that is read on demand.
    NoPlace {
        /// The table that was asked.
        table: &'static str,
    },
    /// An integer that the database computes, such as a sum, is beyond 64 bits.
    Overflow(rusqlite::Error),
    /// The database refused a change because of a constraint.
    Constraint(Violation),
    /// Another connection holds the database locked, and the busy timeout ran out.
    Busy(rusqlite::Error),
    /// Anything else the driver says.
    Driver(rusqlite::Error),
}

/// A constraint that a change would have violated, as far as SQLite tells.
#[derive(Debug)]
pub struct Violation {
    /// What sort of constraint it is.
    pub kind: ConstraintKind,
    /// Table and columns, `person.name` or `book.author_id, book.title`; of a check its
    /// name; empty for a foreign key, of which SQLite says nothing.
    pub what: String,
    /// What the driver said.
    pub source: rusqlite::Error,
}

/// The sorts of constraints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConstraintKind {
    /// A unique constraint or a primary key.
    Unique,
    /// NOT NULL.
    NotNull,
    /// CHECK, an enum's labels among them.
    Check,
    /// A foreign key.
    ForeignKey,
}

/// Something that [`Error::violates`] can look for.
pub trait Constraint {
    /// How SQLite names it in its message.
    fn named_by_sqlite(&self) -> String;
}

impl<M: Model, T> Constraint for Column<M, T> {
    fn named_by_sqlite(&self) -> String {
        format!("{}.{}", M::TABLE.name, self.info().name)
    }
}

/// A constraint with a name of its own: a unique key of several columns, or a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedConstraint(&'static str);

impl NamedConstraint {
    /// The constraint that SQLite names so: by its columns, or a check by its name.
    pub const fn new(what: &'static str) -> Self {
        Self(what)
    }
}

impl Constraint for NamedConstraint {
    fn named_by_sqlite(&self) -> String {
        self.0.to_owned()
    }
}

impl Error {
    /// Whether the change was refused because of this constraint:
    /// `error.violates(Person::NAME)` for the unique key or the NOT NULL of that column.
    pub fn violates(&self, constraint: impl Constraint) -> bool {
        match self {
            Error::Constraint(violation) => violation.what == constraint.named_by_sqlite(),
            _ => false,
        }
    }

    /// The sort of constraint that was violated, if it is that.
    pub fn kind(&self) -> Option<ConstraintKind> {
        match self {
            Error::Constraint(violation) => Some(violation.kind),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotFound { table } => write!(f, "no such row in table {table}"),
            Error::SeveralRows { table } => {
                write!(f, "several rows in table {table} where one was expected")
            }
            Error::Stale { table } => {
                write!(f, "the row in table {table} was changed meanwhile")
            }
            Error::NoParent { relationship } => {
                write!(f, "{relationship}: there is no row that it points to")
            }
            Error::HasChildren { relationship } => {
                write!(
                    f,
                    "{relationship}: cannot delete the row while others belong to it"
                )
            }
            Error::DoesNotFit {
                table,
                column,
                expected,
                found,
            } => {
                write!(f, "{table}.{column}: expected {expected}, found {found}")
            }
            Error::NoPlace { table } => write!(
                f,
                "no place in the order of table {table}, which is not by columns of its own"
            ),
            Error::Constraint(violation) => violation.source.fmt(f),
            Error::Overflow(source) => source.fmt(f),
            Error::Busy(source) | Error::Driver(source) => source.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Constraint(violation) => Some(&violation.source),
            Error::Overflow(source) => Some(source),
            Error::Busy(source) | Error::Driver(source) => Some(source),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(source: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, message) = &source else {
            return Error::Driver(source);
        };
        let kind = match failure.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE
            | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            | ffi::SQLITE_CONSTRAINT_ROWID => ConstraintKind::Unique,
            ffi::SQLITE_CONSTRAINT_NOTNULL => ConstraintKind::NotNull,
            ffi::SQLITE_CONSTRAINT_CHECK => ConstraintKind::Check,
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => ConstraintKind::ForeignKey,
            // What ON DELETE RESTRICT gives, which is a trigger inside SQLite.
            ffi::SQLITE_CONSTRAINT_TRIGGER
                if message.as_deref() == Some("FOREIGN KEY constraint failed") =>
            {
                ConstraintKind::ForeignKey
            }
            _ if matches!(
                failure.code,
                rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked
            ) =>
            {
                return Error::Busy(source);
            }
            ffi::SQLITE_ERROR if message.as_deref() == Some("integer overflow") => {
                return Error::Overflow(source);
            }
            _ => return Error::Driver(source),
        };
        // "UNIQUE constraint failed: person.name": SQLite has no other place for it than
        // the text.
        let what = message
            .as_deref()
            .and_then(|text| text.split_once("failed: "));
        let what = what.map_or_else(String::new, |(_, what)| what.to_owned());
        Error::Constraint(Violation { kind, what, source })
    }
}

/// Text for a message, quoted and cut short.
pub(super) fn quote(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
        None => format!("{text:?}"),
    }
}
