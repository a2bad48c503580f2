//! What a user gets wrong does not compile, and the compiler says why in the user's own words.
//!
//! Each file of `wrong/` is a mistake, and beside it stands what rustc says of it.

use std::process::Command;

/// The compiler whose messages are kept: others word them differently.
const RUSTC: &str = "rustc 1.95.";

#[test]
fn mistakes_do_not_compile() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    if !version.starts_with(RUSTC) {
        eprintln!("skipped: the messages kept are those of {RUSTC}x, and this is {version}");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/wrong/*.rs");
}
