//! The databases that there is Rust code for, and what its functions look like there.

use super::code::{Code, code};
use super::names::Scope;
use crate::dialect::{Database, Dialect};

/// The database that the generated code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Target {
    /// SQLite, by way of the crate rusqlite.
    #[default]
    Sqlite,
    /// PostgreSQL, by way of the crate tokio-postgres: functions that take a connection are `async`.
    Postgres,
}

/// What an engine has of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Connections {
    /// One, which does one thing after the other.
    #[default]
    One,
    /// A pool, which tasks take them from.
    Pool,
}

impl Connections {
    /// What stands for the engine where a connection is wanted.
    pub(super) fn of_engine(self) -> &'static str {
        match self {
            Self::One => "self",
            Self::Pool => "&self.get().await?",
        }
    }
}

impl Target {
    /// That of a database; nothing where there is no Rust code for it.
    pub(crate) fn of(database: Database) -> Option<Self> {
        match database {
            Database::Sqlite => Some(Self::Sqlite),
            Database::Postgres => Some(Self::Postgres),
            Database::Mysql => None,
        }
    }

    /// The database that schemas are checked for.
    pub(crate) fn database(self) -> Database {
        match self {
            Self::Sqlite => Database::Sqlite,
            Self::Postgres => Database::Postgres,
        }
    }

    pub(super) fn dialect(self) -> &'static dyn Dialect {
        self.database().dialect()
    }

    /// Whether the database numbers a row where NULL is given for the number. Elsewhere it has to be left out.
    pub(super) fn numbers_null(self) -> bool {
        self == Self::Sqlite
    }

    /// Whether the database stores most values as they are given, and reading a new row back costs more than the row.
    pub(super) fn stores_as_given(self) -> bool {
        self == Self::Sqlite
    }

    /// Whether the database takes very many rows by COPY.
    pub(super) fn copies(self) -> bool {
        self == Self::Postgres
    }

    /// Whether generated code compares a database with its schema.
    pub(super) fn checks_tables(self) -> bool {
        self == Self::Sqlite
    }

    /// What a function is declared with that takes a connection.
    pub(super) fn function(self) -> &'static str {
        match self {
            Self::Sqlite => "fn",
            Self::Postgres => "async fn",
        }
    }

    /// What stands behind a call that takes a connection.
    pub(super) fn awaited(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => ".await",
        }
    }

    /// The same as a link of a chain.
    pub(super) fn link(self) -> Option<Code> {
        let link = Some(self.awaited()).filter(|link| !link.is_empty());
        link.map(Code::from)
    }

    /// `&Connection`
    pub(super) fn connection(self, scope: &Scope) -> Code {
        match self {
            Self::Sqlite => code!["&", scope.support("Connection")],
            Self::Postgres => code!["&dyn ", scope.support("Db")],
        }
    }

    /// What begins a savepoint, which the statements after it are run in: its lines.
    pub(super) fn savepoint(self, scope: &Scope) -> Vec<Code> {
        let begin = code![
            "let savepoint = support::savepoint(db)",
            self.awaited(),
            "?;"
        ];
        let within = code!["let db: ", self.connection(scope), " = &savepoint;"];
        match self {
            // A connection is in its savepoint, whoever holds that.
            Self::Sqlite => vec![begin],
            Self::Postgres => vec![begin, within],
        }
    }
}
