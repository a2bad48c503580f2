//! The pages of `relgen explain`: each shows what it is about, and how it is mended.

use std::fs;
use std::path::{Path, PathBuf};

use super::dialects::DATABASES;
use super::verify::verified;
use super::{compiled, compiled_for, shown};
use crate::diagnostic::{ALL, Code, PAGES};
use crate::dialect::Database;
use crate::pipeline::Compiled;
use crate::source::FileId;
use crate::syntax::{Formatted, format};

/// Those that no text on a page can show; their `## Wrong` says so in words, in a `text` block.
const NOT_SHOWN: &[(Code, &str)] = &[
    (Code::FILE_NOT_UTF8, "a page is UTF-8"),
    (Code::FILE_HAS_NUL, "a page holds no NUL character"),
    (Code::FILE_TOO_LARGE, "a page is smaller than 16 MiB"),
    (Code::SCHEMA_TOO_LARGE, "a page is smaller than 64 MiB"),
    (Code::DELETION_DEPTH, "a page has fewer than 34 models"),
];

/// The only block of a section, which begins with `` ```LANGUAGE ``.
fn block<'p>(page: &'p str, section: &str, language: &str) -> Result<&'p str, String> {
    let missing = || format!("needs a section `## {section}` with one ```{language} block");
    let heading = format!("\n## {section}\n");
    let (_, rest) = page.split_once(&heading).ok_or_else(missing)?;
    let body = rest.split("\n## ").next().ok_or_else(missing)?;
    let mut parts = body.split("```");
    let (_, block, _) = (parts.next(), parts.next(), parts.next());
    let text = block.and_then(|block| block.strip_prefix(&format!("{language}\n")));
    text.filter(|_| parts.next().is_none()).ok_or_else(missing)
}

/// What the formatter would change it to. What is not syntax has no canonical form.
fn canonical(text: &str) -> Result<(), String> {
    match format(FileId::default(), text, &mut Vec::new()) {
        Formatted::Text(canonical) if canonical != text => {
            Err(format!("is not as `relgen fmt` writes it:\n{canonical}"))
        }
        _ => Ok(()),
    }
}

/// What is wrong for the database that the page names; what a database says of it is asked for on the
/// pages that are about that.
fn judged(code: Code, page: &str, text: &str) -> Compiled {
    let named =
        |(_, short): &(Database, &str)| page.contains(&format!("<!-- dialect: {short} -->"));
    let named = DATABASES.into_iter().find(named);
    match named {
        Some((database, _)) => compiled_for(database, text),
        None if code.text().starts_with("R07") => verified(text),
        None => compiled(text),
    }
}

fn wrong(code: Code, page: &str, text: &str) -> Result<(), String> {
    let compiled = judged(code, page, text);
    let codes = compiled.diagnostics.iter().map(|one| one.code);
    let others = codes.clone().any(|other| other != code);
    if others || codes.count() == 0 {
        let shown = shown(&compiled);
        return Err(format!("must yield {code} and nothing else, not:\n{shown}"));
    }
    canonical(text).map_err(|problem| format!("of `## Wrong` {problem}"))
}

fn right(code: Code, page: &str, text: &str) -> Result<(), String> {
    let compiled = judged(code, page, text);
    if !compiled.diagnostics.is_empty() {
        let shown = shown(&compiled);
        return Err(format!("of `## Right` must be right, but:\n{shown}"));
    }
    canonical(text).map_err(|problem| format!("of `## Right` {problem}"))
}

fn page(code: Code, title: &str, page: &str) -> Result<(), String> {
    let heading = format!("# {code}: {title}\n\n");
    if !page.starts_with(&heading) {
        return Err(format!("must begin with `{}`", heading.trim_end()));
    }
    if NOT_SHOWN.iter().any(|(skipped, _)| *skipped == code) {
        block(page, "Wrong", "text")?;
    } else {
        wrong(code, page, block(page, "Wrong", "rel")?)?;
    }
    right(code, page, block(page, "Right", "rel")?)
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

#[test]
fn every_page_shows_what_it_is_about() {
    let problems = ALL
        .iter()
        .zip(PAGES)
        .filter_map(|((code, title), (_, text))| {
            let problem = page(*code, title, text).err()?;
            Some(format!("docs/diagnostics/{code}.md {problem}"))
        });
    let problems: Vec<String> = problems.collect();
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}

#[test]
fn every_page_is_of_a_code() {
    for entry in fs::read_dir(docs().join("diagnostics")).expect("the folder of pages") {
        let path = entry.expect("a page").path();
        let name = path.file_stem().and_then(|name| name.to_str());
        let known = ALL.iter().any(|(code, _)| Some(code.text()) == name);
        assert!(known, "there is no code for {}", path.display());
    }
}

/// Those of `lines` that are not in `others`, one below the other.
fn without(lines: &[String], others: &[String]) -> String {
    let missing = lines.iter().filter(|line| !others.contains(line));
    let missing: Vec<&str> = missing.map(String::as_str).collect();
    missing.join("\n")
}

#[test]
fn the_index_lists_every_page() {
    let text = fs::read_to_string(docs().join("diagnostics.md")).expect("the index");
    let listed = text.lines().filter(|line| line.starts_with("- [R"));
    let listed: Vec<String> = listed.map(str::to_owned).collect();
    let lines = ALL
        .iter()
        .map(|(code, title)| format!("- [{code}](diagnostics/{code}.md): {title}"));
    let lines: Vec<String> = lines.collect();
    assert!(
        listed == lines,
        "docs/diagnostics.md lists the codes in ascending order.\nAdd:\n{}\nTake out:\n{}",
        without(&lines, &listed),
        without(&listed, &lines)
    );
}
