//! The pieces as they are emitted: two modules deep, formatted for either edition.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const STYLES: [&[&str]; 2] = [
    &["--edition", "2024", "--config", "style_edition=2024"],
    &["--edition", "2021"],
];

/// Name and text of every piece, without what tests alone see.
fn pieces() -> Vec<(String, String)> {
    let support = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/support");
    let mut pieces = Vec::new();
    let folders =
        ["common", "sqlite", "postgres"].map(|folder| fs::read_dir(support.join(folder)).unwrap());
    for entry in folders.into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|ending| ending == "rs") && name != "mod" {
            pieces.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    pieces.sort();
    pieces
}

/// A piece where it stands in a generated file.
fn nested(name: &str, piece: &str) -> String {
    let mut text = format!("mod support {{\n    mod {name} {{\n");
    for line in piece.lines() {
        let indent = if line.is_empty() { "" } else { "        " };
        text.push_str(&format!("{indent}{line}\n"));
    }
    text + "    }\n}\n"
}

/// What `rustfmt --check` would change; `None` where there is no rustfmt.
fn reformatted(text: &str, options: &[&str]) -> Option<String> {
    let version = Command::new("rustfmt").arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no rustfmt here");
        return None;
    }
    let mut child = Command::new("rustfmt")
        .arg("--check")
        .args(options)
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let unchanged = output.status.success() && said.is_empty();
    Some(if unchanged {
        String::new()
    } else {
        String::from_utf8_lossy(&said).into_owned()
    })
}

#[test]
fn every_piece_is_formatted_where_it_is_emitted() {
    let mut changes = String::new();
    for (name, piece) in pieces() {
        for style in STYLES {
            let Some(change) = reformatted(&nested(&name, &piece), style) else {
                return;
            };
            if !change.is_empty() {
                changes.push_str(&format!("{name} {style:?}\n{change}\n"));
            }
        }
    }
    assert!(changes.is_empty(), "{changes}");
}

/// `mod.rs` without its modules, of which each generated file has its own.
#[test]
fn what_is_exported_is_formatted_where_it_is_emitted() {
    for target in ["sqlite", "postgres"] {
        exports_are_formatted(target);
    }
}

fn exports_are_formatted(target: &str) {
    let support = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/support");
    let joined = support.join(target).join("mod.rs");
    let mut text = String::from("mod support {\n");
    for line in fs::read_to_string(joined).unwrap().lines() {
        if line.starts_with("pub") {
            text.push_str(&format!("    {line}\n"));
        } else if line.is_empty() && text.ends_with(";\n") {
            text.push('\n');
        }
    }
    text.push_str("}\n");
    for style in STYLES {
        let change = reformatted(&text, style).unwrap_or_default();
        assert!(change.is_empty(), "{target} {style:?}\n{change}");
    }
}

/// What one target's database and driver are called has no place in what both share.
#[test]
fn common_pieces_know_no_database() {
    let common = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/support/common");
    for entry in fs::read_dir(common).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        for driver in [
            "rusqlite",
            "postgres::",
            "json_each",
            "unhex",
            "unnest",
            "instr(",
        ] {
            assert!(!text.contains(driver), "{} has {driver}", path.display());
        }
    }
}

#[test]
fn pieces_keep_to_the_rules() {
    for (name, piece) in pieces() {
        assert!(piece.lines().count() < 300, "{name} is too long");
        for forbidden in [
            ".unwrap()",
            ".expect(",
            "panic!",
            "unsafe ",
            "todo!",
            "crate::",
        ] {
            assert!(!piece.contains(forbidden), "{name} has {forbidden}");
        }
        for line in piece.lines() {
            assert!(
                line.chars().count() <= 92,
                "{name}: too wide when emitted: {line}"
            );
        }
    }
}
