//! What was asked for.

use crate::contestant::{ALL, Entry, MORE, Result};
use crate::fixture::{self, Fixture};
use crate::server::Clock;

/// What to do.
pub enum Task {
    /// Measure by that clock, and print a table.
    Measure(Clock),
    /// Count statements and round trips, and print a table.
    Count,
    /// Print the plot of the table in that file.
    Draw(String),
}

/// The command line: `[--work TEXT] [--only NAME,NAME] [--by processor|elapsed|trips | --draw FILE]`.
pub struct Arguments {
    pub task: Task,
    work: String,
    only: Option<String>,
}

impl Arguments {
    /// Reads them.
    pub fn read(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let mut arguments = Self {
            task: Task::Measure(Clock::Processor),
            work: String::new(),
            only: None,
        };
        while let Some(word) = words.next() {
            let value = words
                .next()
                .ok_or_else(|| format!("{word} takes a value"))?;
            match (word.as_str(), value.as_str()) {
                ("--work", _) => arguments.work = value,
                ("--only", _) => arguments.only = Some(value),
                ("--draw", _) => arguments.task = Task::Draw(value),
                ("--by", "processor") => arguments.task = Task::Measure(Clock::Processor),
                ("--by", "elapsed") => arguments.task = Task::Measure(Clock::Elapsed),
                ("--by", "trips") => arguments.task = Task::Count,
                _ => return Err(format!("unknown: {word} {value}").into()),
            }
        }
        Ok(arguments)
    }

    /// Those who take part, in the order in which they are named.
    pub fn contestants(&self) -> Vec<&'static Entry> {
        match &self.only {
            None => ALL.iter().collect(),
            Some(only) => {
                let named = |name| ALL.iter().chain(MORE).find(|entry| entry.name == name);
                only.split(',').filter_map(named).collect()
            }
        }
    }

    /// The tables on which something is to be done, and what.
    pub fn fixtures(&self) -> Vec<Fixture> {
        let mut fixtures = fixture::all();
        for fixture in &mut fixtures {
            fixture.works.retain(|(name, _)| name.contains(&self.work));
        }
        fixtures.retain(|fixture| !fixture.works.is_empty());
        fixtures
    }
}
