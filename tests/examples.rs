//! The examples: their files are what relgen writes today, and they print what they should.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/offences");

const TRACKER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/tracker");

#[test]
fn the_generated_files_are_up_to_date() {
    for (schema, target, output) in [
        ("schema.rel", "sqlite", "models.rs"),
        ("schema.rel", "postgres", "postgres_models.rs"),
        ("one_directional.rel", "sqlite", "one_directional.rs"),
    ] {
        let fresh = Command::new(env!("CARGO_BIN_EXE_relgen"))
            .args([schema, "--target", target, "-o", "-"])
            .current_dir(FOLDER)
            .output()
            .unwrap();
        assert!(fresh.status.success());
        let checked_in = fs::read(Path::new(FOLDER).join(output)).unwrap();
        assert!(
            fresh.stdout == checked_in,
            "{output} is old: in examples/offences, run relgen {schema} --target {target} -o {output}"
        );
    }
}

#[test]
fn the_generated_folder_is_up_to_date() {
    let fresh = tempfile::tempdir().unwrap();
    let written = Command::new(env!("CARGO_BIN_EXE_relgen"))
        .args(["schema.rel", "-o"])
        .arg(format!("{}/", fresh.path().display()))
        .current_dir(TRACKER)
        .output()
        .unwrap();
    assert!(written.status.success());
    let checked_in = Path::new(TRACKER).join("models");
    assert_eq!(names(fresh.path()), names(&checked_in));
    for name in names(fresh.path()) {
        let read = |folder: &Path| fs::read(folder.join(&name)).unwrap();
        assert!(
            read(fresh.path()) == read(&checked_in),
            "{name:?} is old: in examples/tracker, run relgen schema.rel -o models/"
        );
    }
}

fn names(folder: &Path) -> Vec<OsString> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names
}

/// Where cargo puts examples: beside the binaries.
fn example(name: &str) -> PathBuf {
    let binary = Path::new(env!("CARGO_BIN_EXE_relgen"));
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    binary.with_file_name("examples").join(name)
}

#[test]
fn the_tracker_prints_what_it_should() {
    let run = Command::new(example("tracker")).output().unwrap();
    assert!(run.status.success());
    assert_eq!(String::from_utf8(run.stderr).unwrap(), "");
    insta::assert_snapshot!("tracker", String::from_utf8(run.stdout).unwrap());
}

#[test]
fn the_seed_programs_print_what_they_should() {
    let run = Command::new(example("offences")).output().unwrap();
    assert!(run.status.success());
    let offences = "L. Lad's Offences:\n\
                    offence: Farting in public.\n\
                    offence: Looking up skirts.\n\
                    offence: Stealing from the homeless.\n";
    let expected = format!("{offences}{offences}L. Lad\n");
    assert_eq!(String::from_utf8(run.stdout).unwrap(), expected);
    assert_eq!(String::from_utf8(run.stderr).unwrap(), "");
}

#[test]
fn the_seed_program_prints_the_same_over_postgresql() {
    let run = Command::new(example("offences_postgres")).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    if said.contains("error connecting to server") {
        let required = std::env::var_os("RELGEN_REQUIRE_SERVERS").is_some_and(|one| one == "1");
        assert!(!required, "{said}");
        eprintln!("skipped: no PostgreSQL: {said}");
        return;
    }
    assert_eq!(said, "");
    let expected = "L. Lad's Offences:\n\
                    offence: Farting in public.\n\
                    offence: Looking up skirts.\n\
                    offence: Stealing from the homeless.\n\
                    L. Lad\n";
    assert_eq!(String::from_utf8(run.stdout).unwrap(), expected);
}

#[test]
fn echo_shows_the_statements_with_their_values() {
    let run = Command::new(example("offences"))
        .arg("--echo")
        .output()
        .unwrap();
    let echoed = String::from_utf8(run.stderr).unwrap();
    for statement in [
        "BEGIN IMMEDIATE\n",
        "INSERT INTO person (id, name) VALUES (NULL, 'L. Lad')\n",
        "SELECT id, name FROM person WHERE id = 1\n",
        "COMMIT\n",
    ] {
        assert!(echoed.contains(statement), "{statement}{echoed}");
    }
}
