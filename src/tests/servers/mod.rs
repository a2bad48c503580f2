//! The SQL is what PostgreSQL and MariaDB take, and what they read back is what SQLAlchemy makes of the
//! same models. Driven by the servers' own clients, so that no driver is needed.
//!
//! `RELGEN_POSTGRES_URL` and `RELGEN_MYSQL_URL` say where they are. Where there is none the tests are
//! skipped, unless `RELGEN_REQUIRE_SERVERS=1`.

pub mod clients;
mod facts;
#[cfg(feature = "verify")]
mod prepared;
pub mod read_back;

pub use self::clients::postgres;
use self::clients::{Server, mariadb};
#[cfg(feature = "verify")]
pub use self::prepared::prepared;
use super::{cases, compiled_for};
use crate::dialect::Database;

/// Whether there is a server; without one, a word on what is skipped.
pub fn is_there(server: &Server) -> bool {
    let reason = match server.run("SELECT 1;") {
        Ok(_) => return true,
        Err(reason) => reason,
    };
    let required = std::env::var("RELGEN_REQUIRE_SERVERS").is_ok_and(|value| value == "1");
    assert!(!required, "{}: {reason}", server.name);
    println!("skipped: there is no {}: {reason}", server.name);
    false
}

/// The SQL of a case, if the database does not refuse it.
fn sql(database: Database, text: &str) -> Option<String> {
    let checked = compiled_for(database, text).checked?;
    Some(checked.sql_text())
}

/// Collations are the server's, and these are another's.
const OTHER_COLLATIONS: &[&str] = &["collations_mysql", "collations_postgres"];

fn creates_every_case(database: Database, server: &Server) {
    if !is_there(server) {
        return;
    }
    let mut made = 0;
    for stage in ["generate", "oracle", "sql"] {
        for (name, text) in cases(stage) {
            let own = name.ends_with(&server.name.to_lowercase());
            if let Some(sql) = sql(database, &text)
                && (own || !OTHER_COLLATIONS.contains(&name.as_str()))
            {
                made += 1;
                let done = server.within(&sql, "");
                assert!(done.is_ok(), "{name}: {}\n{sql}", done.unwrap_err());
            }
        }
    }
    assert!(made > 20, "only {made} cases");
}

#[test]
fn postgresql_takes_every_case() {
    creates_every_case(Database::Postgres, &postgres());
}

#[test]
fn mariadb_takes_every_case() {
    creates_every_case(Database::Mysql, &mariadb());
}

fn is_sqlalchemys(database: Database, server: &Server) {
    let Some(folder) = facts::folder() else {
        println!("skipped: SQLAlchemy's schemas are not there");
        return;
    };
    if !is_there(server) {
        return;
    }
    let mut compared = 0;
    for (name, text) in cases("oracle") {
        let facts = facts::of(&folder, &name, server.facts);
        if let (Some(sql), Some(facts)) = (sql(database, &text), facts) {
            compared += 1;
            let read = server.within(&sql, server.inspect).expect(&name);
            let lines = read.lines().map(facts::plain);
            let own: std::collections::BTreeSet<String> =
                lines.filter(|line| !facts::differs(&name, line)).collect();
            let theirs = facts
                .into_iter()
                .filter(|line| !facts::differs(&name, line));
            assert_eq!(own, theirs.collect(), "{name} on {}", server.name);
        }
    }
    assert!(compared > 5, "only {compared} cases");
}

#[test]
fn the_schema_that_postgresql_has_is_sqlalchemys() {
    is_sqlalchemys(Database::Postgres, &postgres());
}

#[test]
fn the_schema_that_mariadb_has_is_sqlalchemys() {
    is_sqlalchemys(Database::Mysql, &mariadb());
}
