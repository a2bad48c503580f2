//! The suite of all targets, as it is written, against a PostgreSQL server.
//!
//! `RELGEN_POSTGRES_URL` says where it is. Without a server the tests say that they were skipped, and
//! with `RELGEN_REQUIRE_SERVERS=1` they fail.

use relgen_postgres as schemas;
use relgen_postgres::record;

mod harness {
    pub use relgen_postgres::harness::*;

    /// Script and engine of a case, whose tables are made.
    macro_rules! case {
        ($module:ident) => {{
            let script = relgen_postgres::record::Script::of(stringify!($module));
            let client = script.log().connection().await;
            let engine = relgen_postgres::$module::Engine::on(client);
            engine.create_all().await?;
            (script, engine)
        }};
    }
    pub(crate) use case;
}

mod docs;
mod generated;
mod inspected;
mod operations;
mod oracle;
mod page;
mod pooled;
mod spaces;

pub(crate) use self::operations::library;
pub(crate) use self::page::operation;
