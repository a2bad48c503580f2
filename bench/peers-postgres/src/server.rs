//! The server: where it is, what a contestant has there, and how much of the processor's time it takes.

use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use tokio_postgres::{Client, Config, NoTls};

use crate::contestant::Result;

/// How time is measured.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The processor's time, of this program and of the server's process for the connection.
    Processor,
    /// From the beginning to the end.
    Elapsed,
}

static CLOCK: OnceLock<Clock> = OnceLock::new();
static PORT: OnceLock<u16> = OnceLock::new();

/// Says by which clock contestants are measured from now on.
pub fn measured_by(clock: Clock) {
    CLOCK.get_or_init(|| clock);
}

/// Says behind which port of this machine contestants find the server from now on.
pub fn reached_by(port: u16) {
    PORT.get_or_init(|| port);
}

fn config() -> Result<Config> {
    let url = std::env::var("RELGEN_POSTGRES_URL");
    Ok(url
        .as_deref()
        .unwrap_or("postgres://root@127.0.0.1:5432/root")
        .parse()?)
}

/// Where the server listens.
pub fn address() -> Result<(String, u16)> {
    let config = config()?;
    let Some(tokio_postgres::config::Host::Tcp(host)) = config.get_hosts().first() else {
        return Err("the server has to be reached by TCP".into());
    };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    Ok((host.clone(), port))
}

/// The address for a contestant of that name: a schema of its own, and a COMMIT that does not wait for the disk.
pub fn url(name: &str) -> Result<String> {
    let config = config()?;
    let (host, port) = address()?;
    let (host, port) = match PORT.get() {
        Some(port) => ("127.0.0.1".to_owned(), *port),
        None => (host, port),
    };
    let (user, database) = (config.get_user(), config.get_dbname());
    let (user, database) = (user.unwrap_or("root"), database.unwrap_or("root"));
    let password = config.get_password().map(String::from_utf8_lossy);
    let password = password
        .map(|password| format!(":{password}"))
        .unwrap_or_default();
    Ok(format!(
        "postgres://{user}{password}@{host}:{port}/{database}?sslmode=disable&application_name={named}\
         &options=-csearch_path%3D{schema}%20-csynchronous_commit%3Doff",
        named = named(name),
        schema = named(name),
    ))
}

/// What a contestant's schema and its connection are called.
fn named(name: &str) -> String {
    format!("relgen_bench_{name}")
}

async fn client() -> Result<Client> {
    let (client, connection) = config()?.connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Makes the contestant's schema anew.
pub async fn empty_schema(name: &str) -> Result {
    let schema = named(name);
    let sql = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
    Ok(client().await?.batch_execute(&sql).await?)
}

/// The process that serves a contestant's connection, the newest of that name.
pub async fn backend(name: &str) -> Result<Backend> {
    const SQL: &str = "SELECT pid FROM pg_stat_activity \
                       WHERE datname = current_database() AND application_name = $1 \
                       ORDER BY backend_start DESC LIMIT 1";
    let row = client().await?.query_one(SQL, &[&named(name)]).await?;
    let process = row.try_get(0)?;
    for process in [process, i32::try_from(std::process::id())?] {
        keep_to_one_processor(process)?;
    }
    let (client, start) = (ProcessTime::try_now()?, Instant::now());
    Ok(Backend {
        process,
        client,
        start,
    })
}

/// Has a process run on the first processor alone. Where one end of a connection has to wake the other on another processor, a
/// round trip takes up to seven times as much, and that is a matter of luck.
fn keep_to_one_processor(process: i32) -> Result {
    let mut taskset = Command::new("taskset");
    let taskset = taskset.args(["--all-tasks", "--cpu-list", "--pid", "0"]);
    let done = taskset.arg(process.to_string()).stdout(Stdio::null());
    match done.status()?.success() {
        true => Ok(()),
        false => Err("taskset cannot keep the server's process to one processor".into()),
    }
}

/// The server's process for a connection, and when it was first seen.
pub struct Backend {
    process: i32,
    client: ProcessTime,
    start: Instant,
}

impl Backend {
    /// What the clock says.
    pub fn now(&self) -> Result<Duration> {
        match CLOCK.get() {
            Some(Clock::Elapsed) | None => Ok(self.start.elapsed()),
            Some(Clock::Processor) => Ok(self.client.try_elapsed()? + self.server()?),
        }
    }

    /// How long the server's process was on a processor, as Linux counts it.
    fn server(&self) -> Result<Duration> {
        let path = format!("/proc/{}/schedstat", self.process);
        let text = std::fs::read_to_string(path)?;
        let time = text.split(' ').next().ok_or("no time")?;
        Ok(Duration::from_nanos(time.parse()?))
    }
}
