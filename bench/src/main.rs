//! How long relgen takes for large schemas, and whether twice the size takes twice the time:
//! `cargo run --release -p relgen-bench >/dev/null` (what relgen tells cargo goes to standard output). A word behind `--`
//! measures only what has it in its name. The word `compile` measures the compiler instead.

mod compile;
mod mistakes;
mod shapes;

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often each schema is compiled; the fastest run counts.
const RUNS: usize = 5;

/// What is large, how it is written, and how many at first.
type Shape = (&'static str, fn(usize) -> String, usize);

const SHAPES: [Shape; 12] = [
    ("models of ten columns", shapes::models, 2500),
    ("models in a chain", shapes::chain, 1000),
    (
        "models in chains of 33 that delete along",
        shapes::deletions,
        99,
    ),
    (
        "models in a chain that deletes along, by its keys",
        shapes::cascades,
        250,
    ),
    ("models in a chain that loads along", shapes::eager, 100),
    ("children of one model", shapes::hub, 1000),
    ("parents of one model", shapes::spokes, 500),
    ("variants of one enum", shapes::variants, 100_000),
    ("columns of one model", shapes::columns, 900),
    ("columns of many models", shapes::members, 100_000),
    ("indexes of one model", shapes::indexes, 900),
    ("models of one mixin", shapes::mixins, 1000),
];

/// None of them compiles: what is measured is how it is told.
const MISTAKES: [Shape; 4] = [
    ("unknown types", mistakes::types, 1000),
    ("unknown models", mistakes::models, 1000),
    ("names that are taken", mistakes::names, 1000),
    ("unknown words", mistakes::words, 1000),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let wanted = words.next().unwrap_or_default();
    if wanted == "compile" {
        return compile::run(words);
    }
    let folder = std::env::temp_dir().join(format!("relgen-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = measure_all(&folder, &wanted);
    fs::remove_dir_all(&folder)?;
    measured
}

fn measure_all(folder: &Path, wanted: &str) -> Result<(), Box<dyn Error>> {
    eprintln!("| what | how many | ms | twice as many, ms | times |");
    eprintln!("| --- | ---: | ---: | ---: | ---: |");
    let right = SHAPES.iter().map(|shape| (shape, false));
    let wrong = MISTAKES.iter().map(|shape| (shape, true));
    for ((name, shape, count), is_wrong) in right.chain(wrong) {
        if !name.contains(wanted) {
            continue;
        }
        let mut times = [0.0, 0.0];
        for (time, count) in times.iter_mut().zip([*count, 2 * count]) {
            let (fastest, errors) = measure(folder, &shape(count))?;
            if errors.is_some() != is_wrong {
                let first = errors.iter().flat_map(|text| text.lines()).take(3);
                return Err(format!("{name}: {:?}", first.collect::<Vec<_>>()).into());
            }
            *time = fastest.as_secs_f64() * 1000.0;
        }
        let [once, twice] = times;
        eprintln!(
            "| {name} | {count} | {once:.0} | {twice:.0} | {:.1} |",
            twice / once
        );
    }
    Ok(())
}

/// The fastest of several runs, from the file to the file or to the errors.
fn measure(folder: &Path, schema: &str) -> Result<(Duration, Option<String>), Box<dyn Error>> {
    let (input, output) = (folder.join("schema.rel"), folder.join("schema.rs"));
    fs::write(&input, schema)?;
    let mut fastest = Duration::MAX;
    let mut errors = None;
    for _ in 0..RUNS {
        // An unchanged file would not be written.
        fs::remove_file(&output).ok();
        let start = Instant::now();
        let build = relgen::Build::new().schema(&input).output(&output);
        let result = build.try_compile();
        fastest = fastest.min(start.elapsed());
        errors = result.err().map(|error| error.to_string());
    }
    Ok((fastest, errors))
}
