//! The statements that a connection runs.

use std::mem;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

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
}

/// Whether a statement only begins or ends a transaction or a savepoint.
pub fn is_boundary(sql: &str) -> bool {
    let word = sql.split_whitespace().next().unwrap_or_default();
    let boundaries = ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"];
    boundaries.contains(&word.trim_end_matches(';'))
}
