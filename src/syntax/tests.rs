//! Cases are files: `tests/cases/syntax/*.rel`, each with its snapshot beside it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{ast, decode, parse};
use crate::diagnostic::{Code, Diagnostic, render};
use crate::source::{FileId, MAX_BYTES, Source, Sources};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/syntax")
}

fn cases() -> Vec<(String, String)> {
    let mut cases: Vec<_> = fs::read_dir(folder())
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rel"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
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
    sources.add(Source { name: "case.rel".to_owned(), text: text.to_owned() });
    render(diagnostics, &sources, false)
}

/// One line for each declaration and each member, without places.
fn printed(tree: &ast::File) -> String {
    let mut lines: Vec<String> = tree.docs.iter().map(|doc| format!("//!{}", doc.text)).collect();
    for declaration in &tree.declarations {
        let (head, members): (String, Vec<String>) = match declaration.clone() {
            ast::Declaration::Model(mut model) => {
                let members = std::mem::take(&mut model.members);
                (format!("{model:?}"), members.iter().map(|member| format!("{member:?}")).collect())
            }
            ast::Declaration::Mixin(mut mixin) => {
                let members = std::mem::take(&mut mixin.members);
                (format!("{mixin:?}"), members.iter().map(|member| format!("{member:?}")).collect())
            }
            ast::Declaration::Table(mut table) => {
                let members = std::mem::take(&mut table.members);
                (format!("{table:?}"), members.iter().map(|member| format!("{member:?}")).collect())
            }
            other => (format!("{other:?}"), Vec::new()),
        };
        lines.push(compact(&head));
        lines.extend(members.iter().map(|member| format!("    {}", compact(member))));
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
    for (from, to) in [("Name { text: ", "{ "), ("docs: [], ", ""), (", members: []", ""), (", attributes: []", "")] {
        text = text.replace(from, to);
    }
    text
}

fn codes(text: &str) -> Vec<String> {
    parsed(text).1.iter().map(|diagnostic| diagnostic.code.to_string()).collect()
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
