//! `relgen sql schema.rel`

use std::path::{Path, PathBuf};

use clap::Args;

use super::Stop;
use super::compile::{KEEP, STDOUT};
use super::levels::Levels;
use super::load::{Asked, Loaded};
use super::screen::Screen;
use super::summary::files;
use crate::dialect::Database;
use crate::output::{Plan, header};
use crate::problem::Problem;

/// Print the statements that create the tables
#[derive(Debug, Args)]
pub struct Sql {
    /// The schema file; `-` is standard input
    schema: PathBuf,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", default_value = STDOUT, hide_default_value = true)]
    output: PathBuf,
    /// The database that it is for
    #[arg(long, value_name = "DATABASE", default_value = "sqlite")]
    dialect: Database,
    /// Overwrite a file that relgen did not generate
    #[arg(long)]
    force: bool,
    /// Let it import files from this folder, too; may be given several times
    #[arg(long = "import-root", value_name = "DIR")]
    import_roots: Vec<PathBuf>,
    #[command(flatten)]
    levels: Levels,
}

impl Sql {
    /// Compiles, and prints or writes.
    pub fn run(self, screen: &Screen) -> Result<(), Stop> {
        let asked = Asked {
            database: self.dialect,
            schema: &self.schema,
            import_roots: &self.import_roots,
            levels: &self.levels,
        };
        let loaded = Loaded::new(&asked, screen)?;
        let header = header(&loaded.input.file_name());
        let checked = loaded.checked(screen)?;
        let sql = checked.sql(&header).map_err(Problem::emit)?;
        if self.output == Path::new(STDOUT) {
            screen.print(&sql)?;
        } else {
            let mut plan = Plan::new((!self.force).then_some(KEEP));
            loaded.protect(&mut plan);
            plan.file(&self.output, sql);
            let done = plan.carry_out()?;
            screen.say(&format!("{}: {}", files(&done), loaded.models()));
        }
        loaded.say_stages(screen);
        Ok(())
    }
}
