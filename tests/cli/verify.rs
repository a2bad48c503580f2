//! `relgen check --verify`

use crate::workshop::Workshop;

const SLOW: &str = "\
model Person <
    id: Integer primary_key
    pets: rel Pet
>

model Pet <
    id: Integer primary_key
    owner_id: Integer index false foreign_key person.id
>
";

#[test]
fn what_is_right_is_said_to_be() {
    let workshop = Workshop::new();
    let said = workshop.run(&["check", "--verify", "schema.rel"]);
    insta::assert_snapshot!(said.shown(), @r"
    exit code Some(0)
    schema.rel is correct: 2 models in TIME
    ");
    let said = workshop.run(&["check", "--verify", "-v", "schema.rel"]);
    assert!(said.stderr.contains("  verify "), "{}", said.stderr);
    assert_eq!(workshop.list("."), ["schema.rel"]);
}

#[test]
fn a_slow_statement_is_a_warning() {
    let workshop = Workshop::new();
    workshop.write("schema.rel", SLOW);
    assert_eq!(
        workshop.run(&["check", "schema.rel"]).stderr,
        "schema.rel is correct: 2 models in TIME\n"
    );
    let check = ["check", "--verify", "schema.rel", "--message-format=short"];
    insta::assert_snapshot!(workshop.run(&check).shown(), @r"
    exit code Some(0)
    schema.rel:3:5: warning[R0701]: `Person.pets` reads the whole table `pet`
    schema.rel is correct, with 1 warning: 2 models in TIME
    ");
    let denied = workshop.run(&[&check[..], &["--deny", "R0701"]].concat());
    assert_eq!(denied.code, Some(1));
    let allowed = workshop.run(&[&check[..], &["--allow", "R0701", "--deny", "warnings"]].concat());
    assert_eq!(allowed.stderr, "schema.rel is correct: 2 models in TIME\n");
}

#[test]
fn raw_sql_that_sqlite_refuses_is_an_error() {
    let workshop = Workshop::new();
    workshop.write(
        "schema.rel",
        "model Person <\n    id: Integer primary_key check `abs(id, 1) > 0`\n>\n",
    );
    assert_eq!(workshop.run(&["check", "schema.rel"]).code, Some(0));
    let said = workshop.run(&["check", "--verify", "schema.rel", "--message-format=short"]);
    insta::assert_snapshot!(said.shown(), @r"
    exit code Some(1)
    schema.rel:2:35: error[R0702]: SQLite refuses this SQL: wrong number of arguments to function abs()
    schema.rel: 1 error
    ");
}
