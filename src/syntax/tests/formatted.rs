//! What holds for the formatted text of every text without errors.

use super::{parsed, rendered};
use crate::source::FileId;
use crate::syntax::ast::{self, Declaration, Member, RelAttribute, RelAttributeKind};
use crate::syntax::format::{Formatted, format, formatted};

/// The formatted text; a panic where there are errors.
pub fn canonical(text: &str) -> String {
    formatted(FileId(0), text, &mut Vec::new()).unwrap_or_else(|| {
        panic!("errors:\n{}", rendered(text, &parsed(text).1));
    })
}

/// The tree as text without places, attributes in a fixed order.
fn meaning(text: &str) -> String {
    let (mut tree, diagnostics) = parsed(text);
    assert!(diagnostics.is_empty(), "{}", rendered(text, &diagnostics));
    sort_attributes(&mut tree);
    placeless(&format!("{tree:#?}"))
}

fn sort_attributes(tree: &mut ast::File) {
    for declaration in &mut tree.declarations {
        let members = match declaration {
            Declaration::Model(model) => &mut model.members,
            Declaration::Mixin(mixin) => &mut mixin.members,
            Declaration::Table(table) => &mut table.members,
            Declaration::Enum(_) | Declaration::Type(_) | Declaration::Import(_) => continue,
        };
        for member in members {
            match member {
                Member::Column(column) => column
                    .attributes
                    .sort_by_key(|one| placeless(&format!("{:?}", one.kind))),
                Member::Relationship(relationship) => {
                    sort_relationship(&mut relationship.attributes)
                }
                _ => {}
            }
        }
    }
}

fn sort_relationship(attributes: &mut [RelAttribute]) {
    for attribute in attributes.iter_mut() {
        if let RelAttributeKind::Backref(_, inner) = &mut attribute.kind {
            sort_relationship(inner);
        }
    }
    attributes.sort_by_key(|one| placeless(&format!("{:?}", one.kind)));
}

/// Debug text without `12..34`, and without blanks at the end of docs.
fn placeless(debug: &str) -> String {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let mut text = String::new();
    let mut rest = debug;
    while let Some((before, after)) = rest.split_once("..") {
        text.push_str(before.trim_end_matches(is_digit));
        rest = after.trim_start_matches(is_digit);
    }
    text.push_str(rest);
    let lines = text.lines().map(|line| match line.strip_suffix("\",") {
        Some(line) => format!("{}\",", line.trim_end_matches(['\t', ' '])),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The comments in their order; found in another way than the formatter does.
fn comments(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut letters = text.char_indices();
    let mut quote = None;
    while let Some((at, letter)) = letters.next() {
        match (quote, letter) {
            (Some('"'), '\\') => {
                letters.next();
            }
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '`') => quote = Some(letter),
            (None, '/') if text[at..].starts_with("//") => {
                let comment = text[at..].lines().next().expect("a line");
                found.push(comment.trim_end().to_owned());
                letters.find(|(_, letter)| *letter == '\n');
            }
            (None, _) => {}
        }
    }
    found
}

/// The lines that have more than one blank between two words, outside of strings, raw SQL and comments.
fn aligned(text: &str) -> Vec<&str> {
    let is_aligned = |line: &&str| {
        let line = line.trim_start();
        line.split("  ").next().is_some_and(|before| {
            before.len() < line.len() && !before.contains(['"', '`']) && !before.contains("//")
        })
    };
    text.lines().filter(is_aligned).collect()
}

/// What holds for the formatted text of everything.
pub fn check(name: &str, text: &str) {
    let once = canonical(text);
    let shown = || format!("{name}:\n{text}\n── gives ──\n{once}");
    assert_eq!(canonical(&once), once, "not stable: {}", shown());
    assert_eq!(
        meaning(text),
        meaning(&once),
        "another meaning: {}",
        shown()
    );
    assert_eq!(comments(text), comments(&once), "comments: {}", shown());
    assert!(
        once.contains('`') || aligned(&once).is_empty(),
        "aligned: {:?} {}",
        aligned(&once),
        shown()
    );
    assert!(!once.contains('\u{FEFF}'), "{}", shown());
    assert!(
        once.is_empty() || once.ends_with('\n') && !once.ends_with("\n\n"),
        "{}",
        shown()
    );
    assert!(
        once.contains('`') || !once.contains("\n\n\n") && !once.contains(" \n"),
        "{}",
        shown()
    );
    assert!(once.contains('`') || !once.contains('\r'), "{}", shown());
    let result = format(FileId(0), text, &mut Vec::new());
    assert_eq!(result, Formatted::Text(once));
}
