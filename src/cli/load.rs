//! Reading and compiling a schema, as every command begins.

use std::path::Path;
use std::time::Instant;

use super::Stop;
use super::levels::Levels;
use super::screen::Screen;
use super::summary::{Took, count};
use crate::input::Input;
use crate::pipeline::{self, Checked, Compiled, Stages, timed};

/// A schema that was compiled, right or wrong.
pub struct Loaded {
    pub input: Input,
    pub compiled: Compiled,
    pub stages: Stages,
    start: Instant,
}

impl Loaded {
    /// Reads and compiles, and shows what is to be said about it.
    pub fn new(schema: &Path, levels: &Levels, screen: &Screen) -> Result<Self, Stop> {
        Self::with(schema, levels, screen, |compiled| compiled)
    }

    /// The same, where Rust code is asked for.
    pub fn for_rust(schema: &Path, levels: &Levels, screen: &Screen) -> Result<Self, Stop> {
        Self::with(schema, levels, screen, Compiled::for_rust)
    }

    fn with(
        schema: &Path,
        levels: &Levels,
        screen: &Screen,
        asked: impl FnOnce(Compiled) -> Compiled,
    ) -> Result<Self, Stop> {
        let levels = levels.read()?;
        let start = Instant::now();
        let input = Input::new(schema);
        let mut stages = Stages::new();
        let bytes = timed("read", &mut stages, || input.read())?;
        let mut compiled = asked(pipeline::compile(&input.name(), bytes).under(&levels));
        stages.append(&mut compiled.stages);
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

    /// `2 models in 1.2 ms`
    pub fn models(&self) -> String {
        let checked = self.compiled.checked.as_ref();
        let models = checked.map_or(0, |checked| checked.schema.models.len());
        format!(
            "{} in {}",
            count(models, "model"),
            Took(self.start.elapsed())
        )
    }

    /// How long each stage took, if that is to be said.
    pub fn say_stages(&self, screen: &Screen) {
        if screen.verbose {
            let stages = self.stages.iter();
            let times: Vec<String> = stages
                .map(|(stage, time)| format!("{stage} {}", Took(*time)))
                .collect();
            screen.say(&format!("stages: {}", times.join(", ")));
        }
    }
}
