//! Reading and compiling a schema, as every command begins.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Stop;
use super::levels::Levels;
use super::screen::Screen;
use super::summary::{Took, count, stage as line};
use crate::dialect::Database;
use crate::input::{Disk, Input};
use crate::output::Plan;
use crate::pipeline::{self, Checked, Compiled, Stages};
use crate::problem::Problem;

/// A schema that was compiled, right or wrong.
pub struct Loaded {
    pub input: Input,
    pub compiled: Compiled,
    pub stages: Stages,
    start: Instant,
}

/// What is asked for.
pub struct Asked<'a> {
    pub database: Database,
    pub schema: &'a Path,
    pub import_roots: &'a [PathBuf],
    pub levels: &'a Levels,
}

impl Loaded {
    /// Reads and compiles, and shows what is to be said about it.
    pub fn new(asked: &Asked<'_>, screen: &Screen) -> Result<Self, Stop> {
        Self::finished(asked, screen, Ok)
    }

    /// The same, with one more thing done to what was compiled.
    pub fn finished(
        asked: &Asked<'_>,
        screen: &Screen,
        finish: impl FnOnce(Compiled) -> Result<Compiled, Problem>,
    ) -> Result<Self, Stop> {
        let levels = asked.levels.read()?;
        let start = Instant::now();
        let input = Input::new(asked.schema);
        let mut stages = Stages::default();
        let bytes = stages.time("read", || input.read())?;
        stages.made(bytes.len(), "byte");
        let root = input.root(bytes, asked.import_roots)?;
        let mut compiled = finish(pipeline::compile(asked.database, root, &Disk))?.under(&levels);
        stages.append(std::mem::take(&mut compiled.stages));
        screen.diagnostics(&compiled.diagnostics, &compiled.sources)?;
        Ok(Self {
            input,
            compiled,
            stages,
            start,
        })
    }

    /// The schema, if nothing is wrong with it; how much is, otherwise.
    pub fn checked(&self, screen: &Screen) -> Result<&Checked, Stop> {
        self.compiled.checked.as_ref().ok_or_else(|| {
            let (errors, warnings) = self.compiled.found();
            let mut found = count(errors, "error");
            if warnings > 0 {
                found = format!("{found} and {}", count(warnings, "warning"));
            }
            screen.say(&format!("{}: {found}", self.input.name()));
            self.say_stages(screen);
            Stop::Wrong
        })
    }

    /// The schema files that there are, none of which is written to.
    pub fn protect(&self, plan: &mut Plan) {
        let imports = self.compiled.imports.iter().map(|one| one.path.as_path());
        let schemas = self.input.path().into_iter().chain(imports);
        schemas.for_each(|path| plan.protect(path));
    }

    /// `2 models in 1.2 ms`
    pub fn models(&self) -> String {
        let checked = self.compiled.checked.as_ref();
        let models = checked.map_or(0, |checked| checked.schema.structs().count());
        format!(
            "{} in {}",
            count(models, "model"),
            Took(self.start.elapsed())
        )
    }

    /// How long each stage took, if that is to be said.
    pub fn say_stages(&self, screen: &Screen) {
        if screen.verbose {
            self.stages.iter().for_each(|one| screen.say(&line(one)));
        }
    }
}
