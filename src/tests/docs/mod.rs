//! The examples of README.md and of `docs/`: each is compiled, and what it is said to become is what
//! relgen makes of it. A comment on the line before a block says what kind of example it is:
//!
//! - `rel`: a schema, right and in canonical format. `with the schema above`: it goes on from the one before;
//!   `in a model`: members of a model; `wrong`: the `text` block behind it is what relgen prints; `file NAME`:
//!   a file that later ones may import; `all of PATH`: just what that file of the repository holds.
//! - `sql`: `sqlite`: part of the DDL of the schema before it; `sqlite of the schema below`: of the one behind it;
//!   `generated`: a statement of its Rust code.
//! - `rust`: code of `tests/suite/generated` or `examples`; `generated`: lines of the schema's Rust code.

mod blocks;
mod reader;
#[path = "../../../tests/suite/strip.rs"]
#[allow(dead_code, reason = "the rest is for build scripts")]
mod strip;

use std::fs;
use std::path::{Path, PathBuf};

use self::blocks::{Page, inline, read};
use self::reader::{Reader, canonical, in_a_model, own_text};

/// Pages and headings with examples that are not true yet; they are in canonical format all the same.
const PENDING: &[(&str, &str)] = &[];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder of the repository and of those in it that end in `ending`, in order.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str());
        if path.is_dir() && !matches!(name, Some("diagnostics" | "target")) {
            files(&path, ending, found);
        } else if name.is_some_and(|name| name.ends_with(ending)) {
            found.push(path);
        }
    }
}

fn pages() -> Vec<(String, String)> {
    let mut paths = vec![root().join("README.md")];
    files(&root().join("docs"), ".md", &mut paths);
    let page = |path: PathBuf| {
        let name = path.strip_prefix(root()).expect("a page").to_string_lossy();
        let text = fs::read_to_string(&path).expect("text");
        (name.replace('\\', "/"), text)
    };
    paths.into_iter().map(page).collect()
}

/// The problems of each heading of a page, by the block.
fn problems(page: &Page<'_>) -> Vec<(String, String)> {
    let mut reader = Reader::default();
    let mut problems = Vec::new();
    for block in &page.blocks {
        if let Err(problem) = reader.block(block) {
            problems.push((block.heading.clone(), format!("{}: {problem}", block.line)));
        }
    }
    if let (Some(problem), Some(last)) = (reader.missing(), page.blocks.last()) {
        problems.push((last.heading.clone(), format!("{}: {problem}", last.line)));
    }
    problems
}

#[test]
fn every_example_is_true() {
    let mut wrong = Vec::new();
    let mut pending: Vec<(&str, &str)> = PENDING.to_vec();
    for (name, text) in pages() {
        for (heading, problem) in problems(&read(&text)) {
            let here = (name.as_str(), heading.as_str());
            pending.retain(|one| *one != here);
            if !PENDING.contains(&here) {
                wrong.push(format!("{name}:{problem}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(
        pending.is_empty(),
        "take these out of PENDING, they are true by now: {pending:#?}"
    );
}

#[test]
fn every_schema_is_in_canonical_format() {
    let mut wrong = Vec::new();
    for (name, text) in pages() {
        let blocks = read(&text).blocks.into_iter();
        for block in blocks.filter(|block| block.language == "rel" && !block.is("wrong")) {
            if let Err(problem) = canonical(&own_text(&block)) {
                wrong.push(format!("{name}:{}: {problem}", block.line));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn members_within_a_line_are_canonical() {
    let mut wrong = Vec::new();
    for (name, text) in pages() {
        for (line, text) in read(&text).lines {
            for member in inline(text).into_iter().filter(|code| is_member(code)) {
                if let Err(problem) = canonical(&in_a_model(member)) {
                    wrong.push(format!("{name}:{line}: {problem}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// `name: Type …` and `name: rel Target …`, all of it.
fn is_member(code: &str) -> bool {
    let name = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    code.split_once(": ").is_some_and(|(before, ty)| {
        let capital = ty.starts_with(|letter: char| letter.is_ascii_uppercase());
        before.chars().all(name) && !code.contains('…') && (capital || ty.starts_with("rel "))
    })
}
