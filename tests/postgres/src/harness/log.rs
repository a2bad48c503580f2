//! The statements that a connection runs, as they go over the wire.

use std::collections::HashMap;
use std::io::Result;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_postgres::{Client, NoTls};

use super::database::{Database, socket};

/// The statements that ran, in the order in which they were sent.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    /// A connection to a new database, whose statements are logged.
    pub async fn connection(&self) -> Client {
        let database = Database::new();
        let (config, create) = (database.config(), database.create());
        let wire = Wire {
            socket: socket(&config).await,
            sent: Vec::new(),
            started: false,
            prepared: HashMap::new(),
            log: self.clone(),
            _database: database,
        };
        let connected = config.connect_raw(wire, NoTls).await;
        let (client, connection) = connected.expect("a connection");
        tokio::spawn(connection);
        client.batch_execute(&create).await.expect("a schema");
        self.take();
        client
    }

    /// Takes the statements that ran since the last call.
    pub fn take(&self) -> Vec<String> {
        mem::take(&mut *self.0.lock().expect("a log"))
    }

    /// Takes them, and asserts their number. The texts given are those of SQLite.
    #[track_caller]
    pub fn says<const N: usize>(&self, _: [&str; N]) {
        let statements = self.take();
        assert_eq!(statements.len(), N, "{statements:#?}");
    }
}

/// A connection to the server that reads what is sent.
struct Wire {
    socket: TcpStream,
    /// What is not a whole message yet.
    sent: Vec<u8>,
    /// Whether the first message is over, which has no letter.
    started: bool,
    /// The statements that are prepared, by name.
    prepared: HashMap<Vec<u8>, String>,
    log: Log,
    /// Dropped after the socket.
    _database: Database,
}

impl Wire {
    fn read(&mut self, sent: &[u8]) {
        self.sent.extend_from_slice(sent);
        loop {
            let letter = usize::from(self.started);
            let Some(length) = self.sent.get(letter..letter + 4) else {
                return;
            };
            let length = u32::from_be_bytes(length.try_into().expect("four bytes"));
            let end = letter + length as usize;
            if self.sent.len() < end {
                return;
            }
            let message: Vec<u8> = self.sent.drain(..end).collect();
            if mem::replace(&mut self.started, true) {
                self.message(message[0], &message[5..]);
            }
        }
    }

    /// A simple query, a statement that is prepared, or one that is bound: that runs.
    fn message(&mut self, letter: u8, body: &[u8]) {
        let mut texts = body.split(|byte| *byte == 0);
        let mut next = || texts.next().unwrap_or_default().to_vec();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        match letter {
            b'Q' => self.ran(text(next())),
            b'P' => {
                let name = next();
                self.prepared.insert(name, text(next()));
            }
            b'B' => {
                next();
                let sql = self.prepared.get(&next());
                // By those the driver asks what type a value has that it is to send.
                if let Some(sql) = sql.filter(|sql| !sql.contains("pg_catalog.pg_")) {
                    self.ran(sql.clone());
                }
            }
            _ => (),
        }
    }

    fn ran(&self, sql: String) {
        self.log.0.lock().expect("a log").push(sql);
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.socket).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write(context, buffer);
        if let Poll::Ready(Ok(length)) = &written {
            self.read(&buffer[..*length]);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}
