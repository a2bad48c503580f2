//! What is said when something is wrong, and with which exit code.

use std::fs;

use crate::workshop::{BROKEN, SCHEMA, WARNED, Workshop};

#[test]
fn a_wrong_schema_is_1() {
    let workshop = Workshop::new();
    workshop.write("schema.rel", BROKEN);
    for arguments in [
        &["check", "schema.rel"][..],
        &["sql", "schema.rel"],
        &["schema.rel", "-o", "models.rs"],
        &["show", "tables", "schema.rel"],
    ] {
        let said = workshop.run(arguments);
        assert_eq!((said.code, said.stdout.as_str()), (Some(1), ""));
        insta::assert_snapshot!("a_wrong_schema", said.stderr);
    }
}

#[test]
fn warnings_do_not_fail() {
    let workshop = Workshop::new();
    workshop.write("schema.rel", WARNED);
    insta::assert_snapshot!(workshop.run(&["check", "schema.rel"]).shown());
    let said = workshop.run(&["-q", "schema.rel", "-o", "models.rs"]);
    assert_eq!(said.code, Some(0));
    assert!(said.stderr.starts_with("warning["), "{}", said.stderr);
}

#[test]
fn usage_is_2() {
    let workshop = Workshop::new();
    let cases: [&[&str]; 12] = [
        &[],
        &["schema.rel"],
        &["schema.rel", "other.rel", "-o", "models.rs"],
        &["check"],
        &["check", "schema.rel", "other.rel"],
        &["-o", "models.rs"],
        &["-o", "models.rs", "check", "schema.rel"],
        &["show", "sql", "schema.rel"],
        &["schema.rel", "-o", ""],
        &["schema.rel", "-o", "x.rs", "--derive", "a, b"],
        &["schema.rel", "-o", "x.rs", "--quiet", "--verbose"],
        &["schema.rel", "-o", "x.rs", "--color", "pink"],
    ];
    let mut shown = String::new();
    for arguments in cases {
        let said = workshop.run(arguments);
        assert_eq!(
            (said.code, said.stdout.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        let stderr = said.stderr.split("Commands:").next().unwrap_or_default();
        shown.push_str(&format!("{arguments:?}\n{}\n\n", stderr.trim_end()));
    }
    insta::assert_snapshot!(shown);
    assert_eq!(workshop.list("."), ["schema.rel"]);
}

#[test]
fn help_and_version_are_0() {
    let workshop = Workshop::new();
    let said = workshop.run(&["--help"]);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!(said.stdout);
    let said = workshop.run(&["--version"]);
    assert_eq!(
        said.stdout,
        format!("relgen {}\n", env!("CARGO_PKG_VERSION"))
    );
    for command in ["check", "sql", "show", "fmt", "explain", "completions"] {
        assert_eq!(workshop.run(&[command, "--help"]).code, Some(0));
    }
}

#[test]
fn files_that_cannot_be_read_are_2() {
    let workshop = Workshop::new();
    workshop.write("folder/schema.rel", SCHEMA);
    for schema in ["missing.rel", "folder", "schema.rel/schema.rel"] {
        let said = workshop.run(&["check", schema]);
        insta::assert_snapshot!(schema.replace('/', "_"), said.shown());
    }
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_2() {
    use std::os::unix::fs::PermissionsExt;
    let workshop = Workshop::new();
    let path = workshop.path("schema.rel");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).expect("permissions");
    if fs::read(&path).is_ok() {
        eprintln!("skipped: this user may read every file");
        return;
    }
    let said = workshop.run(&["check", "schema.rel"]);
    insta::assert_snapshot!(said.shown(), @r#"
    exit code Some(2)
    error: cannot read `schema.rel`: permission denied
    help: look at the permissions of the file and of its folder
    "#);
}

#[test]
fn files_that_are_no_schema_are_1() {
    let workshop = Workshop::new();
    workshop.write("large.rel", vec![b' '; 20 * 1024 * 1024]);
    workshop.write("latin1.rel", b"// Gr\xf6\xdfe\n");
    workshop.write("nul.rel", b"model A <\0>\n");
    for schema in ["large.rel", "latin1.rel", "nul.rel"] {
        let said = workshop.run(&["check", schema]);
        assert_eq!(said.code, Some(1), "{}", said.stderr);
        insta::assert_snapshot!(schema, said.shown());
    }
    workshop.write("empty.rel", "");
    insta::assert_snapshot!(workshop.run(&["check", "empty.rel"]).shown());
}

#[test]
fn a_schema_may_be_called_like_a_command() {
    let workshop = Workshop::new();
    workshop.write("check", SCHEMA);
    assert_eq!(workshop.run(&["./check", "-o", "models.rs"]).code, Some(0));
    assert_eq!(workshop.run(&["check", "check"]).code, Some(0));
    assert_eq!(workshop.run(&["check"]).code, Some(2));
}

#[test]
fn colours_are_for_those_who_want_them() {
    let workshop = Workshop::new();
    workshop.write("schema.rel", BROKEN);
    let coloured = |arguments: &[&str], no_color: &str| {
        let mut command = workshop.command(arguments);
        let output = command.env("NO_COLOR", no_color).output().expect("a run");
        output.stderr.contains(&0x1b)
    };
    assert!(coloured(&["--color", "always", "check", "schema.rel"], ""));
    assert!(coloured(&["check", "schema.rel", "--color=always"], "1"));
    assert!(coloured(&["check", "missing.rel", "--color=always"], ""));
    // Not a terminal.
    for no_color in ["", "1"] {
        assert!(!coloured(&["check", "schema.rel"], no_color));
        assert!(!coloured(
            &["check", "schema.rel", "--color", "never"],
            no_color
        ));
    }
}
