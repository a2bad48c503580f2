//! `relgen check --verify` of a relgen without SQLite.

use crate::workshop::Workshop;

#[test]
fn it_says_what_it_lacks() {
    let said = Workshop::new().run(&["check", "--verify", "schema.rel"]);
    insta::assert_snapshot!(said.shown(), @"
    exit code Some(2)
    error: this relgen was built without SQLite, and cannot verify
    help: build it with its feature `verify`, which is one of its default features
    ");
}
