//! What is to be made of warnings, as it is said on the command line.

use clap::Args;

use crate::diagnostic::{self, Code, allowable, known};
use crate::problem::Problem;

/// What stands for all of them.
const WARNINGS: &str = "warnings";

/// The arguments, of a command that has them behind its name.
#[derive(Debug, Args)]
pub struct Levels {
    /// Take warnings with this code for errors, or all of them: `warnings`; may be given several times
    #[arg(long, value_name = "CODE", value_parser = denied)]
    pub deny: Vec<Denied>,
    /// Leave warnings with this code out; may be given several times
    #[arg(long, value_name = "CODE", value_parser = allowable)]
    pub allow: Vec<Code>,
}

/// What is taken for an error.
#[derive(Debug, Clone, Copy)]
pub enum Denied {
    /// All of them.
    Warnings,
    /// Those with a code.
    Code(Code),
}

/// What stands behind `--deny`.
pub fn denied(text: &str) -> Result<Denied, String> {
    match text {
        WARNINGS => Ok(Denied::Warnings),
        code => known(code).map(Denied::Code),
    }
}

impl Levels {
    /// All of it together, if it makes sense.
    pub fn read(&self) -> Result<diagnostic::Levels, Problem> {
        let mut levels = diagnostic::Levels {
            allowed: self.allow.clone(),
            ..diagnostic::Levels::default()
        };
        for denied in &self.deny {
            match denied {
                Denied::Warnings => levels.deny_warnings = true,
                Denied::Code(code) => levels.denied.push(*code),
            }
        }
        match levels.contradiction() {
            Some(code) => Err(Problem::new(format!("{code} is both denied and allowed"))
                .help("leave one of them out")),
            None => Ok(levels),
        }
    }
}
