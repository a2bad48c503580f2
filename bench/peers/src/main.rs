//! Runs relgen's generated code beside hand-written code and other libraries. `README.md` of the folder above says how.

mod arguments;
mod contestant;
mod diesel;
mod facts;
mod fixture;
mod group;
mod hand;
mod measure;
mod names;
mod plot;
mod relgen;
mod report;
mod runtime;
mod sea_orm;
mod sqlalchemy;
mod sqlx;
mod toasty;
mod work;

use arguments::{Arguments, Task};
use contestant::Result;

fn main() -> Result {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    match &arguments.task {
        Task::Measure => measure_all(&arguments),
        Task::Repeat(times) => repeat(&arguments, *times),
        Task::Draw(table) => draw(table),
    }
}

/// Measures what was asked for, and prints it as a table.
fn measure_all(arguments: &Arguments) -> Result {
    let entries = arguments.contestants();
    let mut all = Vec::new();
    for fixture in arguments.fixtures() {
        let mut runners = measure::runners(&entries, &fixture)?;
        for (name, work) in &fixture.works {
            eprintln!("{name}");
            measure::compare(&mut runners, name, *work)?;
            all.push(measure::measure(&mut runners, name, *work)?);
        }
    }
    println!("{}", report::table(&entries, &all));
    Ok(())
}

/// Does each work once, and then so many times for a profiler to look at, and prints how many, and its name.
fn repeat(arguments: &Arguments, times: u32) -> Result {
    let entries = arguments.contestants();
    for fixture in arguments.fixtures() {
        let mut runners = measure::runners(&entries, &fixture)?;
        for (name, work) in &fixture.works {
            let times = if work.once() { 1 } else { times };
            for runner in runners
                .iter_mut()
                .filter(|runner| runner.contestant.can(*work))
            {
                runner.sum(*work)?;
                runner.run(*work, times)?;
                println!("{times}\t{name}");
            }
        }
    }
    Ok(())
}

/// Prints the plot of a table.
fn draw(table: &str) -> Result {
    print!("{}", plot::svg(&std::fs::read_to_string(table)?));
    Ok(())
}
