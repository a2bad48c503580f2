//! `docs/promises.md`: each promise has a test, and each test that it names is there.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect(name)
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn each_promise_names_a_test_that_is_there() {
    let mut files = Vec::new();
    sources(&root().join("src/tests"), &mut files);
    sources(&root().join("tests/cli"), &mut files);
    sources(&root().join("tests/compiled/tests"), &mut files);
    let texts = files
        .iter()
        .map(|path| fs::read_to_string(path).expect("text"));
    let code = texts.collect::<String>();
    let page = read("docs/promises.md");
    let rows = page.lines().filter(|line| line.starts_with("| **"));
    let mut count = 0;
    for row in rows {
        let kept = row
            .trim_end_matches(" |")
            .rsplit(" | ")
            .next()
            .expect("a cell");
        let names: Vec<&str> = kept.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row}");
        for name in names {
            assert!(
                code.contains(&format!("#[test]\nfn {name}()")),
                "{name} is no test"
            );
        }
        count += 1;
    }
    assert!(count >= 15, "{count}");
}

#[test]
fn the_crate_forbids_unsafe_code() {
    assert!(read("Cargo.toml").contains("[lints.rust]\nunsafe_code = \"forbid\"\n"));
    let library = read("src/lib.rs");
    for lint in [
        "expect_used",
        "indexing_slicing",
        "panic",
        "string_slice",
        "unreachable",
        "unwrap_used",
    ] {
        assert!(
            library.contains(&format!("        clippy::{lint}")),
            "{lint}"
        );
    }
}

#[test]
fn the_oldest_rust_is_the_same_everywhere() {
    let version = "1.89";
    for name in [
        "Cargo.toml",
        "bench/Cargo.toml",
        "tests/compiled/Cargo.toml",
        "tests/edition_2021/Cargo.toml",
    ] {
        let line = format!("rust-version = \"{version}\"");
        assert!(read(name).contains(&line), "{name}");
    }
    assert!(read("CONTRIBUTING.md").contains(&format!("compiles with is {version}")));
    assert!(read("docs/promises.md").contains(&format!("**Rust {version}**")));
}
