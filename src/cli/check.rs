//! `relgen check schema.rel`

use std::path::PathBuf;

use clap::Args;

use super::Stop;
use super::load::Loaded;
use super::screen::Screen;

/// Say what is wrong with a schema, and write nothing
#[derive(Debug, Args)]
pub struct Check {
    /// The schema file; `-` is standard input
    schema: PathBuf,
}

impl Check {
    /// Compiles, and leaves it at that.
    pub fn run(self, screen: &Screen) -> Result<(), Stop> {
        let loaded = Loaded::new(&self.schema, screen)?;
        loaded.checked(screen)?;
        let warnings = loaded.compiled.diagnostics.len();
        let name = loaded.input.name();
        let found = match warnings {
            0 => "is correct".to_owned(),
            _ => format!(
                "is correct, with {}",
                super::summary::count(warnings, "warning")
            ),
        };
        screen.say(&format!("{name} {found}: {}", loaded.models()));
        loaded.say_stages(screen);
        Ok(())
    }
}
