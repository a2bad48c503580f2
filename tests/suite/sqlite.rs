//! What the suite needs of SQLite: a database of its own for each test, the statements that run, and
//! SQL beside the generated code. `tests/postgres/` has the same of PostgreSQL.

use std::collections::BTreeMap;
use std::mem;
use std::ops::Deref;
use std::sync::{Arc, Mutex};

use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, Result};
use serde_json::{Value, json};

pub use std::prelude::v1::test;

/// The statements that ran, as they were prepared but for a semicolon, in the order in which they ended.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    /// A new database in memory, whose statements are logged from now on.
    pub fn connection(&self) -> Connection {
        let mut db = Connection::open_in_memory().expect("a database");
        let log = self.clone();
        let write = move |event: TraceEvent<'_>| {
            if let TraceEvent::Profile(statement, _) = event {
                let sql = statement.sql().trim().trim_end_matches(';').to_owned();
                log.0.lock().expect("a log").push(sql);
            }
        };
        // At its end: a statement begins once more for each action of a foreign key that it sets off.
        db.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(write))
            .expect("the feature `trace`");
        db
    }

    /// Takes the statements that ran since the last call.
    pub fn take(&self) -> Vec<String> {
        mem::take(&mut *self.0.lock().expect("a log"))
    }

    /// Takes them, and asserts their texts: those that SQLite is given.
    #[track_caller]
    pub fn says<const N: usize>(&self, statements: [&str; N]) {
        assert_eq!(self.take(), statements);
    }
}

/// An engine on a new database with the tables of the schema that is in scope, and its log.
#[macro_export]
macro_rules! logged {
    () => {{
        let log = $crate::harness::Log::default();
        let engine = Engine::new(log.connection()).expect("a database");
        engine.create_all().expect("tables");
        log.take();
        (engine, log)
    }};
}
pub use crate::logged;

/// The behaviours that SQLAlchemy was seen to have here: those with foreign keys enforced, as
/// generated code has them, and those of cases where that makes no difference.
pub const RECORDED: [&str; 2] = ["sqlite_fk_on", "sqlite"];

/// What the database says, of what SQLAlchemy makes of it.
pub fn said(message: &str) -> Option<&str> {
    message.strip_prefix("(sqlite3.IntegrityError) ")
}

/// What differs by nature: the first is SQLite's, the second PostgreSQL's.
pub fn either<T>(sqlite: T, _postgres: T) -> T {
    sqlite
}

/// A row: the names of its columns and what they hold.
pub type Row = BTreeMap<String, Value>;

/// SQL beside the generated code.
pub trait Raw {
    /// Runs statements.
    fn raw(&self, sql: &str) -> Result<()>;

    /// The one number that a query gives.
    fn number(&self, sql: &str) -> Result<i64>;

    /// Enforces foreign keys, with the actions that they have, or does not.
    fn enforce_keys(&self, on: bool) -> Result<()>;

    /// Whether they are enforced.
    fn enforces_keys(&self) -> Result<bool>;

    /// How many tables there are.
    fn tables(&self) -> Result<i64>;

    /// A number that is another one after rows of the table were written.
    fn written(&self, table: &str) -> Result<i64>;

    /// Whether no transaction is open.
    fn is_idle(&self) -> bool;

    /// Asserts that every foreign key leads to a row.
    fn assert_whole(&self);

    /// Turns off what keeps values out of a column.
    fn ignore_checks(&self) -> Result<()>;

    /// The rows of a table, bytes as `{"bytes": "00ff"}`.
    fn rows(&self, table: &str) -> Result<Vec<Row>>;
}

/// For an engine, a session, and a reference to a connection.
impl<T: Deref<Target = Connection>> Raw for T {
    fn raw(&self, sql: &str) -> Result<()> {
        self.execute_batch(sql)
    }

    fn number(&self, sql: &str) -> Result<i64> {
        self.query_row(sql, [], |row| row.get(0))
    }

    fn enforce_keys(&self, on: bool) -> Result<()> {
        self.pragma_update(None, "foreign_keys", on)
    }

    fn enforces_keys(&self) -> Result<bool> {
        self.pragma_query_value(None, "foreign_keys", |row| row.get(0))
    }

    fn tables(&self) -> Result<i64> {
        self.number("SELECT count(*) FROM sqlite_master")
    }

    fn written(&self, _table: &str) -> Result<i64> {
        self.number("SELECT total_changes()")
    }

    fn is_idle(&self) -> bool {
        self.is_autocommit()
    }

    fn assert_whole(&self) {
        let broken = self.prepare("PRAGMA foreign_key_check");
        let is_broken = broken.and_then(|mut broken| broken.exists([]));
        assert!(!is_broken.expect("a check"));
    }

    fn ignore_checks(&self) -> Result<()> {
        self.pragma_update(None, "ignore_check_constraints", true)
    }

    fn rows(&self, table: &str) -> Result<Vec<Row>> {
        let sql = format!("SELECT * FROM \"{}\"", table.replace('"', "\"\""));
        let mut statement = self.prepare(&sql)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let rows = statement.query_map([], |row| {
            let cells = columns.iter().enumerate();
            cells
                .map(|(at, column)| Ok((column.clone(), cell(row.get(at)?))))
                .collect()
        });
        rows?.collect()
    }
}

fn cell(stored: Stored) -> Value {
    match stored {
        Stored::Null => Value::Null,
        Stored::Integer(number) => json!(number),
        Stored::Real(number) => json!(number),
        Stored::Text(text) => json!(text),
        Stored::Blob(bytes) => {
            let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
            json!({"bytes": digits.collect::<String>()})
        }
    }
}
