//! A database for each test, on the server that `RELGEN_POSTGRES_URL` names.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::*;

pub const SCHEMA: &str = include_str!("schema.sql");

/// Where the server is.
pub fn url() -> String {
    let url = std::env::var("RELGEN_POSTGRES_URL");
    url.unwrap_or_else(|_| "postgres://root@127.0.0.1:5432/test".to_owned())
}

/// A connection of its own, where the tables of all models are temporary; `None`, and a
/// word on it, where there is no server.
pub async fn engine() -> Option<Engine> {
    let engine = match Engine::connect(&url()).await {
        Ok(engine) => engine,
        Err(error) => {
            let required = std::env::var("RELGEN_REQUIRE_SERVERS");
            assert!(!required.is_ok_and(|value| value == "1"), "{error}");
            eprintln!("skipped: there is no PostgreSQL: {error}");
            return None;
        }
    };
    run_script(&engine, "SET search_path = pg_temp").await.unwrap();
    run_script(&engine, SCHEMA).await.unwrap();
    Some(engine)
}

/// A database that counts the statements that are sent by it.
pub struct Counted<'a> {
    db: &'a dyn Db,
    sent: AtomicUsize,
}

impl<'a> Counted<'a> {
    pub fn of(db: &'a dyn Db) -> Self {
        let sent = AtomicUsize::new(0);
        Self { db, sent }
    }

    /// How many there were.
    pub fn ran(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }
}

impl Db for Counted<'_> {
    /// Each statement asks for the connection once.
    fn client(&self) -> &Client {
        self.sent.fetch_add(1, Ordering::Relaxed);
        self.db.client()
    }

    fn depth(&self) -> u32 {
        self.db.depth()
    }
}
