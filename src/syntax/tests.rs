//! Cases are files: `tests/cases/syntax/*.rel`, each with its snapshot beside it.

mod format;
pub mod formatted;
mod limits;
pub mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

use super::{ast, parse};
use crate::diagnostic::{Diagnostic, render};
use crate::source::{FileId, Source, Sources};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/syntax")
}

fn cases() -> Vec<(String, String)> {
    let mut cases: Vec<_> = fs::read_dir(folder())
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rel"))
        .map(|path| {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(&path).expect("text"))
        })
        .collect();
    cases.sort();
    cases
}

fn parsed(text: &str) -> (ast::File, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let tree = parse(FileId(0), text, &mut diagnostics);
    (tree, diagnostics)
}

fn rendered(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut sources = Sources::default();
    sources.add(Source {
        name: "case.rel".to_owned(),
        text: text.to_owned(),
    });
    render(diagnostics, &sources, false)
}

/// One line for each declaration and each member, without places.
fn printed(tree: &ast::File) -> String {
    let mut lines: Vec<String> = tree
        .docs
        .iter()
        .map(|doc| format!("//!{}", doc.text))
        .collect();
    for declaration in &tree.declarations {
        let (head, members): (String, Vec<String>) = match declaration.clone() {
            ast::Declaration::Model(mut model) => {
                let members = std::mem::take(&mut model.members);
                (
                    format!("{model:?}"),
                    members.iter().map(|member| format!("{member:?}")).collect(),
                )
            }
            ast::Declaration::Mixin(mut mixin) => {
                let members = std::mem::take(&mut mixin.members);
                (
                    format!("{mixin:?}"),
                    members.iter().map(|member| format!("{member:?}")).collect(),
                )
            }
            ast::Declaration::Table(mut table) => {
                let members = std::mem::take(&mut table.members);
                (
                    format!("{table:?}"),
                    members.iter().map(|member| format!("{member:?}")).collect(),
                )
            }
            other => (format!("{other:?}"), Vec::new()),
        };
        lines.push(compact(&head));
        lines.extend(
            members
                .iter()
                .map(|member| format!("    {}", compact(member))),
        );
    }
    lines.join("\n")
}

/// Debug text without the places and without what is empty.
fn compact(debug: &str) -> String {
    let mut text = String::new();
    let mut rest = debug;
    while let Some((before, after)) = rest.split_once(", span: ") {
        text.push_str(before);
        rest = after.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    }
    text.push_str(rest);
    for (from, to) in [
        ("Name { text: ", "{ "),
        ("docs: [], ", ""),
        (", members: []", ""),
        (", attributes: []", ""),
    ] {
        text = text.replace(from, to);
    }
    text
}

fn codes(text: &str) -> Vec<String> {
    parsed(text)
        .1
        .iter()
        .map(|diagnostic| diagnostic.code.to_string())
        .collect()
}

#[test]
fn every_case_gives_what_its_snapshot_says() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, text) in cases() {
        let (tree, diagnostics) = parsed(&text);
        let outcome = match diagnostics.is_empty() {
            true => printed(&tree),
            false => rendered(&text, &diagnostics),
        };
        settings.bind(|| insta::assert_snapshot!(name, format!("{text}\n──────\n{outcome}")));
    }
}

/// The language's whole page, construct by construct.
#[test]
fn the_valid_cases_are_valid() {
    for (name, text) in cases() {
        let (_, diagnostics) = parsed(&text);
        assert_eq!(
            name.starts_with("valid_"),
            diagnostics.is_empty(),
            "{name}:\n{}",
            rendered(&text, &diagnostics)
        );
    }
}

/// Every prefix, and every text with one token missing: a tree and no panic, nor one in the renderer.
#[test]
fn no_text_makes_it_panic() {
    // Long texts are cut at some of their characters only.
    const MOST: usize = 300;
    for (_, text) in cases() {
        let step = text.len() / MOST + 1;
        for (at, letter) in text.char_indices().step_by(step) {
            check(&text[..at]);
            check(&format!(
                "{}{}",
                &text[..at],
                &text[at + letter.len_utf8()..]
            ));
        }
        let mut start = 0;
        for token in text.split_inclusive(|letter: char| !letter.is_alphanumeric() && letter != '_')
        {
            check(&format!(
                "{}{}",
                &text[..start],
                &text[start + token.len()..]
            ));
            start += token.len();
        }
    }
}

/// All places are in the text and at characters, and all errors can be shown.
fn check(text: &str) {
    let (_, diagnostics) = parsed(text);
    for diagnostic in &diagnostics {
        for label in &diagnostic.labels {
            assert!(
                text.get(label.span.range()).is_some(),
                "{diagnostic:?} in {text}"
            );
        }
    }
    if diagnostics.len() % 7 == 1 {
        rendered(text, &diagnostics);
    }
}

/// Nothing is passed over: a token that has no place anywhere is reported, wherever it stands.
#[test]
fn no_token_is_passed_over() {
    for (name, text) in cases()
        .into_iter()
        .filter(|(name, _)| name.starts_with("valid_"))
    {
        let mut start = 0;
        for token in text.split_inclusive([' ', '\n']) {
            start += token.len();
            let line = text[..start].rsplit('\n').next().unwrap_or_default();
            let quoted = |mark: char| text[..start].matches(mark).count() % 2 == 1;
            if line.contains("//") || quoted('`') || line.matches('"').count() % 2 == 1 {
                continue;
            }
            for token in ["@ ", ") ", "< ", "; ", "( ", "} ", "'x' ", "1a "] {
                let broken = format!("{}{token}{}", &text[..start], &text[start..]);
                assert!(
                    !parsed(&broken).1.is_empty(),
                    "{name}: `{token}` at {start} of\n{broken}"
                );
            }
        }
    }
}

/// One mistake gives few errors: any word or mark of a valid file may be missing.
#[test]
fn one_missing_token_gives_few_errors() {
    let class = |letter: char| match letter {
        '_' => 1,
        letter if letter.is_alphanumeric() => 1,
        letter if letter.is_whitespace() => 0,
        _ => 2,
    };
    let (mut broken, mut errors) = (0, 0);
    for (name, text) in cases()
        .into_iter()
        .filter(|(name, _)| name.starts_with("valid_"))
    {
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let rest = &text[at..];
            let word = rest.find(|letter| class(letter) != 1).unwrap_or(rest.len());
            let end = at + word.max(first.len_utf8());
            if class(first) != 0 {
                let without = format!("{}{}", &text[..at], &text[end..]);
                let count = parsed(&without).1.len();
                assert!(
                    count <= 4,
                    "{name} without `{}`: {:?}",
                    &text[at..end],
                    codes(&without)
                );
                broken += usize::from(count > 0);
                errors += count;
            }
            at = end;
        }
    }
    assert!(
        errors * 10 < broken * 12,
        "{errors} errors for {broken} mistakes"
    );
}
