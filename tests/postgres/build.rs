//! Compiles for PostgreSQL what `tests/compiled/` and `tests/oracle/` compile for SQLite.

use std::fs;
use std::path::PathBuf;

use relgen::{Build, Target};

fn main() {
    // Beside the schemas of the first folder stands what one of them imports. In c09 a script finds
    // out that courses with enrolments cannot be deleted.
    let all = ["../compiled/schemas", "../oracle/schemas", "../cases/oracle"];
    let build = Build::new().target(Target::Postgres).allow("R0509");
    all.into_iter()
        .flat_map(schemas)
        .fold(build, Build::schema)
        .compile();
}

fn schemas(folder: &str) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={folder}");
    let entries = fs::read_dir(folder).expect("schemas");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "rel"))
        .filter(|path| !path.ends_with("timestamps.rel"))
        .collect();
    paths.sort();
    paths
}
