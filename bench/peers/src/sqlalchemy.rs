//! SQLAlchemy, in a process of its own that is told what to do. It has Python's SQLite, counts its own time, and of what it
//! gives, only the number of rows is compared.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::contestant::{Contestant, Look, Result};
use crate::facts::{Facts, Sum};
use crate::work::Work;

/// Says which Python has SQLAlchemy.
const PYTHON: &str = "RELGEN_BENCH_PYTHON";

struct SqlAlchemy {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// So many rows, of which no more is known.
struct Rows(u64);

impl Facts for Rows {
    fn sum(&self) -> Sum {
        let rows = self.0;
        Sum { rows, hash: 0 }
    }
}

pub fn open() -> Result<Box<dyn Contestant>> {
    let python = std::env::var(PYTHON)
        .map_err(|_| format!("{PYTHON} does not say which Python has SQLAlchemy"))?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/sqlalchemy/contestant.py");
    let mut command = Command::new(python);
    let command = command
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut process = command.spawn()?;
    let input = process.stdin.take().ok_or("no input")?;
    let output = process.stdout.take().ok_or("no output")?;
    let output = BufReader::new(output);
    Ok(Box::new(SqlAlchemy {
        process,
        input,
        output,
    }))
}

impl SqlAlchemy {
    /// Asks for something, and waits for the number that comes of it.
    fn ask(&mut self, question: &str) -> Result<u64> {
        writeln!(self.input, "[{question}]")?;
        let mut answer = String::new();
        self.output.read_line(&mut answer)?;
        Ok(answer.trim().parse()?)
    }
}

impl Contestant for SqlAlchemy {
    fn script(&mut self, sql: &str) -> Result {
        // Of what JSON would have escaped, the scripts hold line breaks.
        let sql = sql.replace('\n', " ");
        self.ask(&format!("\"script\", \"{sql}\"")).map(drop)
    }

    fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        let name = name(work).ok_or("unknown work")?;
        look(&Rows(self.ask(&format!("\"rows\", \"{name}\""))?));
        Ok(())
    }

    fn time(&mut self, work: Work, times: u32) -> Result<Duration> {
        let name = name(work).ok_or("unknown work")?;
        let question = format!("\"time\", \"{name}\", {times}");
        Ok(Duration::from_nanos(self.ask(&question)?))
    }

    /// The work on tables that are related.
    fn can(&self, work: Work) -> bool {
        name(work).is_some()
    }

    fn compares(&self, sum: Sum) -> Sum {
        let hash = 0;
        Sum { hash, ..sum }
    }
}

impl Drop for SqlAlchemy {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What the script calls the work.
fn name(work: Work) -> Option<&'static str> {
    match work {
        Work::ThreeLevels => Some("three_levels"),
        Work::ByKey => Some("by_key"),
        Work::Filtered => Some("filtered"),
        Work::Page => Some("pages"),
        Work::UsersWithPosts => Some("users_with_posts"),
        Work::PostsWithAuthor => Some("posts_with_author"),
        Work::PostsWithTags => Some("posts_with_tags"),
        Work::InsertPosts => Some("insert_posts"),
        Work::Lazy => Some("lazily"),
        Work::Update => Some("update_posts"),
        Work::Delete => Some("delete_comments"),
        Work::Nested => Some("nested"),
        Work::Users | Work::Joined | Work::InsertUsers(_) | Work::Stream => None,
    }
}
