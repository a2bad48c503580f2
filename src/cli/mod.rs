//! The command line: arguments to what they ask for, and what came of it to an exit code.

mod check;
mod compile;
mod completions;
mod explain;
mod fix;
mod fmt;
mod levels;
mod load;
mod screen;
mod show;
mod sql;
mod summary;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::screen::{Look, Screen, Stream};
use crate::problem::Problem;

/// The schema is wrong.
const WRONG: u8 = 1;
/// Usage, or a file that cannot be read or written.
const TROUBLE: u8 = 2;

const USAGE: &str = "relgen [OPTIONS] <SCHEMA> --output <PATH>\n       relgen <COMMAND>";

const AFTER_HELP: &str = "\
Examples:
  relgen schema.rel -o src/models.rs            compile to one Rust file
  relgen schema.rel -o src/models/              … to a folder, a file for each model
  relgen schema.rel -o src/models.rs --sql schema.sql
                                                … and the statements that create the tables
  relgen schema.rel -o src/models.rs --derive serde::Serialize
  relgen schema.rel -o src/models.rs --target postgres
                                                … for PostgreSQL, by async functions
  relgen check schema.rel                       say what is wrong, write nothing
  relgen check schema.rel --fix                 … and mend what is certain
  relgen check schema.rel --verify              … and what SQLite makes of every statement
  relgen fmt schema.rel                         rewrite it in its canonical form
  relgen explain R0201                          say what is behind a code
  relgen show schema schema.rel --format json   the checked schema, for other tools
  relgen sql schema.rel | sqlite3 my.db         create the tables
  relgen sql - < schema.rel                     `-` is standard input, or output

Exit codes:
  0  all is well, warnings included that are not denied
  1  the schema is wrong; nothing was written (`fmt --check`: a file would change)
  2  the command line is wrong, or a file cannot be read or written

A schema file that is called like a command is written with its folder: `./check`.";

/// Compiles a SQLAlchemy-like schema to plain Rust and SQL.
#[derive(Debug, Parser)]
#[command(name = "relgen", version, after_help = AFTER_HELP, override_usage = USAGE)]
#[command(subcommand_negates_reqs = true, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    compile: Option<compile::Compile>,
    #[command(flatten)]
    look: Look,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Sql(sql::Sql),
    Show(show::Show),
    Fmt(fmt::Fmt),
    Explain(explain::Explain),
    Completions(completions::Completions),
}

/// Why a command did not do what was asked.
enum Stop {
    /// The schema is wrong, and that has been said.
    Wrong,
    /// Something around the schema, which is still to be said.
    Trouble(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Trouble(problem)
    }
}

/// Does what the arguments of this process say.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help goes to standard output, which may be closed.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(TROUBLE));
        }
    };
    // Of a command whose standard output is something else, diagnostics never are.
    let json_to = match cli.command {
        Some(Command::Check(_)) => Stream::Stdout,
        _ => Stream::Stderr,
    };
    let screen = Screen::new(&cli.look, json_to);
    let done = run(cli, &screen);
    screen.say_codes();
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Wrong) => ExitCode::from(WRONG),
        Err(Stop::Trouble(problem)) => {
            screen.error(&problem);
            ExitCode::from(TROUBLE)
        }
    }
}

fn run(cli: Cli, screen: &Screen) -> Result<(), Stop> {
    let Some(command) = cli.command else {
        let nothing = || Problem::new("no schema was given").help("try `relgen --help`");
        return cli.compile.ok_or_else(nothing)?.run(screen);
    };
    if cli.compile.is_some() {
        let problem = Problem::new("a command takes its schema and its options behind its name")
            .help("a schema that is called like a command is written with its folder: `./check`");
        return Err(problem.into());
    }
    match command {
        Command::Check(check) => check.run(screen),
        Command::Sql(sql) => sql.run(screen),
        Command::Show(show) => show.run(screen),
        Command::Fmt(fmt) => fmt.run(screen),
        Command::Explain(explain) => explain.run(screen),
        Command::Completions(completions) => completions.run(screen),
    }
}
