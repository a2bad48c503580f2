//! `relgen check schema.rel`

use std::path::PathBuf;

use clap::Args;

use super::Stop;
use super::fix::mend;
use super::levels::Levels;
use super::load::Loaded;
use super::screen::Screen;
use super::summary::{count, plural};
use crate::dialect::Database;

/// Say what is wrong with a schema, and write nothing
#[derive(Debug, Args)]
pub struct Check {
    /// The schema file; `-` is standard input
    schema: PathBuf,
    /// Mend the schema file and those it imports first, as far as nothing else can have been meant
    #[arg(long)]
    fix: bool,
    /// Let it import files from this folder, too; may be given several times
    #[arg(long = "import-root", value_name = "DIR")]
    import_roots: Vec<PathBuf>,
    /// The database that it is for
    #[arg(long, value_name = "DATABASE", default_value = "sqlite")]
    dialect: Database,
    #[command(flatten)]
    levels: Levels,
}

impl Check {
    /// Compiles, and leaves it at that.
    pub fn run(self, screen: &Screen) -> Result<(), Stop> {
        let (roots, dialect) = (&self.import_roots, self.dialect);
        let mended = match self.fix {
            true => Some(mend(dialect, &self.schema, roots, &self.levels.read()?)?),
            false => None,
        };
        let levels = &self.levels;
        let loaded = Loaded::for_database(dialect, &self.schema, roots, levels, screen)?;
        if let Some(mended) = mended {
            let fixes = plural(mended.applied, "fix", "fixes");
            screen.say(&format!(
                "applied {fixes} to {}",
                mended.files.join(" and ")
            ));
        }
        loaded.checked(screen)?;
        let warnings = loaded.compiled.diagnostics.len();
        let name = loaded.input.name();
        let found = match warnings {
            0 => "is correct".to_owned(),
            _ => format!("is correct, with {}", count(warnings, "warning")),
        };
        screen.say(&format!("{name} {found}: {}", loaded.models()));
        loaded.say_stages(screen);
        Ok(())
    }
}
