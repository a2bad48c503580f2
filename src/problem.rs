//! What goes wrong around a schema: files and usage. What is wrong with a schema itself is a diagnostic.

use std::fmt;
use std::io;
use std::path::Path;

use crate::printable::printable;
#[cfg(feature = "verify")]
use crate::verify::Failure;

/// One sentence that names the file and the reason, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    message: String,
    help: Option<String>,
}

impl Problem {
    /// A problem without a remedy.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    /// Adds the remedy.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The sentence.
    #[cfg(feature = "cli")]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The remedy.
    #[cfg(feature = "cli")]
    pub fn remedy(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// A template that did not work: a mistake of relgen's own.
    pub fn emit(error: askama::Error) -> Self {
        Self::new(format!("relgen cannot write the code: {error}")).own()
    }

    /// Generated SQL that SQLite does not take: a mistake of relgen's own.
    #[cfg(feature = "verify")]
    pub fn verify(failure: Failure) -> Self {
        match failure {
            Failure::Emit(error) => Self::emit(error),
            Failure::Refused {
                function,
                sql,
                reason,
            } => {
                let lines: Vec<&str> = sql.lines().map(str::trim).collect();
                let sql = lines.join(" ");
                let message = format!("SQLite refuses the SQL of `{function}`: {reason}: `{sql}`");
                Self::new(message).own()
            }
        }
    }

    /// Nobody but relgen is to blame for it.
    fn own(self) -> Self {
        self.help("this is a mistake of relgen's own: please report it, with the schema")
    }

    /// What the system would not do with a file: `cannot read`, `cannot write`.
    pub fn io(action: &str, path: &Path, error: &io::Error) -> Self {
        let problem = Self::new(format!("{action} {}: {}", quoted(path), reason(error)));
        match error.kind() {
            io::ErrorKind::PermissionDenied => {
                problem.help("look at the permissions of the file and of its folder")
            }
            io::ErrorKind::ReadOnlyFilesystem => problem.help("choose a folder on another disk"),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                problem.help("make room on the disk")
            }
            _ => problem,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

/// A path as it stands in a sentence.
pub fn quoted(path: &Path) -> String {
    format!("`{}`", shown(path))
}

/// A path, on one line.
pub fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// The system's own words, without its number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let reason = text.split(" (os error").next().unwrap_or_default();
    let mut letters = reason.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "the system gives no reason".to_owned(),
    }
}
