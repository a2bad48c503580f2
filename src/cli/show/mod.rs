//! `relgen show tables schema.rel`

mod compact;
mod json;

use std::fmt::Debug;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::compact::compact;
use self::json::document;
use super::Stop;
use super::levels::Levels;
use super::load::{Asked, Loaded};
use super::screen::Screen;
use crate::dialect::Database;
use crate::problem::Problem;
use crate::source::FileId;

/// Print a schema as one of the stages of compilation sees it
#[derive(Debug, Args)]
pub struct Show {
    /// What to print
    stage: Stage,
    /// The schema file; `-` is standard input
    schema: PathBuf,
    /// How it is written; `json`, described in docs/show.md, is there for `schema`
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
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

/// How a stage is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    // Not doc comments: clap would lay the whole help out for long texts.
    // For people who work on relgen; it changes with relgen.
    Text,
    // For programs; one document.
    Json,
}

impl Show {
    /// Compiles, and prints.
    pub fn run(self, screen: &Screen) -> Result<(), Stop> {
        if self.format == Format::Json {
            return self.json(screen);
        }
        let mut loaded = Loaded::new(&self.asked(), screen)?;
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

    fn asked(&self) -> Asked<'_> {
        Asked {
            database: Database::default(),
            schema: &self.schema,
            import_roots: &self.import_roots,
            levels: &self.levels,
        }
    }

    /// The schema as a document.
    fn json(self, screen: &Screen) -> Result<(), Stop> {
        if !matches!(self.stage, Stage::Schema) {
            let problem = Problem::new("this stage cannot be shown as JSON")
                .help("`relgen show schema --format json` has what was declared and what the database is to hold");
            return Err(problem.into());
        }
        let loaded = Loaded::new(&self.asked(), screen)?;
        let checked = loaded.checked(screen)?;
        screen.print(&document(checked, &loaded.compiled.sources))?;
        loaded.say_stages(screen);
        Ok(())
    }
}

fn print(stage: &impl Debug, screen: &Screen) -> Result<(), Stop> {
    screen.print(&compact(&format!("{stage:#?}")))?;
    Ok(())
}
