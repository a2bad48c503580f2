//! The example: its files are what relgen writes today, and it prints what it should.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/offences");

#[test]
fn the_generated_files_are_up_to_date() {
    for (schema, output) in [
        ("schema.rel", "models.rs"),
        ("one_directional.rel", "one_directional.rs"),
    ] {
        let fresh = Command::new(env!("CARGO_BIN_EXE_relgen"))
            .args([schema, "-o", "-"])
            .current_dir(FOLDER)
            .output()
            .unwrap();
        assert!(fresh.status.success());
        let checked_in = fs::read(Path::new(FOLDER).join(output)).unwrap();
        assert!(
            fresh.stdout == checked_in,
            "{output} is old: in examples/offences, run relgen {schema} -o {output}"
        );
    }
}

/// Where cargo puts examples: beside the binaries.
fn example() -> PathBuf {
    let binary = Path::new(env!("CARGO_BIN_EXE_relgen"));
    let name = format!("offences{}", std::env::consts::EXE_SUFFIX);
    binary.with_file_name("examples").join(name)
}

#[test]
fn the_seed_programs_print_what_they_should() {
    let run = Command::new(example()).output().unwrap();
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
fn echo_shows_the_statements_with_their_values() {
    let run = Command::new(example()).arg("--echo").output().unwrap();
    let echoed = String::from_utf8(run.stderr).unwrap();
    for statement in [
        "BEGIN IMMEDIATE\n",
        "INSERT INTO person (id, name) VALUES (NULL, 'L. Lad') RETURNING id, name\n",
        "SELECT id, name FROM person WHERE id = 1\n",
        "COMMIT\n",
    ] {
        assert!(echoed.contains(statement), "{statement}{echoed}");
    }
}
