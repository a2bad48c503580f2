//! Formatting: cases with snapshots, and what holds for every text without errors.

use std::fs;
use std::path::{Path, PathBuf};

use super::formatted::{canonical, check};
use super::parsed;
use super::tokens::tokens;
use crate::source::FileId;
use crate::syntax::format::{Formatted, format};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every schema of the repository that has no errors, by its path.
fn schemas() -> Vec<(String, String)> {
    let mut schemas = Vec::new();
    for folder in ["tests", "examples", "bench"] {
        collect(&root().join(folder), &mut schemas);
    }
    schemas.extend(fenced());
    schemas.retain(|(_, text)| parsed(text).1.is_empty());
    schemas.sort();
    assert!(schemas.len() > 20, "only {} schemas", schemas.len());
    schemas
}

/// The schemas in the documentation, between fences.
fn fenced() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for path in ["README.md", "docs/language.md", "docs/generated-code.md"] {
        let text = fs::read_to_string(root().join(path)).expect("text");
        let blocks = text.split("```rel\n").skip(1);
        let blocks = blocks.filter_map(|block| Some(block.split_once("```")?.0.to_owned()));
        found.extend(blocks.map(|block| (path.to_owned(), block)));
    }
    assert!(!found.is_empty());
    found
}

fn collect(folder: &Path, schemas: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, schemas);
        } else if path.extension().is_some_and(|extension| extension == "rel")
            && let Ok(text) = fs::read_to_string(&path)
        {
            schemas.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn every_case_gives_what_its_snapshot_says() {
    let folder = root().join("tests/cases/format");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut cases = Vec::new();
    collect(&folder, &mut cases);
    assert!(!cases.is_empty());
    for (path, text) in cases {
        let name = Path::new(&path)
            .file_stem()
            .expect("a name")
            .to_string_lossy();
        let outcome = format!("{text}\n──────\n{}", canonical(&text));
        settings.bind(|| insta::assert_snapshot!(name.as_ref(), outcome));
    }
}

#[test]
fn every_schema_keeps_its_meaning_and_its_comments() {
    for (name, text) in schemas() {
        check(&name, &text);
        check(&name, &text.replace("\r\n", "\n").replace('\n', "\r\n"));
    }
}

/// What people read first. All but the one that shows the synonym `lazy true`.
#[test]
fn the_examples_are_formatted() {
    for (name, text) in schemas() {
        let is_read = name.contains("examples/") || name.ends_with(".md");
        if is_read && !name.ends_with("one_directional.rel") {
            assert_eq!(canonical(&text), text, "{name}");
        }
    }
}

#[test]
fn errors_are_reported_and_nothing_is_formatted() {
    let mut diagnostics = Vec::new();
    let result = format(FileId(0), "model A < id Integer >", &mut diagnostics);
    assert_eq!((result, diagnostics.len()), (Formatted::Wrong, 1));
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// The text with other white space and more comments.
fn shaken(text: &str, dice: &mut Dice) -> String {
    let mut shaken = String::new();
    for (number, token) in tokens(text).into_iter().enumerate() {
        if !token.trim().is_empty() {
            shaken.push_str(token);
            if dice.roll(30) == 0 {
                shaken.push_str(&format!("// tight {number}\n"));
            }
            continue;
        }
        match dice.roll(12) {
            0 => shaken.push('\n'),
            1 => shaken.push_str("\n\n \n"),
            2 => shaken.push(' '),
            3 => shaken.push_str(&format!(" // behind {number}\n")),
            4 => shaken.push_str(&format!("\n// own {number}\n")),
            5 => shaken.push_str(&format!("\n\n//// own {number}  \r\n\n")),
            6 => shaken.push_str(&format!(" // one {number}\n//two\n\t")),
            _ => shaken.push_str(token),
        }
    }
    shaken
}

#[test]
fn other_white_space_and_more_comments_change_nothing() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut tried, mut all) = (0, 0);
    for (name, text) in schemas() {
        if text.len() > 6000 {
            continue;
        }
        for _ in 0..15 {
            let shaken = shaken(&text, &mut dice);
            all += 1;
            // A doc must stay on the lines before what it documents, so some are wrong now.
            if parsed(&shaken).1.is_empty() {
                tried += 1;
                check(&name, &shaken);
            }
        }
    }
    assert!(tried * 2 > all, "only {tried} of {all} texts had no errors");
}
