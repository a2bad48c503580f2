//! Rows of random values in random schemas: the generated code is compiled and run, all schemas of a batch in one crate.
//!
//! `RELGEN_RANDOM_RUNS=300 cargo test -p relgen --lib random::values` tries as many schemas, a batch after the other, and
//! `RELGEN_RANDOM_SEED` says with which one to begin.

mod columns;
mod program;
mod project;
mod reads;
mod related;
mod rows;
mod updates;

use super::spec::Reach;
use super::{number, sample};
use crate::pipeline::Checked;
use crate::tests::compiled;

/// How many schemas are compiled at once.
const BATCH: usize = 20;
/// How many models a schema has at least: small ones say little.
const LEAST: usize = 3;

/// The schema of a seed, if it is one to try.
fn schema(seed: u64) -> Option<Checked> {
    let checked = compiled(&sample(Reach::Sqlite, seed)).for_rust().checked?;
    (checked.schema.structs().count() >= LEAST).then_some(checked)
}

#[test]
fn random_values_come_back_as_they_were() {
    let runs = number("RELGEN_RANDOM_RUNS", BATCH as u64) as usize;
    let start = number("RELGEN_RANDOM_SEED", 1);
    let mut seeds = (start..).filter_map(|seed| Some((seed, schema(seed)?)));
    let (mut tried, mut failed) = (0, 0);
    while tried < runs {
        let batch: Vec<(u64, Checked)> = seeds.by_ref().take(BATCH.min(runs - tried)).collect();
        tried += batch.len();
        let (rows, wrong) = project::run(&batch);
        let seeds: Vec<u64> = batch.iter().map(|(seed, _)| *seed).collect();
        println!("{rows} rows in schemas of the seeds {seeds:?}");
        assert!(rows > 0 || !wrong.is_empty(), "no row was tried");
        failed += wrong.len();
        wrong.iter().for_each(|why| println!("{why}"));
    }
    assert_eq!(failed, 0, "in {tried} schemas");
}
