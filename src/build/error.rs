//! Why a build failed.

use std::error;
use std::fmt;

use crate::diagnostic::render;
use crate::input::Input;
use crate::pipeline::Compiled;
use crate::problem::Problem;

/// Why nothing was generated. Shown, it is everything that is wrong with the schemas, each with its place and what to
/// write instead; or the file that could not be read or written, and why.
///
/// `Debug` is the same text, so that `fn main() -> Result<(), relgen::Error>` reads well.
#[derive(Clone)]
pub struct Error {
    text: String,
}

impl Error {
    /// All that is to be said about a schema that is wrong.
    pub(super) fn wrong(input: &Input, compiled: &Compiled) -> Self {
        let shown = render(&compiled.diagnostics, &compiled.sources, false);
        let text = format!("{} is wrong\n\n{}", input.name(), shown.trim_end());
        Self { text }
    }

    /// Several failures as one.
    pub(super) fn all(failures: &[Error]) -> Self {
        let texts: Vec<&str> = failures.iter().map(|one| one.text.as_str()).collect();
        Self {
            text: texts.join("\n\n"),
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self {
            text: problem.to_string(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl error::Error for Error {}
