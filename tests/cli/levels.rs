//! Warnings that are denied or allowed.

use crate::workshop::{WARNED, Workshop};

fn warned() -> Workshop {
    let workshop = Workshop::new();
    workshop.write("schema.rel", WARNED);
    workshop
}

#[test]
fn denied_warnings_are_errors() {
    let workshop = warned();
    for denied in ["warnings", "R0509"] {
        let commands: [&[&str]; 3] = [
            &["check", "schema.rel"],
            &["sql", "schema.rel"],
            &["schema.rel", "-o", "models.rs"],
        ];
        for command in commands {
            let said = workshop.run(&[command, &["--deny", denied]].concat());
            assert_eq!((said.code, said.stdout.as_str()), (Some(1), ""));
            assert!(said.stderr.starts_with("error[R0509]"), "{}", said.stderr);
            assert!(
                said.stderr.contains("\nschema.rel: 1 error\n"),
                "{}",
                said.stderr
            );
        }
    }
    assert_eq!(workshop.list("."), ["schema.rel"]);
    let said = workshop.run(&["check", "schema.rel", "--deny", "R0216"]);
    assert_eq!(said.code, Some(0));
}

#[test]
fn allowed_warnings_are_left_out() {
    let workshop = warned();
    for more in [&[][..], &["--deny", "warnings"]] {
        let said = workshop.run(&[&["check", "schema.rel", "--allow", "R0509"], more].concat());
        assert_eq!(said.stderr, "schema.rel is correct: 2 models in TIME\n");
    }
    let said = workshop.run(&["schema.rel", "-o", "models.rs", "--allow", "R0509"]);
    assert_eq!(said.code, Some(0));
    assert!(
        said.stderr.starts_with("wrote models.rs"),
        "{}",
        said.stderr
    );
}

#[test]
fn codes_that_make_no_sense_are_2() {
    let workshop = warned();
    let cases: [&[&str]; 6] = [
        &["--allow", "R0201"],
        &["--allow", "R509"],
        &["--allow", "everything"],
        &["--deny", "r0509"],
        &["--deny", "warning"],
        &["--deny", "R0509", "--allow", "R0509"],
    ];
    let mut shown = String::new();
    for case in cases {
        let said = workshop.run(&[&["check", "schema.rel"], case].concat());
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{case:?}");
        shown.push_str(
            said.stderr
                .split("\n\nFor more")
                .next()
                .unwrap_or_default()
                .trim_end(),
        );
        shown.push('\n');
    }
    insta::assert_snapshot!(shown);
}
