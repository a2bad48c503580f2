//! Imports point one way.

use std::fs;
use std::path::{Path, PathBuf};

/// Each stage may use those before it.
const ORDER: &[&str] = &[
    "printable",
    "text",
    "source",
    "diagnostic",
    "syntax",
    "load",
    "schema",
    "tables",
    "dialect",
    "emit",
    "verify",
    "pipeline",
    "doors",
];

/// The stage that a module belongs to: what opens a file or talks to somebody is a door.
fn stage(module: &str) -> usize {
    let known = ORDER.iter().position(|stage| *stage == module);
    known.unwrap_or(ORDER.len() - 1)
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && !["support", "tests"].contains(&name) {
            rust_files(&path, files);
        } else if name.ends_with(".rs") && !["lib.rs", "main.rs", "tests.rs"].contains(&name) {
            files.push(path);
        }
    }
}

#[test]
fn imports_point_to_earlier_stages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let library = fs::read_to_string(root.join("lib.rs")).unwrap();
    let is_module = |name: &str| library.contains(&format!("mod {name};"));
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    assert!(files.len() > 40);
    for file in files {
        let inside = file.strip_prefix(&root).unwrap();
        let first = inside.components().next().unwrap().as_os_str();
        let own = first.to_str().unwrap().trim_end_matches(".rs");
        let text = fs::read_to_string(&file).unwrap();
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let text: String = code.collect();
        for used in text.split("crate::").skip(1) {
            let mut parts = used.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let used = parts.next().unwrap();
            assert!(
                !is_module(used) || stage(used) <= stage(own),
                "{} uses crate::{used}, which comes after it",
                inside.display()
            );
        }
    }
}

#[test]
fn files_are_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    for file in files {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        // The tree of the language is one list, and reads best as one.
        assert!(
            lines <= 320 || file.ends_with("syntax/ast.rs"),
            "{}: {lines} lines",
            file.display()
        );
    }
}
