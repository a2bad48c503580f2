//! Everything that can go wrong, as one type.

use std::fmt;

use tokio_postgres::error::{DbError, SqlState};

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
    Overflow(tokio_postgres::Error),
    /// The database refused a change because of a constraint.
    Constraint(Violation),
    /// Another transaction was in the way: a deadlock (40P01), transactions that could not
    /// be put one after the other (40001), or a lock that was not to be had (55P03). Done
    /// again as a whole, the transaction may succeed.
    Busy(tokio_postgres::Error),
    /// An earlier statement of the transaction failed (25P02). Nothing else runs until it
    /// is rolled back, as a whole or to a savepoint from before.
    Aborted(tokio_postgres::Error),
    /// The connection was lost while a transaction was committed: it may have been kept, or
    /// not. It is never tried again by itself.
    InDoubt(tokio_postgres::Error),
    /// A pool has no connection to give, and why: all were in use for too long, or the
    /// server does not answer.
    NoConnection(String),
    /// Anything else the driver says.
    Driver(tokio_postgres::Error),
}

/// A constraint that a change would have violated.
#[derive(Debug)]
pub struct Violation {
    /// What sort of constraint it is.
    pub kind: ConstraintKind,
    /// The constraint's name; of NOT NULL, which has none, table and column: `person.name`.
    pub what: String,
    /// What the server said.
    pub source: tokio_postgres::Error,
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
    /// Whether that violation is of this constraint.
    fn is(&self, violation: &Violation) -> bool;
}

impl<M: Model, T> Constraint for Column<M, T> {
    fn is(&self, violation: &Violation) -> bool {
        let (table, column) = (M::TABLE.name, self.info());
        let what = violation.what.as_str();
        let not_null = || what.strip_prefix(table)?.strip_prefix('.');
        match violation.kind {
            ConstraintKind::NotNull => not_null() == Some(column.name),
            _ => violation.table() == Some(table) && column.constraints.contains(&what),
        }
    }
}

/// A constraint with a name of its own: a unique key of several columns, or a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedConstraint(&'static str);

impl NamedConstraint {
    /// The constraint of that name.
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }
}

impl Constraint for NamedConstraint {
    fn is(&self, violation: &Violation) -> bool {
        violation.kind != ConstraintKind::NotNull && violation.what == self.0
    }
}

impl Violation {
    /// The table that has the constraint.
    fn table(&self) -> Option<&str> {
        self.source.as_db_error()?.table()
    }
}

impl Error {
    /// Whether the change was refused because of this constraint:
    /// `error.violates(Person::NAME)` for the unique key or the NOT NULL of that column.
    pub fn violates(&self, constraint: impl Constraint) -> bool {
        match self {
            Error::Constraint(violation) => constraint.is(violation),
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
            Error::NoConnection(why) => write!(f, "no connection: {why}"),
            Error::Aborted(_) => f.write_str(
                "an earlier statement of this transaction failed: it can only be rolled \
                 back, as a whole or to a savepoint from before",
            ),
            Error::InDoubt(source) => {
                f.write_str("it is not known whether the transaction was kept: ")?;
                said(f, source)
            }
            Error::Constraint(violation) => said(f, &violation.source),
            Error::Overflow(source) => said(f, source),
            Error::Busy(source) | Error::Driver(source) => said(f, source),
        }
    }
}

/// What the server said, and of which table; where it said nothing, what the driver says
/// with its cause. What the driver prints of itself is "db error".
fn said(f: &mut fmt::Formatter<'_>, source: &tokio_postgres::Error) -> fmt::Result {
    let Some(said) = source.as_db_error() else {
        write!(f, "{source}")?;
        return match std::error::Error::source(source) {
            Some(cause) => write!(f, ": {cause}"),
            None => Ok(()),
        };
    };
    match said.table() {
        Some(table) => write!(f, "{table}: {}", said.message()),
        None => f.write_str(said.message()),
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Constraint(violation) => Some(&violation.source),
            Error::Overflow(source) | Error::Aborted(source) => Some(source),
            Error::Busy(source) | Error::Driver(source) => Some(source),
            Error::InDoubt(source) => Some(source),
            _ => None,
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(source: tokio_postgres::Error) -> Self {
        let Some(said) = source.as_db_error() else {
            return Error::Driver(source);
        };
        if let Some(kind) = violated(said.code()) {
            let what = named(kind, said);
            return Error::Constraint(Violation { kind, what, source });
        }
        match *said.code() {
            SqlState::T_R_SERIALIZATION_FAILURE
            | SqlState::T_R_DEADLOCK_DETECTED
            | SqlState::LOCK_NOT_AVAILABLE => Error::Busy(source),
            SqlState::NUMERIC_VALUE_OUT_OF_RANGE => Error::Overflow(source),
            SqlState::IN_FAILED_SQL_TRANSACTION => Error::Aborted(source),
            _ => Error::Driver(source),
        }
    }
}

/// The sort of constraint that an error is about.
fn violated(code: &SqlState) -> Option<ConstraintKind> {
    match *code {
        SqlState::UNIQUE_VIOLATION => Some(ConstraintKind::Unique),
        SqlState::NOT_NULL_VIOLATION => Some(ConstraintKind::NotNull),
        SqlState::CHECK_VIOLATION => Some(ConstraintKind::Check),
        SqlState::FOREIGN_KEY_VIOLATION | SqlState::RESTRICT_VIOLATION => {
            Some(ConstraintKind::ForeignKey)
        }
        _ => None,
    }
}

/// The constraint, from the fields of the server's answer.
fn named(kind: ConstraintKind, said: &DbError) -> String {
    let name = match kind {
        ConstraintKind::NotNull => said.column(),
        _ => said.constraint(),
    };
    let name = name.unwrap_or_default();
    match (kind, said.table()) {
        (ConstraintKind::NotNull, Some(table)) => format!("{table}.{name}"),
        _ => name.to_owned(),
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
