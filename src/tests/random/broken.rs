//! Valid schemas with one edit, which mostly breaks them.

use proptest::prelude::*;

use super::spec::Reach;
use super::{Sample, hold, schemas};
use crate::source::FileId;
use crate::syntax::tests::formatted::check;
use crate::syntax::tests::tokens::tokens;
use crate::syntax::{Formatted, format};
use crate::tests::{compiled, shown};

/// What an edit puts in.
const WORDS: &[&str] = &[
    "<", ">", "(", ")", ":", ",", "\"", "`", "///", "//", "model", "rel", "not", "{", "=", "=>",
    "::", "-", "\\", "'", "#", "€", "\u{0}", "5x", "table", "unique (", "\u{202E}", "\n", "\r",
    "index",
];

/// What is done to a text, and where; numbers are taken modulo what there is.
#[derive(Debug, Clone)]
enum Edit {
    Delete(usize),
    Duplicate(usize),
    Swap(usize, usize),
    Replace(usize, usize),
    Insert(usize, usize),
    Cut(usize, usize),
}

fn edits() -> impl Strategy<Value = Edit> {
    let at = 0..4000_usize;
    prop_oneof![
        at.clone().prop_map(Edit::Delete),
        at.clone().prop_map(Edit::Duplicate),
        (at.clone(), at.clone()).prop_map(|(one, other)| Edit::Swap(one, other)),
        (at.clone(), 0..WORDS.len()).prop_map(|(at, word)| Edit::Replace(at, word)),
        (at.clone(), 0..WORDS.len()).prop_map(|(at, word)| Edit::Insert(at, word)),
        (at, 1..8_usize).prop_map(|(at, length)| Edit::Cut(at, length)),
    ]
}

/// The text after the edit.
fn edited(text: &str, edit: &Edit) -> String {
    if let Edit::Cut(at, length) = *edit {
        let letters = text.chars().count();
        let at = at * 7 % letters.max(1);
        let kept = |(number, _): &(usize, char)| !(at..at + length).contains(number);
        let letters = text.chars().enumerate().filter(kept);
        return letters.map(|(_, letter)| letter).collect();
    }
    let mut tokens = tokens(text);
    let count = tokens.len().max(1);
    match *edit {
        Edit::Delete(at) => drop(tokens.remove(at % count)),
        Edit::Duplicate(at) => tokens.insert(at % count, tokens[at % count]),
        Edit::Swap(one, other) => tokens.swap(one % count, other % count),
        Edit::Replace(at, word) => tokens[at % count] = WORDS[word],
        Edit::Insert(at, word) => tokens.insert(at % count, WORDS[word]),
        Edit::Cut(..) => {}
    }
    tokens.concat()
}

/// Broken text, perhaps; shown as text.
fn broken() -> impl Strategy<Value = Sample> {
    (schemas(Reach::Text), edits()).prop_map(|(Sample(text), edit)| Sample(edited(&text, &edit)))
}

/// Nothing panics, and what the formatter cannot read it leaves alone; what it can, it keeps.
#[test]
fn an_edit_never_panics() {
    hold(150, broken(), |Sample(text)| {
        compiled(&text);
        let mut diagnostics = Vec::new();
        let result = format(FileId(0), &text, &mut diagnostics);
        if diagnostics.is_empty() {
            check("edited", &text);
        } else {
            assert_eq!(result, Formatted::Wrong);
        }
    });
}

/// The most errors that one edit gives. A brace or a quote may hide what many others speak of.
const MOST: usize = 16;

/// A schema without an error.
fn mistaken() -> impl Strategy<Value = Sample> {
    (schemas(Reach::Sqlite), edits()).prop_map(|(Sample(text), edit)| Sample(edited(&text, &edit)))
}

/// One mistake is told about once, or a few times.
#[test]
fn an_edit_gives_few_errors() {
    hold(150, mistaken(), |Sample(text)| {
        let compiled = compiled(&text);
        let found = compiled.diagnostics.iter().filter(|one| one.is_error());
        let count = found.count();
        assert!(count <= MOST, "{count}: {}", shown(&compiled));
    });
}
