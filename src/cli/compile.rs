//! `relgen schema.rel -o src/models.rs`

use std::path::{Path, PathBuf};

use clap::Args;

use super::Stop;
use super::levels::{Denied, Levels, denied};
use super::load::{Asked, Loaded};
use super::screen::Screen;
use super::summary::{files, module_note};
use crate::derive::derive;
use crate::diagnostic::{Code, allowable};
use crate::emit::rust::{self, Connections, Target};
use crate::output::{Destination, Done, Plan, header};
use crate::pipeline::{Compiled, Stages};
use crate::problem::{Problem, shown};

/// What stands for standard output.
pub const STDOUT: &str = "-";

/// What to do about a file that somebody else wrote.
pub const KEEP: &str = "choose another path, or overwrite the file with `--force`";

#[derive(Debug, Args)]
pub struct Compile {
    /// The schema file; `-` is standard input
    #[arg(required = true)]
    schema: Option<PathBuf>,
    /// Write the Rust code to this file; a file for each model if it ends in `/` or is a folder
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    // Shown with what each value means, the help of all options would be four times as long.
    /// The database that it is for, `sqlite` or `postgres`
    #[arg(
        long,
        value_name = "DATABASE",
        default_value = "sqlite",
        hide_possible_values = true
    )]
    target: Target,
    /// Make an engine of a pool of connections, with deadpool-postgres; for `--target postgres`
    #[arg(long)]
    pool: bool,
    /// Write the statements that create the tables to this file
    #[arg(long, value_name = "FILE")]
    sql: Option<PathBuf>,
    /// Derive this trait, too; may be given several times
    #[arg(long = "derive", value_name = "PATH", value_parser = derive)]
    derives: Vec<String>,
    /// Overwrite files that relgen did not generate
    #[arg(long)]
    force: bool,
    /// Let it import files from this folder, too; may be given several times
    #[arg(long = "import-root", value_name = "DIR")]
    import_roots: Vec<PathBuf>,
    // Not `Levels` flattened: clap could not tell any more whether this was given at all.
    /// Take warnings with this code for errors, or all of them: `warnings`; may be given several times
    #[arg(long, value_name = "CODE", value_parser = denied)]
    deny: Vec<Denied>,
    /// Leave warnings with this code out; may be given several times
    #[arg(long, value_name = "CODE", value_parser = allowable)]
    allow: Vec<Code>,
}

impl Compile {
    /// Compiles and writes.
    pub fn run(self, screen: &Screen) -> Result<(), Stop> {
        let schema = self.usable()?;
        let levels = Levels {
            deny: self.deny.clone(),
            allow: self.allow.clone(),
        };
        let asked = Asked {
            database: self.target.database(),
            schema,
            import_roots: &self.import_roots,
            levels: &levels,
        };
        let finish = match self.output {
            Some(_) => |compiled: Compiled| Ok(compiled.for_rust()),
            None => Ok,
        };
        let mut loaded = Loaded::finished(&asked, screen, finish)?;
        loaded.checked(screen)?;
        let mut printed = String::new();
        let mut stages = Stages::default();
        let plan = stages.time("render", || self.plan(&loaded, &mut printed))?;
        stages.made(plan.bytes() + printed.len(), "byte");
        let done = stages.time("write", || plan.carry_out())?;
        stages.made(done.iter().map(|one| one.written.len()).sum(), "file");
        loaded.stages.append(stages);
        screen.print(&printed)?;
        self.say(&loaded, &done, screen)?;
        Ok(())
    }

    /// The schema, if the arguments make sense together.
    fn usable(&self) -> Result<&Path, Problem> {
        let outputs = [&self.output, &self.sql];
        let printed = |path: &&&Option<PathBuf>| path.as_deref() == Some(Path::new(STDOUT));
        if outputs.iter().filter(printed).count() > 1 {
            let message = "both the Rust code and the SQL would go to standard output";
            return Err(Problem::new(message).help("name a file for one of them"));
        }
        if self.pool && self.target == Target::Sqlite {
            let message = "there is no pool of connections for SQLite";
            return Err(
                Problem::new(message).help("leave `--pool` out, or add `--target postgres`")
            );
        }
        let schema = self.schema.as_deref();
        let schema = schema.ok_or_else(|| Problem::new("no schema was given"))?;
        if outputs.iter().all(|output| output.is_none()) {
            let help = format!(
                "say where the code goes: `-o src/models.rs`, or `--sql schema.sql`; `relgen check {}` writes nothing",
                shown(schema)
            );
            return Err(Problem::new("there is nothing to write").help(help));
        }
        Ok(schema)
    }

    fn connections(&self) -> Connections {
        if self.pool {
            Connections::Pool
        } else {
            Connections::One
        }
    }

    /// Everything as text: to be written, or to be printed.
    fn plan(&self, loaded: &Loaded, printed: &mut String) -> Result<Plan, Problem> {
        let mut plan = Plan::new((!self.force).then_some(KEEP));
        loaded.protect(&mut plan);
        let Some(checked) = &loaded.compiled.checked else {
            return Ok(plan);
        };
        let schema = loaded.input.file_name();
        let options = rust::Options {
            header: header(&schema),
            derives: self.derives.clone(),
            connections: self.connections(),
        };
        let rust = || checked.rust(&options).map_err(Problem::emit);
        match self.output.as_deref() {
            Some(path) if path == Path::new(STDOUT) => *printed = rust()?,
            Some(path) => match Destination::of(path) {
                Destination::File(path) => plan.file(&path, rust()?),
                Destination::Folder(path) => {
                    let files = checked.rust_folder(&options).map_err(Problem::emit)?;
                    plan.folder(&path, files, schema);
                }
            },
            None => {}
        }
        if let Some(path) = &self.sql {
            let sql = checked.sql(&options.header).map_err(Problem::emit)?;
            if path == Path::new(STDOUT) {
                *printed = sql;
            } else {
                plan.file(path, sql);
            }
        }
        Ok(plan)
    }

    fn say(&self, loaded: &Loaded, done: &[Done], screen: &Screen) -> Result<(), Stop> {
        if !done.is_empty() {
            screen.say(&format!("{}: {}", files(done), loaded.models()));
        }
        for path in done.iter().flat_map(|done| &done.removed) {
            screen.say(&format!(
                "removed {}: nothing of the schema is in it any more",
                shown(path)
            ));
        }
        loaded.say_stages(screen);
        let rust = self.output.as_ref().filter(|output| {
            done.iter()
                .any(|done| done.path == **output && !done.written.is_empty())
        });
        if let Some(output) = rust {
            let lines = loaded.checked(screen)?.dependencies(self.connections());
            say_dependencies(&lines, screen);
            if let Some(note) = module_note(output) {
                screen.say(&format!("note: {note}"));
            }
        }
        Ok(())
    }
}

fn say_dependencies(lines: &[String], screen: &Screen) {
    screen.say("it needs in Cargo.toml, under [dependencies]:");
    for line in lines {
        screen.say(&format!("    {line}"));
    }
}
