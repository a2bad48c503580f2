//! A database for each test: a schema of its own in the one that `RELGEN_POSTGRES_URL` names, which is
//! there and gone a hundred times faster than a database of the server's.

use std::io::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, process, thread};

use tokio::net::TcpStream;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{Config, NoTls};

/// A schema, which is gone with this.
pub struct Database {
    name: String,
}

impl Database {
    /// A name that no other test has.
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Self {
            name: format!("relgen_{}_{number}", process::id()),
        }
    }

    /// How to connect to it. The time zone is one that nobody takes for UTC.
    pub fn config(&self) -> Config {
        let mut config = server();
        config.options(format!(
            "-c search_path={} -c timezone=Asia/Kolkata",
            self.name
        ));
        config
    }

    /// What makes it, and what is left of one of that name.
    pub fn create(&self) -> String {
        format!("{}; CREATE SCHEMA {}", self.drop(), self.name)
    }

    fn drop(&self) -> String {
        format!("DROP SCHEMA IF EXISTS {} CASCADE", self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let sql = Self::drop(self);
        // By a thread of its own: this one may be within a runtime that ends.
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.expect("a runtime").block_on(async {
                let (client, connection) = server().connect(NoTls).await.expect("the server");
                tokio::spawn(connection);
                let quietly = "SET client_min_messages = warning";
                client.batch_execute(quietly).await.expect("a setting");
                client.batch_execute(&sql).await.expect("to drop it");
            });
        });
        let _ = dropping.join();
    }
}

fn server() -> Config {
    let url = env::var("RELGEN_POSTGRES_URL");
    let url = url.unwrap_or_else(|_| "postgresql://root@127.0.0.1:5432/test".to_owned());
    let mut config: Config = url.parse().expect("RELGEN_POSTGRES_URL");
    config.ssl_mode(SslMode::Disable);
    config
}

/// The server. Where there is none, nothing is tested: that is said, and everything ends.
pub async fn socket(config: &Config) -> TcpStream {
    let [Host::Tcp(host), ..] = config.get_hosts() else {
        panic!("RELGEN_POSTGRES_URL: a host is needed, not a socket");
    };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    match TcpStream::connect((host.as_str(), port)).await {
        Ok(socket) => socket,
        Err(error) => {
            let said = format!("{host}:{port}: {error}");
            let required = env::var_os("RELGEN_REQUIRE_SERVERS").is_some_and(|one| one == "1");
            assert!(!required, "PostgreSQL is required: {said}");
            // Not a print, which is shown only where a test fails.
            let _ = writeln!(
                std::io::stderr(),
                "skipped: there is no PostgreSQL here ({said})"
            );
            process::exit(0)
        }
    }
}
