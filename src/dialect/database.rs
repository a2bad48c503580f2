//! The databases there are.

use std::fmt;

use super::{Dialect, Mysql, Postgres, Sqlite};

/// A database that SQL is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Database {
    /// SQLite 3.37 or later
    #[default]
    Sqlite,
    /// PostgreSQL 13 or later
    Postgres,
    /// MySQL 8, and MariaDB 10.6 or later
    Mysql,
}

impl Database {
    /// How its SQL is spelled.
    pub fn dialect(self) -> &'static dyn Dialect {
        match self {
            Database::Sqlite => &Sqlite,
            Database::Postgres => &Postgres,
            Database::Mysql => &Mysql,
        }
    }
}

/// The name as its makers spell it.
impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Database::Sqlite => "SQLite",
            Database::Postgres => "PostgreSQL",
            Database::Mysql => "MySQL",
        })
    }
}
