//! Runs relgen's generated code beside hand-written code and other libraries, on one PostgreSQL server. `README.md` of the
//! folder above says how. What it has in common with the measurements on SQLite stands there.

mod arguments;
mod contestant;
mod count;
mod diesel;
#[path = "../../peers/src/facts.rs"]
mod facts;
mod fixture;
#[path = "../../peers/src/group.rs"]
mod group;
mod hand;
#[path = "../../peers/src/measure.rs"]
mod measure;
mod names;
#[path = "../../peers/src/plot.rs"]
mod plot;
mod proxy;
mod relgen;
#[path = "../../peers/src/report.rs"]
mod report;
mod sea_orm;
mod server;
mod sqlx;
mod work;

use arguments::{Arguments, Task};
use contestant::Result;

fn main() -> Result {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    match &arguments.task {
        Task::Measure(clock) => {
            server::measured_by(*clock);
            measure_all(&arguments)
        }
        Task::Count => count_all(&arguments),
        Task::Draw(table) => {
            print!("{}", plot::svg(&std::fs::read_to_string(table)?));
            Ok(())
        }
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

/// Counts the statements and round trips of what was asked for, and prints them as a table.
fn count_all(arguments: &Arguments) -> Result {
    let proxy = proxy::start(server::address()?)?;
    server::reached_by(proxy.port);
    let entries = arguments.contestants();
    println!("{}", count::heading(&entries));
    for fixture in arguments.fixtures() {
        let mut runners = measure::runners(&entries, &fixture)?;
        for (name, work) in &fixture.works {
            println!("{}", count::line(&mut runners, name, *work, &proxy)?);
        }
    }
    Ok(())
}
