//! Compiles the models of every recorded case, and those of `docs/operations.md`.

use std::fs;
use std::path::PathBuf;

const CASES: &str = "../cases/oracle";

fn main() {
    println!("cargo::rerun-if-changed={CASES}");
    let entries = fs::read_dir(CASES).expect("cases");
    let mut schemas: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rel"))
        .collect();
    schemas.sort();
    // Until eager fields are built.
    schemas.retain(|path| {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        name != "c25_lazy_joined" && name != "c25_lazy_selectin"
    });
    let operations = relgen::Build::new().schema("schemas/operations.rel");
    schemas
        .into_iter()
        .fold(operations, |build, schema| build.schema(schema))
        .compile();
}
