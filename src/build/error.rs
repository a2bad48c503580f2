//! Why a build failed.

use std::error;
use std::fmt;

use crate::diagnostic::render;
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
    /// All that is to be said about schemas of which one or more are wrong.
    pub(super) fn of_schemas<'c>(all: impl Iterator<Item = &'c Compiled>) -> Option<Self> {
        let mut wrong = false;
        let mut text = String::from("the schema is wrong\n\n");
        for compiled in all {
            wrong |= compiled.checked.is_none();
            text.push_str(&render(&compiled.diagnostics, &compiled.sources, false));
        }
        let text = text.trim_end().to_owned();
        wrong.then_some(Self { text })
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
