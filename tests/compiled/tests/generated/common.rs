//! What the tests share: a connection that counts its statements.

use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

/// The statements that ran, as they were prepared.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    /// Takes the statements that ran since the last call.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// A new database in memory, set up by `prepare`, whose statements are logged.
pub fn logged<E>(prepare: impl Fn(&Connection) -> Result<(), E>) -> (Connection, Log)
where
    E: std::fmt::Debug,
{
    let mut db = Connection::open_in_memory().unwrap();
    let log = Log::default();
    let writer = log.clone();
    let write = move |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(statement, _) = event {
            writer.0.lock().unwrap().push(statement.sql().into_owned());
        }
    };
    db.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(write))
        .unwrap();
    prepare(&db).unwrap();
    log.take();
    (db, log)
}
