//! What the suite needs of PostgreSQL: a database of its own for each test, the statements that run,
//! and SQL beside the generated code. `tests/suite/sqlite.rs` has the same of SQLite.

mod database;
mod log;
mod raw;

pub use self::log::Log;
pub use self::raw::{Raw, Row};
pub use crate::logged;
pub use tokio::test;

use std::env;

/// An engine on a new database with the tables of the schema that is in scope, and its log.
#[macro_export]
macro_rules! logged {
    () => {{
        let log = $crate::harness::Log::default();
        let engine = Engine::on(log.connection().await);
        engine.create_all().await.expect("tables");
        log.take();
        (engine, log)
    }};
}

/// How many statements connections keep prepared, where they do: the suite is the same.
pub fn prepares() -> Option<usize> {
    let most = env::var("RELGEN_PREPARES").ok()?;
    Some(most.parse().expect("RELGEN_PREPARES: a number"))
}

/// What differs by nature: the first is SQLite's, the second PostgreSQL's.
pub fn either<T>(_sqlite: T, postgres: T) -> T {
    postgres
}

/// The behaviour that SQLAlchemy was seen to have here.
pub const RECORDED: [&str; 1] = ["postgresql"];

/// What the database says, of what SQLAlchemy makes of it.
pub fn said(message: &str) -> Option<&str> {
    let (class, said) = message.split_once(") ")?;
    class.starts_with("(psycopg2.errors.").then_some(said)
}
