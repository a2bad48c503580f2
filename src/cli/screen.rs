//! What is shown: texts on standard output, everything else on standard error. A reader that has gone is no error.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use clap::{Args, ColorChoice, ValueEnum};

use super::summary::to_explain;
use crate::diagnostic::{Code, Diagnostic, json, json_problem, render, shorts};
use crate::printable::printable;
use crate::problem::Problem;
use crate::source::Sources;

/// How much is shown, and in which colours.
#[derive(Debug, Args)]
pub struct Look {
    /// Say nothing but errors and warnings
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say how long each stage took, and how much it made
    #[arg(short, long, visible_alias = "timings", global = true)]
    verbose: bool,
    /// Colours in what is said; `auto`: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
    /// How errors and warnings are written; `json`, an object a line, goes to standard output for `check`
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    message_format: Format,
}

/// How errors and warnings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    // Not doc comments: clap would lay the whole help out for long texts.
    // With the lines of the schema that they are about.
    Human,
    // One line each.
    Short,
    // One JSON object a line, and nothing else.
    Json,
}

/// Where a text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    Stdout,
    Stderr,
}

/// Standard output and standard error.
pub struct Screen {
    quiet: bool,
    pub verbose: bool,
    color: bool,
    format: Format,
    json_to: Stream,
    /// The codes of what was shown, for one line about them at the end.
    codes: RefCell<BTreeSet<Code>>,
}

impl Screen {
    /// As it was asked for; JSON goes to that stream.
    pub fn new(look: &Look, json_to: Stream) -> Self {
        Self {
            quiet: look.quiet,
            verbose: look.verbose,
            color: match look.color {
                ColorChoice::Always => true,
                ColorChoice::Never => false,
                ColorChoice::Auto => wants_color(),
            },
            format: look.message_format,
            json_to,
            codes: RefCell::default(),
        }
    }

    /// A text that was asked for.
    pub fn print(&self, text: &str) -> Result<(), Problem> {
        let mut stdout = io::stdout().lock();
        let written = stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Problem::io(
                "cannot write to",
                Path::new("standard output"),
                &error,
            )),
            _ => Ok(()),
        }
    }

    /// What is good to know.
    pub fn say(&self, line: &str) {
        if !self.quiet && self.format != Format::Json {
            self.tell(&format!("{line}\n"));
        }
    }

    /// What is wrong around the schema.
    pub fn error(&self, problem: &Problem) {
        match self.format {
            Format::Human => self.human_error(problem),
            Format::Short => self.tell(&format!("error: {}\n", printable(problem.message()))),
            // Where that cannot be written either, the exit code says it.
            Format::Json => drop(self.json(&json_problem(problem.message(), problem.remedy()))),
        }
    }

    fn human_error(&self, problem: &Problem) {
        let error = if self.color {
            "\u{1b}[1m\u{1b}[91merror\u{1b}[0m"
        } else {
            "error"
        };
        self.tell(&format!("{error}: {problem}\n"));
    }

    /// What is to be said about a schema.
    pub fn diagnostics(
        &self,
        diagnostics: &[Diagnostic],
        sources: &Sources,
    ) -> Result<(), Problem> {
        match self.format {
            Format::Human => self.tell(&render(diagnostics, sources, self.color)),
            Format::Short => self.tell(&shorts(diagnostics, sources)),
            Format::Json => self.json(&json(diagnostics, sources))?,
        }
        let codes = diagnostics.iter().map(|diagnostic| diagnostic.code);
        self.codes.borrow_mut().extend(codes);
        Ok(())
    }

    /// Where there is more to read about what was shown: for people, and once, when all else is said.
    pub fn say_codes(&self) {
        let line = to_explain(&self.codes.borrow());
        if let Some(line) = line.filter(|_| self.format == Format::Human) {
            self.say(&line);
        }
    }

    fn json(&self, lines: &str) -> Result<(), Problem> {
        match self.json_to {
            Stream::Stdout => self.print(lines)?,
            Stream::Stderr => self.tell(lines),
        }
        Ok(())
    }

    fn tell(&self, text: &str) {
        // Where nobody listens nothing can be told.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}

fn wants_color() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stderr().is_terminal() && !is_set("NO_COLOR") && !dumb
}
