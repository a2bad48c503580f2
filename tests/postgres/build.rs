//! Compiles for PostgreSQL what `tests/compiled/` and `tests/oracle/` compile for SQLite.

use std::path::{Path, PathBuf};
use std::{env, fs};

use relgen::{Build, Target};

/// What PostgreSQL does not have as SQLite does, in which file, and what is there instead.
const DIFFERENT: [(&str, &str, &str); 4] = [
    // No collation that takes capitals for small letters comes with it.
    ("kept.rel", " collate NOCASE", ""),
    // It computes a column when the row is written.
    (
        "kept.rel",
        "`length(title) * 2`",
        "`length(title) * 2` stored",
    ),
    ("nested.rel", "`length(value)`", "`length(value)` stored"),
    // A label has at most 63 bytes.
    ("long.rel", ", so that no line holds the two of them", ""),
];

fn main() {
    let copies = PathBuf::from(env::var_os("OUT_DIR").expect("a build script")).join("schemas");
    fs::create_dir_all(&copies).expect("a folder");
    // In c09 a script finds out that courses with enrolments cannot be deleted.
    let build = Build::new().target(Target::Postgres).allow("R0509");
    pooled();
    let folders = [
        "schemas",
        "../compiled/schemas",
        "../oracle/schemas",
        "../cases/oracle",
    ];
    let schemas = folders.into_iter().flat_map(schemas);
    let copied = schemas.map(|schema| copy(&schema, &copies));
    // One of them is imported by others.
    copied
        .collect::<Vec<_>>()
        .into_iter()
        .filter(|path| !path.ends_with("timestamps.rel"))
        .fold(build, Build::schema)
        .compile();
}

/// The library again, whose engine has a pool.
fn pooled() {
    let output = PathBuf::from(env::var_os("OUT_DIR").expect("a build script"));
    let build = Build::new().target(Target::Postgres).pool();
    build
        .schema("../compiled/schemas/library.rel")
        .output(output.join("pooled.rs"))
        .allow("R0509")
        .compile();
}

fn schemas(folder: &str) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={folder}");
    let entries = fs::read_dir(folder).expect("schemas");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_schema = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "rel");
    let mut paths: Vec<PathBuf> = paths.filter(is_schema).collect();
    paths.sort();
    paths
}

/// The schema as PostgreSQL takes it.
fn copy(schema: &Path, copies: &Path) -> PathBuf {
    let mut text = fs::read_to_string(schema).expect("a schema");
    for (file, theirs, own) in DIFFERENT {
        if schema.ends_with(file) {
            assert!(text.contains(theirs), "{file} does not say {theirs}");
            text = text.replace(theirs, own);
        }
    }
    let copy = copies.join(schema.file_name().expect("a name"));
    fs::write(&copy, text).expect("a folder to write to");
    copy
}
