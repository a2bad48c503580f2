//! A crate of programs, compiled and run. It shares what it depends on with the other crates of the target folder.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::repeated;
use super::program::program;
use crate::emit::rust::Options;
use crate::pipeline::Checked;

/// What cargo is told.
const MANIFEST: &str = r#"[package]
name = "relgen-random-programs"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]

[dependencies]
relgen-random = { path = "RANDOM" }
chrono = { version = "0.4", default-features = false, features = ["now"] }
rusqlite = { version = "0.41", features = ["bundled", "trace"] }
rust_decimal = { version = "1.43", default-features = false, features = ["std"] }
serde_json = "1.0"
uuid = { version = "1.29", features = ["v7"] }

[profile.dev]
debug = "line-tables-only"

[profile.dev.package.relgen-random-programs]
debug = false
codegen-units = 4
"#;

/// How many rows the programs made, and what failed, each with its seed.
pub fn run(batch: &[(u64, Checked)]) -> (usize, Vec<String>) {
    let target = target();
    let folder = target.join("random-programs");
    write(&folder, batch);
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        // Each batch is another crate.
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .expect("cargo");
    let said = String::from_utf8_lossy(&output.stdout);
    let seeds = batch.iter().map(|(seed, _)| *seed);
    let (mut rows, mut failed) = (0, Vec::new());
    for seed in seeds {
        let found = said
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{seed}\t")));
        match found.map(str::parse::<usize>) {
            Some(Ok(made)) => rows += made,
            _ => failed.push(format!(
                "{}\n{}",
                repeated("random::values", seed),
                found.unwrap_or("did not run")
            )),
        }
    }
    if !failed.is_empty() {
        failed.push(String::from_utf8_lossy(&output.stderr).into_owned());
        failed.push(said.into_owned());
    }
    (rows, failed)
}

/// The folder that the test itself was compiled to.
fn target() -> PathBuf {
    let test = env::current_exe().expect("the test's path");
    let target = test.ancestors().nth(3);
    target.expect("the target folder").to_owned()
}

fn write(folder: &Path, batch: &[(u64, Checked)]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let random = root.join("tests/random").display().to_string();
    fs::create_dir_all(folder.join("src")).expect("a folder");
    put(
        &folder.join("Cargo.toml"),
        &MANIFEST.replace("RANDOM", &random.replace('\\', "/")),
    );
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    let (mut modules, mut parts) = (String::new(), String::new());
    for (seed, checked) in batch {
        let module = folder.join(format!("src/s{seed}"));
        fs::create_dir_all(&module).expect("a folder");
        let code = checked.rust(&Options::default()).expect("Rust");
        put(&module.join("models.rs"), &code);
        put(&module.join("mod.rs"), &program(checked));
        modules += &format!("mod s{seed};\n");
        parts += &format!("({seed}, s{seed}::run), ");
    }
    put(
        &folder.join("src/main.rs"),
        &format!(
            "#![allow(warnings)]\nextern crate relgen_random as carrier;\npub use relgen_random::{{Email, Phone, carried}};\n{modules}\nfn main() -> std::process::ExitCode {{\n    relgen_random::run(&[{parts}])\n}}\n"
        ),
    );
}

/// What has not changed is not written, so that the same batch is compiled once.
fn put(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).expect("a folder to write to");
}
