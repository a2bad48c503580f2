//! Whole runs, text to text: what stands in a `.rel` file and what becomes of it.

mod architecture;
mod bad_mappings;
#[cfg(feature = "verify")]
mod cascades;
mod cases;
mod database;
mod dialects;
#[cfg(feature = "cli")]
mod docs;
#[cfg(feature = "verify")]
mod explain;
mod fixes;
#[cfg(feature = "cli")]
mod fuzz;
mod grammar;
mod hostile;
mod imports;
mod limits;
mod oracle;
mod promises;
mod random;
mod servers;
mod supply;
mod targets;
mod typed;
#[cfg(feature = "verify")]
mod verify;
mod warnings;

use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::render;
use crate::dialect::Database;
use crate::emit::rust::Options;
use crate::load::{Root, tests::Memory};
use crate::pipeline::{Checked, Compiled, compile};

/// `tests/cases/STAGE`
fn folder(stage: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(stage)
}

/// The names and texts of a stage's cases, in the order of their names.
fn cases(stage: &str) -> Vec<(String, String)> {
    let mut cases: Vec<(String, String)> = fs::read_dir(folder(stage))
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rel"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy();
            let text = fs::read_to_string(&path).expect("text");
            (name.into_owned(), text)
        })
        .collect();
    cases.sort();
    cases
}

/// The schema files of a folder and of those in it.
fn rel_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rel_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rel") {
            found.push(path);
        }
    }
}

fn compiled(text: &str) -> Compiled {
    compiled_for(Database::default(), text)
}

fn compiled_for(database: Database, text: &str) -> Compiled {
    compile(database, Root::alone("case.rel", text), &Memory::new())
}

/// The diagnostics as they are shown.
fn shown(compiled: &Compiled) -> String {
    render(&compiled.diagnostics, &compiled.sources, false)
}

/// What a case without a mistake compiles to.
fn checked(name: &str, text: &str) -> Checked {
    let compiled = compiled(text);
    let shown = shown(&compiled);
    compiled
        .checked
        .unwrap_or_else(|| panic!("{name} has errors:\n{shown}"))
}

impl Checked {
    fn sql_text(&self) -> String {
        self.sql("generated").expect("SQL")
    }

    /// The Rust code without the support code, which is the same for every schema.
    fn rust_text(&self) -> String {
        let options = Options {
            header: "generated".to_owned(),
            ..Options::default()
        };
        let text = self.rust(&options).expect("Rust");
        let (code, _) = text
            .split_once("/// What the models are made with.")
            .expect("the support code");
        code.trim_end().to_owned()
    }
}
