//! How long relgen takes for large schemas, and whether twice the size takes twice the time:
//! `cargo run --release -p relgen-bench >/dev/null` (what relgen tells cargo goes to standard output).

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often each schema is compiled; the fastest run counts.
const RUNS: usize = 5;

/// What is large, how it is written, and how many at first.
type Shape = (&'static str, fn(usize) -> String, usize);

const SHAPES: [Shape; 5] = [
    ("models of ten columns", models, 1000),
    ("models in a chain", chain, 1000),
    ("children of one model", hub, 1000),
    ("variants of one enum", variants, 10_000),
    ("columns of one model", columns, 1000),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("relgen-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = measure_all(&folder);
    fs::remove_dir_all(&folder)?;
    measured
}

fn measure_all(folder: &Path) -> Result<(), Box<dyn Error>> {
    eprintln!("| what | how many | ms | twice as many, ms | times |");
    eprintln!("| --- | ---: | ---: | ---: | ---: |");
    for (name, shape, count) in SHAPES {
        let once = measure(folder, &shape(count))?.as_secs_f64() * 1000.0;
        let twice = measure(folder, &shape(2 * count))?.as_secs_f64() * 1000.0;
        eprintln!(
            "| {name} | {count} | {once:.0} | {twice:.0} | {:.1} |",
            twice / once
        );
    }
    Ok(())
}

/// The fastest of several runs, from the file to the file.
fn measure(folder: &Path, schema: &str) -> Result<Duration, Box<dyn Error>> {
    let (input, output) = (folder.join("schema.rel"), folder.join("schema.rs"));
    fs::write(&input, schema)?;
    let mut fastest = Duration::MAX;
    for _ in 0..RUNS {
        // An unchanged file would not be written.
        fs::remove_file(&output).ok();
        let start = Instant::now();
        relgen::Build::new()
            .schema(&input)
            .output(&output)
            .try_compile()?;
        fastest = fastest.min(start.elapsed());
    }
    Ok(fastest)
}

/// Models as people write them, each with a key to the one before and both sides of it.
fn models(count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        text += &format!(
            "/// Model number {number}.\nmodel Model{number} <\n    id: Integer primary_key\n    \
             code: String(20) not null unique\n    name: String(80) not null\n    amount: \
             Numeric(10, 2) not null default 0\n    flag: Boolean not null default true\n    \
             created: DateTime not null default now\n    note: Text\n    ratio: Double\n    \
             count: BigInteger not null server_default 0\n    parent_id: Integer"
        );
        if number > 0 {
            let parent = number - 1;
            text += &format!(
                " foreign_key model{parent}.id\n    parent: rel Model{parent} backref children"
            );
        }
        text += "\n>\n\n";
    }
    text
}

/// Models in a row, each with a key to the one before and relationships both ways.
fn chain(count: usize) -> String {
    let mut text =
        String::from("model M0 < id: Integer primary_key next: rel M1 back_populates before >\n");
    for number in 1..count {
        let before = number - 1;
        let next = match number + 1 == count {
            true => String::new(),
            false => format!("next: rel M{} back_populates before", number + 1),
        };
        text += &format!(
            "model M{number} < id: Integer primary_key before_id: Integer foreign_key m{before}.id before: rel M{before} back_populates next {next} >\n"
        );
    }
    text
}

/// One model that all others point to.
fn hub(count: usize) -> String {
    let mut text = String::from("model Hub < id: Integer primary_key >\n");
    for number in 0..count {
        text += &format!(
            "model Child{number} < id: Integer primary_key hub_id: Integer foreign_key hub.id hub: rel Hub backref children{number} >\n"
        );
    }
    text
}

fn variants(count: usize) -> String {
    let names: Vec<String> = (0..count)
        .map(|number| format!("v{number} \"label {number}\""))
        .collect();
    format!(
        "enum E < {} >\nmodel M < id: Integer primary_key e: E default v{} >",
        names.join("\n"),
        count - 1
    )
}

fn columns(count: usize) -> String {
    let columns: Vec<String> = (0..count)
        .map(|number| format!("c{number}: Integer foreign_key m.c0"))
        .collect();
    format!(
        "model M < id: Integer primary_key c0: Integer unique {} >",
        columns[1..].join("\n")
    )
}
