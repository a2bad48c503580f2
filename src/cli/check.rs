//! `relgen check schema.rel`

use std::path::PathBuf;

use clap::Args;

use super::Stop;
use super::fix::mend;
use super::levels::Levels;
use super::load::{Asked, Loaded};
use super::screen::Screen;
use super::summary::{count, plural};
use crate::dialect::Database;
use crate::pipeline::Compiled;
use crate::problem::Problem;

/// Say what is wrong with a schema, and write nothing
#[derive(Debug, Args)]
pub struct Check {
    /// The schema file; `-` is standard input
    schema: PathBuf,
    /// Mend the schema file and those it imports first, as far as nothing else can have been meant
    #[arg(long)]
    fix: bool,
    /// Give the generated SQL to SQLite: say what it refuses, and where it would read whole tables
    #[arg(long)]
    verify: bool,
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
        let asked = Asked {
            database: dialect,
            schema: &self.schema,
            import_roots: roots,
            levels: &self.levels,
        };
        let finish = if self.verify { verified } else { Ok };
        let loaded = Loaded::finished(&asked, screen, finish)?;
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

#[cfg(feature = "verify")]
fn verified(compiled: Compiled) -> Result<Compiled, Problem> {
    let other = compiled.checked.as_ref().map(|checked| checked.database);
    if other.is_some_and(|database| database != Database::Sqlite) {
        let problem = Problem::new("only what is for SQLite can be verified");
        return Err(problem.help("leave `--dialect` or `--verify` out"));
    }
    compiled.verified().map_err(Problem::verify)
}

#[cfg(not(feature = "verify"))]
fn verified(_: Compiled) -> Result<Compiled, Problem> {
    Err(
        Problem::new("this relgen was built without SQLite, and cannot verify")
            .help("build it with its feature `verify`, which is one of its default features"),
    )
}
