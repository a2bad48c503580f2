//! `relgen explain R0201`

use clap::Args;

use super::Stop;
use super::screen::Screen;
use crate::diagnostic::{ALL, Code, PAGES, similar};

/// Say what is behind the code of an error or a warning
#[derive(Debug, Args)]
pub struct Explain {
    /// The code, such as R0201; without one, all of them are listed
    #[arg(value_parser = code)]
    code: Option<Code>,
}

impl Explain {
    /// Prints the page, or the list of them.
    pub fn run(self, screen: &Screen) -> Result<(), Stop> {
        match self.code {
            Some(code) => {
                let mut pages = PAGES.iter().filter(|(of, _)| *of == code);
                screen.print(pages.next().map_or("", |(_, page)| page))?;
            }
            None => {
                let lines = ALL.iter().map(|(code, title)| format!("{code}  {title}\n"));
                screen.print(&lines.collect::<String>())?;
            }
        }
        Ok(())
    }
}

/// The code that is written so, in capitals or not.
fn code(text: &str) -> Result<Code, String> {
    let mut codes = ALL.iter().map(|(code, _)| *code);
    let found = codes.find(|code| code.text().eq_ignore_ascii_case(text));
    found.ok_or_else(|| {
        let words = ALL.iter().map(|(code, _)| code.text());
        match similar(text, words) {
            Some(meant) => format!("there is no such code; did you mean `{meant}`?"),
            None => "there is no such code; `relgen explain` lists all of them".to_owned(),
        }
    })
}
