//! A proxy between contestants and the server, which counts what is said: statements that run, and how often somebody has to
//! wait for an answer before it can go on.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, BufWriter, Read, Result as Io, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::contestant::Result;

/// For how long an answer is held back, so that whoever need not wait for it has sent more by then.
const PAUSE: Duration = Duration::from_millis(1);

/// What was said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Statements that ran; also those that only begin or end a transaction.
    pub statements: u64,
    /// How often something was sent when there was no answer to wait for.
    pub trips: u64,
}

/// What a connection is in the middle of.
#[derive(Default)]
struct Talk {
    counts: Counts,
    /// For each answer that is due, whether somebody waits for it.
    due: VecDeque<bool>,
    /// Whether what is being sent is something that is waited for. Nobody waits until a statement is forgotten.
    asks: bool,
}

impl Talk {
    /// A message of the client's.
    fn asked(&mut self, kind: u8) {
        match kind {
            b'P' | b'B' | b'Q' => {
                if !self.asks && !self.due.contains(&true) {
                    self.counts.trips += 1;
                }
                self.asks = true;
            }
            _ => {}
        }
        if matches!(kind, b'E' | b'Q') {
            self.counts.statements += 1;
        }
        if matches!(kind, b'S' | b'Q') {
            self.due.push_back(std::mem::take(&mut self.asks));
        }
    }

    /// A message of the server's.
    fn answered(&mut self, kind: u8) {
        if kind == b'Z' {
            self.due.pop_front();
        }
    }
}

/// The proxy, as long as the program runs.
pub struct Proxy {
    pub port: u16,
    counts: Arc<Mutex<Counts>>,
}

impl Proxy {
    /// What was said since it was last asked.
    pub fn take(&self) -> Counts {
        std::mem::take(&mut *lock(&self.counts))
    }
}

/// Begins to listen for contestants, each of which gets a connection to that server.
pub fn start(server: (String, u16)) -> Result<Proxy> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let port = listener.local_addr()?.port();
    let counts = Arc::new(Mutex::new(Counts::default()));
    let all = Arc::clone(&counts);
    thread::spawn(move || {
        for client in listener.incoming() {
            connect(client?, &server, &all)?;
        }
        Io::Ok(())
    });
    Ok(Proxy { port, counts })
}

/// Carries the messages of one connection both ways.
fn connect(client: TcpStream, server: &(String, u16), all: &Arc<Mutex<Counts>>) -> Io<()> {
    let server = TcpStream::connect((server.0.as_str(), server.1))?;
    for stream in [&client, &server] {
        stream.set_nodelay(true)?;
    }
    let back = (server.try_clone()?, client.try_clone()?);
    let (asks, all) = (Arc::new(Mutex::new(Talk::default())), Arc::clone(all));
    let answers = Arc::clone(&asks);
    thread::spawn(move || {
        let mut from = BufReader::new(&client);
        let mut to = BufWriter::new(&server);
        // The first message has no kind.
        carry_body(&mut from, &mut to)?;
        to.flush()?;
        carry(from, to, Duration::ZERO, |kind| {
            let mut talk = lock(&asks);
            talk.asked(kind);
            let said = std::mem::take(&mut talk.counts);
            let mut all = lock(&all);
            all.statements += said.statements;
            all.trips += said.trips;
        })
    });
    thread::spawn(move || {
        let (from, to) = (BufReader::new(&back.0), BufWriter::new(&back.1));
        carry(from, to, PAUSE, |kind| lock(&answers).answered(kind))
    });
    Ok(())
}

/// Carries messages until there are no more.
fn carry(
    mut from: BufReader<&TcpStream>,
    mut to: BufWriter<&TcpStream>,
    pause: Duration,
    mut seen: impl FnMut(u8),
) -> Io<()> {
    loop {
        if from.buffer().is_empty() {
            if from.fill_buf()?.is_empty() {
                return to.get_ref().shutdown(std::net::Shutdown::Write);
            }
            thread::sleep(pause);
        }
        let mut kind = [0];
        from.read_exact(&mut kind)?;
        seen(kind[0]);
        to.write_all(&kind)?;
        carry_body(&mut from, &mut to)?;
        if from.buffer().is_empty() {
            to.flush()?;
        }
    }
}

/// Carries a message from its length on, and sends nothing yet: an answer goes out when its end has been seen.
fn carry_body(from: &mut impl Read, to: &mut impl Write) -> Io<()> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    to.write_all(&length)?;
    let rest = u32::from_be_bytes(length).saturating_sub(4);
    let mut body = Vec::new();
    from.take(rest.into()).read_to_end(&mut body)?;
    to.write_all(&body)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
