//! What relgen depends on: not more than CONTRIBUTING says, each for a reason, under licences that `deny.toml` allows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).expect(name)
}

/// What cargo says, which asks no network.
fn cargo(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).args(["--offline", "--locked"]);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().expect("cargo");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("text")
}

/// The platform that the tests run on, as rustc calls it.
fn host() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output().expect("rustc");
    let said = String::from_utf8(output.stdout).expect("text");
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("a host").to_owned()
}

/// The crates that are compiled for one, itself left out.
fn crates(of: &str, features: &[&str]) -> BTreeSet<String> {
    let mut arguments = vec!["tree", "--package", of, "--prefix", "none"];
    arguments.extend(["--edges", "normal,build", "--format", "{p}"]);
    arguments.extend(features);
    let tree = cargo(&arguments);
    let name = |line: &str| line.split([' ', '(']).take(2).collect::<Vec<_>>().join(" ");
    let mut names: BTreeSet<String> = tree.lines().map(name).collect();
    names.retain(|name| !name.is_empty() && !name.starts_with(&format!("{of} ")));
    names
}

/// The numbers of a table of CONTRIBUTING: `| what | number |`.
fn budget(what: &str) -> usize {
    let text = read("CONTRIBUTING.md");
    let row = text
        .lines()
        .find(|line| line.starts_with(&format!("| {what} |")));
    let number = row.and_then(|row| row.split('|').nth(2)).expect(what);
    number.trim().parse().expect(what)
}

#[test]
fn no_more_is_compiled_than_is_said() {
    for (what, of, features) in [
        (
            "relgen in a build script",
            "relgen",
            &["--no-default-features"][..],
        ),
        ("the command line", "relgen", &[][..]),
        ("generated code for SQLite", "rusqlite", &[][..]),
    ] {
        let crates = crates(of, features);
        let most = budget(what);
        assert!(
            crates.len() <= most,
            "{what}: {} and not {most}: {crates:#?}",
            crates.len()
        );
        // Room that nobody needs hides what is added later.
        assert!(
            crates.len() + 3 >= most,
            "{what}: only {} of {most}",
            crates.len()
        );
    }
}

/// The names under a heading of `Cargo.toml`.
fn declared(heading: &str) -> BTreeSet<String> {
    let text = read("Cargo.toml");
    let (_, rest) = text.split_once(&format!("[{heading}]\n")).expect(heading);
    let section = rest.split("\n[").next().unwrap_or_default();
    let name = |line: &str| Some(line.split_once(" = ")?.0.to_owned());
    section
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(name)
        .collect()
}

#[test]
fn each_dependency_has_its_reason() {
    let text = read("CONTRIBUTING.md");
    let (_, section) = text.split_once("## Dependencies").expect("the section");
    let rows = section.split("| --- | --- |").nth(1).expect("the table");
    let rows = rows.split("\n\n").next().unwrap_or_default().lines();
    let first = rows.filter_map(|row| row.split('|').nth(1));
    let name = |name: &str| name.split('(').next().unwrap_or_default().trim().to_owned();
    let named: BTreeSet<String> = first.flat_map(|cell| cell.split(", ").map(name)).collect();
    let named: BTreeSet<String> = named.into_iter().filter(|name| !name.is_empty()).collect();
    assert_eq!(named, declared("dependencies"));
    let (_, tests) = section.split_once("For tests alone: ").expect("the tests'");
    let tests = tests.split("\n\n").next().unwrap_or_default();
    for name in declared("dev-dependencies") {
        assert!(tests.contains(&name), "{name} has no reason");
    }
}

fn packages() -> Vec<Value> {
    // Those of other platforms may never have been downloaded.
    let platform = format!("--filter-platform={}", host());
    let text = cargo(&["metadata", "--format-version", "1", &platform]);
    let metadata: Value = serde_json::from_str(&text).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

/// Whether one of the licences that there is a choice of is allowed; all of what stands together with AND.
fn is_allowed(licence: &str, allowed: &[String]) -> bool {
    let all = licence.replace(['(', ')'], "");
    all.split(" AND ").all(|part| {
        let mut choice = part.split(" OR ").flat_map(|one| one.split('/'));
        choice.any(|one| allowed.iter().any(|other| other == one.trim()))
    })
}

#[test]
fn licences_are_those_that_are_allowed() {
    let text = read("deny.toml");
    let (_, list) = text.split_once("allow = [").expect("a list");
    let list = list.split(']').next().unwrap_or_default();
    let allowed: Vec<String> = list
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    assert!(is_allowed("(MIT OR GPL-3.0) AND Zlib", &allowed));
    assert!(!is_allowed("MIT AND GPL-3.0", &allowed));
    let packages = packages();
    assert!(packages.len() > 100);
    let mut used = BTreeSet::new();
    for package in packages.iter().filter(|one| !one["source"].is_null()) {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(
            is_allowed(licence, &allowed),
            "{}: {licence:?}",
            package["name"]
        );
        used.extend(allowed.iter().filter(|one| licence.contains(*one)).cloned());
        let source = package["source"].as_str().unwrap_or_default();
        assert!(
            source.starts_with("registry+"),
            "{}: {source}",
            package["name"]
        );
    }
    assert_eq!(
        used,
        allowed.into_iter().collect(),
        "some are allowed for nothing"
    );
}
