//! What a build did.

use std::path::PathBuf;

use crate::emit::rust::Connections;
use crate::output::Done;
use crate::pipeline::Compiled;

/// What was compiled and written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    written: Vec<PathBuf>,
    unchanged: Vec<PathBuf>,
    removed: Vec<PathBuf>,
    models: usize,
    dependencies: Vec<String>,
}

impl Report {
    /// The files whose text is new.
    pub fn written(&self) -> &[PathBuf] {
        &self.written
    }

    /// The files that had their text already, and were left alone.
    pub fn unchanged(&self) -> &[PathBuf] {
        &self.unchanged
    }

    /// The files of models that are no longer there, removed from an output folder.
    pub fn removed(&self) -> &[PathBuf] {
        &self.removed
    }

    /// How many models the schemas have.
    pub fn models(&self) -> usize {
        self.models
    }

    /// What the generated code needs: lines to put under `[dependencies]` in `Cargo.toml`.
    pub fn dependencies(&self) -> &[String] {
        &self.dependencies
    }

    /// Takes a compiled schema in.
    pub(super) fn compiled(&mut self, compiled: &Compiled, connections: Connections) {
        let Some(checked) = &compiled.checked else {
            return;
        };
        self.models += checked.schema.models.len();
        for line in checked.dependencies(connections) {
            if !self.dependencies.contains(&line) {
                self.dependencies.push(line);
            }
        }
    }

    /// Takes in what was written.
    pub(super) fn done(&mut self, all: Vec<Done>) {
        for done in all {
            self.written.extend(done.written);
            self.unchanged.extend(done.unchanged);
            self.removed.extend(done.removed);
        }
    }
}
