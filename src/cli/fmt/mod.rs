//! `relgen fmt schema.rel`

mod diff;

use std::path::PathBuf;

use clap::Args;

use self::diff::diff;
use super::Stop;
use super::compile::KEEP;
use super::screen::Screen;
use super::summary::count;
use crate::input::Input;
use crate::output::Plan;
use crate::problem::Problem;
use crate::source::{FileId, Sources};
use crate::syntax::{self, Formatted};

/// Rewrite schema files in their canonical form
#[derive(Debug, Args)]
pub struct Fmt {
    /// The schema files; `-` is standard input, which is printed to standard output
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write nothing; name the files that would change, with exit code 1 if there is one
    #[arg(long)]
    check: bool,
    /// Write nothing; print what would change
    #[arg(long)]
    diff: bool,
}

/// A schema file without errors.
struct Draft {
    input: Input,
    before: String,
    after: String,
}

impl Draft {
    fn changes(&self) -> bool {
        self.before != self.after
    }
}

impl Fmt {
    /// Formats all files before it writes the first one. Files with errors are left alone; the others are not.
    pub fn run(self, screen: &Screen) -> Result<(), Stop> {
        let mut drafts = Vec::new();
        let mut wrong = false;
        for file in &self.files {
            match draft(Input::new(file), screen)? {
                Some(draft) => drafts.push(draft),
                None => wrong = true,
            }
        }
        if self.diff {
            let diffs = drafts.iter().filter(|draft| draft.changes());
            let diffs = diffs.map(|draft| diff(&draft.input.name(), &draft.before, &draft.after));
            screen.print(&diffs.collect::<String>())?;
        }
        if self.check {
            wrong |= say_changes(&drafts, screen);
        } else if !self.diff {
            write(&drafts, screen)?;
        }
        if wrong { Err(Stop::Wrong) } else { Ok(()) }
    }
}

/// The file and its canonical text; nothing where it has errors, which are shown.
fn draft(input: Input, screen: &Screen) -> Result<Option<Draft>, Problem> {
    let bytes = input.read()?;
    let mut diagnostics = Vec::new();
    let mut sources = Sources::default();
    let file = FileId::default();
    let source = syntax::decode(file, input.name(), bytes, &mut diagnostics);
    let before = source.text.clone();
    sources.add(source);
    let formatted = match diagnostics.is_empty() {
        true => syntax::format(file, &before, &mut diagnostics),
        false => Formatted::Wrong,
    };
    screen.diagnostics(&diagnostics, &sources)?;
    match formatted {
        Formatted::Text(after) => Ok(Some(Draft {
            input,
            before,
            after,
        })),
        Formatted::Wrong => {
            let errors = count(diagnostics.len(), "error");
            screen.say(&format!("{}: {errors}", input.name()));
            Ok(None)
        }
        Formatted::Unstable => {
            let message = format!("`{}` cannot be formatted", input.name());
            Err(Problem::new(message)
                .help("this is a mistake of relgen's own: please report it, with the schema"))
        }
    }
}

/// Names the files that would change; whether there are any.
fn say_changes(drafts: &[Draft], screen: &Screen) -> bool {
    let mut any = false;
    for draft in drafts.iter().filter(|draft| draft.changes()) {
        screen.say(&format!("{} would be formatted", draft.input.name()));
        any = true;
    }
    any
}

/// Writes the files that change; standard input goes to standard output in any case.
fn write(drafts: &[Draft], screen: &Screen) -> Result<(), Problem> {
    let mut plan = Plan::new(Some(KEEP));
    let mut names = Vec::new();
    let mut printed = String::new();
    for draft in drafts {
        match draft.input.path() {
            None => printed.push_str(&draft.after),
            Some(path) if draft.changes() => {
                plan.schema(path, draft.after.clone());
                names.push(draft.input.name());
            }
            Some(_) => {}
        }
    }
    plan.carry_out()?;
    for name in names {
        screen.say(&format!("formatted {name}"));
    }
    screen.print(&printed)
}
