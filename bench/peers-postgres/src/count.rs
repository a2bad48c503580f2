//! The table of statements and round trips.

use crate::contestant::{Entry, Result};
use crate::measure::Runner;
use crate::proxy::{Counts, Proxy};
use crate::work::Work;

/// The beginning of the table.
pub fn heading(entries: &[&'static Entry]) -> String {
    let names: Vec<&str> = entries.iter().map(|entry| entry.name).collect();
    let columns = " ---: |".repeat(names.len());
    format!("| what | {} |\n| --- |{columns}", names.join(" | "))
}

/// What each contestant says for a work that it has done before, and behind it the round trips where it has not.
pub fn line(runners: &mut [Runner], name: &str, work: Work, proxy: &Proxy) -> Result<String> {
    let mut cells = vec![name.to_owned()];
    for runner in runners {
        if !runner.contestant.can(work) {
            cells.push("–".to_owned());
            continue;
        }
        let first = counts(runner, work, proxy)?;
        let again = counts(runner, work, proxy)?;
        let Counts { statements, trips } = again;
        cells.push(match first.trips {
            same if same == trips => format!("{statements} in {trips}"),
            other => format!("{statements} in {trips} ({other})"),
        });
    }
    Ok(format!("| {} |", cells.join(" | ")))
}

/// What is said when the work is done once.
fn counts(runner: &mut Runner, work: Work, proxy: &Proxy) -> Result<Counts> {
    proxy.take();
    runner.contestant.run(work, &mut |_| ())?;
    let counts = proxy.take();
    if let Some(sql) = work.undo() {
        runner.contestant.script(sql)?;
    }
    Ok(counts)
}
