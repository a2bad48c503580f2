//! What generated code costs the compiler, beside code that was written by hand for the same tables:
//! `cargo run --release -p relgen-bench -- compile 100 >/dev/null` (what relgen tells cargo goes to standard output).
//! Behind the number of models may stand the number of rounds, and the beginnings of the rows that are wanted.

mod contestant;
mod cpu;
mod generated;
mod hand;
mod project;
mod shape;
mod step;

use std::error::Error;

use contestant::CONTESTANTS;
use project::Project;
use shape::Shape;
use step::{STEPS, Step};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// How many models there are, and how often each step is measured, if nothing is said.
const MODELS: usize = 100;
const ROUNDS: usize = 3;

/// Measures what the words say, and prints the table, row by row.
pub fn run(words: impl Iterator<Item = String>) -> Result {
    let mut words = words.peekable();
    let mut number = |otherwise| {
        words
            .next_if(|word| word.parse::<usize>().is_ok())
            .and_then(|word| word.parse().ok())
            .unwrap_or(otherwise)
    };
    let (count, rounds) = (number(MODELS), number(ROUNDS));
    let wanted: Vec<String> = words.collect();
    let project = Project::create(Shape::of(count))?;
    heading(count);
    for step in STEPS {
        let is_wanted = |word: &String| step.name.starts_with(word.as_str());
        if wanted.is_empty() || wanted.iter().any(is_wanted) {
            measure(&project, &step, rounds)?;
        }
    }
    Ok(())
}

/// The least of several rounds of a step, in which the contestants take turns; and what came of it.
fn measure(project: &Project, step: &Step, rounds: usize) -> Result {
    let mut least = [f64::INFINITY; CONTESTANTS.len()];
    for _ in 0..rounds {
        for (least, contestant) in least.iter_mut().zip(&CONTESTANTS) {
            *least = least.min(step.measure(project, contestant)?);
        }
    }
    row(&format!("{}, s", step.name), &least);
    if step.makes_binary() {
        project.compare()?;
        row("its binary, stripped, MiB", &project.sizes()?);
    }
    Ok(())
}

fn heading(count: usize) {
    let names = CONTESTANTS.chunks(2).map(|pair| {
        let names: Vec<&str> = pair.iter().map(|contestant| contestant.name).collect();
        format!(" {} | ratio |", names.join(" | "))
    });
    eprintln!("| {count} models |{}", names.collect::<String>());
    eprintln!("| --- |{}", " ---: |".repeat(CONTESTANTS.len() / 2 * 3));
}

/// A row of the table: by hand, relgen, and the ratio, for each way to lay out the files.
fn row(name: &str, numbers: &[f64]) {
    let cells = numbers.chunks(2).map(|pair| match pair {
        [hand, relgen] => format!(" {hand:.2} | {relgen:.2} | {:.2} |", relgen / hand),
        _ => String::new(),
    });
    eprintln!("| {name} |{}", cells.collect::<String>());
}
