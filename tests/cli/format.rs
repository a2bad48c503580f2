//! `relgen fmt`

use crate::workshop::{BROKEN, SCHEMA, Workshop};

/// Right, but not as it is written.
const LOOSE: &str = "model A <\n  id: Integer   unique primary_key // key\n>";
const TIDY: &str = "model A <\n    id: Integer primary_key unique // key\n>\n";

#[test]
fn a_file_is_rewritten_once() {
    let workshop = Workshop::new();
    workshop.write("a.rel", LOOSE);
    let time = workshop.age("schema.rel");
    let said = workshop.run(&["fmt", "a.rel", "schema.rel"]);
    insta::assert_snapshot!(said.shown(), @r#"
    exit code Some(0)
    formatted a.rel
    "#);
    assert_eq!(workshop.read("a.rel"), TIDY);
    assert_eq!(workshop.read("schema.rel"), SCHEMA);
    assert_eq!(workshop.modified("schema.rel"), time);
    let time = workshop.age("a.rel");
    let said = workshop.run(&["fmt", "a.rel"]);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    assert_eq!(workshop.modified("a.rel"), time);
    assert_eq!(workshop.list("."), ["a.rel", "schema.rel"]);
}

#[test]
fn check_writes_nothing() {
    let workshop = Workshop::new();
    workshop.write("a.rel", LOOSE);
    let said = workshop.run(&["fmt", "--check", "a.rel", "schema.rel"]);
    insta::assert_snapshot!(said.shown(), @r#"
    exit code Some(1)
    a.rel would be formatted
    "#);
    assert_eq!(workshop.read("a.rel"), LOOSE);
    assert_eq!(
        workshop.run(&["fmt", "--check", "schema.rel"]).code,
        Some(0)
    );
}

#[test]
fn diff_writes_nothing() {
    let workshop = Workshop::new();
    workshop.write("a.rel", LOOSE);
    let said = workshop.run(&["fmt", "--diff", "a.rel", "schema.rel"]);
    insta::assert_snapshot!(said.shown(), @r#"
    exit code Some(0)
    --- a.rel
    +++ a.rel
    @@ -1,3 +1,3 @@
     model A <
    -  id: Integer   unique primary_key // key
    ->
    \ No newline at end of file
    +    id: Integer primary_key unique // key
    +>
    "#);
    assert_eq!(workshop.read("a.rel"), LOOSE);
    let both = workshop.run(&["fmt", "--diff", "--check", "a.rel"]);
    assert_eq!((both.code, both.stdout), (Some(1), said.stdout));
    assert_eq!(both.stderr, "a.rel would be formatted\n");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let workshop = Workshop::new();
    let said = workshop.fed(&["fmt", "-"], LOOSE.as_bytes());
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    assert_eq!(said.stdout, TIDY);
    let said = workshop.fed(&["fmt", "-"], TIDY.as_bytes());
    assert_eq!(said.stdout, TIDY);
    let said = workshop.fed(&["fmt", "--check", "-"], LOOSE.as_bytes());
    insta::assert_snapshot!(said.shown(), @r#"
    exit code Some(1)
    <stdin> would be formatted
    "#);
    let said = workshop.fed(&["fmt", "-"], b"model A < id Integer >");
    assert_eq!((said.code, said.stdout.as_str()), (Some(1), ""));
}

#[test]
fn a_file_with_errors_is_left_alone() {
    let workshop = Workshop::new();
    let wrong = "model  A <\n  id Integer\n>";
    workshop.write("a.rel", LOOSE);
    workshop.write("b.rel", wrong);
    let said = workshop.run(&["fmt", "b.rel", "a.rel"]);
    insta::assert_snapshot!(said.shown(), @r#"
    exit code Some(1)
    error[R0101]: expected `:` after `id`
     --> b.rel:2:5
      |
    2 |   id Integer
      |     ^
      |
    help: a column is written `name: Type`, a relationship `name: rel Target`
      |
    2 |   id: Integer
      |     +

    b.rel: 1 error
    formatted a.rel
    for more about R0101: relgen explain R0101
    "#);
    assert_eq!(workshop.read("b.rel"), wrong);
    assert_eq!(workshop.read("a.rel"), TIDY);
    workshop.write("latin1.rel", b"// Gr\xf6\xdfe\n");
    assert_eq!(workshop.run(&["fmt", "latin1.rel"]).code, Some(1));
}

/// Whether names are known is no question of form.
#[test]
fn a_schema_may_be_wrong_otherwise() {
    let workshop = Workshop::new();
    workshop.write("schema.rel", BROKEN.replace("    id", "\tid"));
    assert_eq!(workshop.run(&["fmt", "schema.rel"]).code, Some(0));
    assert_eq!(workshop.read("schema.rel"), BROKEN);
}

#[test]
fn trouble_is_2_and_nothing_is_written() {
    let workshop = Workshop::new();
    workshop.write("a.rel", LOOSE);
    for arguments in [
        &["fmt"][..],
        &["fmt", "a.rel", "missing.rel"],
        &["fmt", "a.rel", "./a.rel"],
        &["fmt", "a.rel", "."],
    ] {
        assert_eq!(workshop.run(arguments).code, Some(2), "{arguments:?}");
    }
    assert_eq!(workshop.read("a.rel"), LOOSE);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let workshop = Workshop::new();
    workshop.write("a.rel", LOOSE);
    std::os::unix::fs::symlink(workshop.path("a.rel"), workshop.path("b.rel")).expect("a link");
    assert_eq!(workshop.run(&["fmt", "b.rel"]).code, Some(0));
    assert_eq!(workshop.read("a.rel"), TIDY);
    assert!(workshop.path("b.rel").is_symlink());
}
