//! Standard input and output.

use std::process::Stdio;

use crate::workshop::{BROKEN, SCHEMA, Workshop};

#[test]
fn a_schema_may_come_from_standard_input() {
    let workshop = Workshop::new();
    let said = workshop.fed(&["sql", "-"], SCHEMA.as_bytes());
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    let first = said.stdout.lines().next().expect("a line");
    assert!(first.ends_with(" from standard input"), "{first}");
    let from_file = workshop.run(&["sql", "schema.rel"]).stdout;
    assert_eq!(
        said.stdout.replace("standard input", "schema.rel"),
        from_file
    );
    let said = workshop.fed(&["check", "-"], BROKEN.as_bytes());
    assert_eq!(said.code, Some(1));
    assert!(said.stderr.contains("--> <stdin>:2:9\n"), "{}", said.stderr);
}

#[test]
fn the_code_may_go_to_standard_output() {
    let workshop = Workshop::new();
    workshop.run(&["schema.rel", "-o", "models.rs", "--sql", "schema.sql"]);
    let said = workshop.run(&["schema.rel", "-o", "-"]);
    assert_eq!(said.stdout, workshop.read("models.rs"));
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    let said = workshop.run(&["schema.rel", "--sql", "-", "-o", "models.rs"]);
    assert_eq!(said.stdout, workshop.read("schema.sql"));
    insta::assert_snapshot!(said.stderr, @"models.rs is unchanged: 2 models in TIME");
    assert_eq!(
        workshop.list("."),
        ["models.rs", "schema.rel", "schema.sql"]
    );
}

#[cfg(unix)]
#[test]
fn reading_stops_at_the_limit() {
    let workshop = Workshop::new();
    let said = workshop.run(&["check", "/dev/zero"]);
    assert_eq!(said.code, Some(1));
    assert!(said.stderr.contains("too large"), "{}", said.stderr);
    let large = vec![b' '; 20 * 1024 * 1024];
    assert_eq!(workshop.fed(&["check", "-"], &large).code, Some(1));
}

#[test]
fn a_reader_that_is_gone_is_no_error() {
    let workshop = Workshop::new();
    for arguments in [
        &["sql", "schema.rel"][..],
        &["schema.rel", "-o", "-"],
        &["show", "ast", "schema.rel"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let mut child = workshop
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a run");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("its end");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_2() {
    let workshop = Workshop::new();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("a full disk");
    let mut command = workshop.command(&["sql", "schema.rel"]);
    let output = command.stdout(full).output().expect("a run");
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8_lossy(&output.stderr);
    insta::assert_snapshot!(stderr, @r#"
    error: cannot write to `standard output`: no space left on device
    help: make room on the disk
    "#);
}
