//! `relgen check --fix`: what is certain is mended in the schema file itself.

use std::path::Path;

use crate::diagnostic::{Levels, apply, certain};
use crate::dialect::Database;
use crate::input::Input;
use crate::output::rewrite;
use crate::pipeline::{self, Compiled};
use crate::problem::Problem;
use crate::source::FileId;

/// One change may make room for another, so often at most.
const ROUNDS: usize = 10;

/// A text, and how many changes made it.
#[derive(Debug, PartialEq, Eq)]
struct Mended {
    text: String,
    applied: usize,
}

/// Mends the file, and says how many changes were made.
pub fn mend(database: Database, schema: &Path, levels: &Levels) -> Result<usize, Problem> {
    let input = Input::new(schema);
    let Some(path) = input.path() else {
        return Err(Problem::new("standard input cannot be mended").help("name a schema file"));
    };
    let compile =
        |bytes: Vec<u8>| pipeline::compile_for(database, &input.name(), bytes).under(levels);
    let compiled = compile(input.read()?);
    let read = text(&compiled).to_owned();
    let Some(mended) = rounds(compiled, |text| compile(text.into_bytes())) else {
        return Ok(0);
    };
    rewrite(path, &read, &mended.text)?;
    Ok(mended.applied)
}

/// The last text that has fewer mistakes than any before it. Rounds that led to no such text are not in it.
fn rounds(mut compiled: Compiled, compile: impl Fn(String) -> Compiled) -> Option<Mended> {
    let mut least = compiled.found();
    let mut applied = 0;
    let mut best = None;
    for _ in 0..ROUNDS {
        let fixes = certain(&compiled.diagnostics, FileId::default());
        if fixes.is_empty() {
            break;
        }
        let next = apply(text(&compiled), &fixes)?;
        applied += fixes.len();
        compiled = compile(next);
        if compiled.found() < least {
            least = compiled.found();
            best = Some(Mended {
                text: text(&compiled).to_owned(),
                applied,
            });
        }
    }
    best
}

fn text(compiled: &Compiled) -> &str {
    let source = compiled.sources.get(FileId::default());
    source.map_or("", |source| source.text.as_str())
}
