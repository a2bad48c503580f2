//! `relgen show tables schema.rel`

mod compact;

use std::fmt::Debug;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::compact::compact;
use super::Stop;
use super::levels::Levels;
use super::load::Loaded;
use super::screen::Screen;
use crate::source::FileId;

/// Print a schema as one of the stages of compilation sees it
#[derive(Debug, Args)]
pub struct Show {
    /// What to print
    stage: Stage,
    /// The schema file; `-` is standard input
    schema: PathBuf,
    /// Let it import files from this folder, too; may be given several times
    #[arg(long = "import-root", value_name = "DIR")]
    import_roots: Vec<PathBuf>,
    #[command(flatten)]
    levels: Levels,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Stage {
    /// What is written in the file, as far as it can be read
    Ast,
    /// What was declared, with all names looked up
    Schema,
    /// What the database is to hold
    Tables,
}

impl Show {
    /// Compiles, and prints.
    pub fn run(self, screen: &Screen) -> Result<(), Stop> {
        let mut loaded = Loaded::new(&self.schema, &self.import_roots, &self.levels, screen)?;
        match self.stage {
            // The tree of a broken file is worth seeing, too.
            Stage::Ast => {
                let tree = &mut loaded.compiled.ast.declarations;
                tree.retain(|one| one.span().file == FileId::default());
                print(&loaded.compiled.ast, screen)?;
                loaded.checked(screen)?;
            }
            Stage::Schema => print(&loaded.checked(screen)?.schema, screen)?,
            Stage::Tables => print(&loaded.checked(screen)?.tables, screen)?,
        }
        loaded.say_stages(screen);
        Ok(())
    }
}

fn print(stage: &impl Debug, screen: &Screen) -> Result<(), Stop> {
    screen.print(&compact(&format!("{stage:#?}")))?;
    Ok(())
}
