//! `relgen completions bash`

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::screen::Screen;
use super::{Cli, Stop};

/// Print a script that completes relgen's arguments in a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub fn run(self, screen: &Screen) -> Result<(), Stop> {
        // Not right to standard output, which may be closed.
        let mut script = Vec::new();
        generate(self.shell, &mut Cli::command(), "relgen", &mut script);
        screen.print(&String::from_utf8_lossy(&script))?;
        Ok(())
    }
}
