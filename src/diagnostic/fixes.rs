//! Changes of the text that can be made without asking.

#[cfg(feature = "cli")]
use std::cmp::Reverse;

#[cfg(feature = "cli")]
use super::Fix;
use super::{Applicability, Code, Diagnostic};
use crate::source::Sources;
#[cfg(feature = "cli")]
use crate::source::{FileId, Span};

/// Where one of these is raised, a name may stand for two things, and none is certain.
const TWICE: &[Code] = &[
    Code::DUPLICATE_DECLARATION,
    Code::DUPLICATE_MEMBER,
    Code::DUPLICATE_TABLE,
    Code::DUPLICATE_COLUMN,
    Code::DUPLICATE_VARIANT,
    Code::RUST_NAME_CLASH,
];

/// Says what is certain, once everything is known: a word that is right but for the case of its letters is, and where
/// names are declared twice no name is.
pub fn settle(diagnostics: &mut [Diagnostic], sources: &Sources) {
    let twice = diagnostics.iter().any(|one| TWICE.contains(&one.code));
    for diagnostic in diagnostics {
        let Some(fix) = &mut diagnostic.fix else {
            continue;
        };
        let source = sources.get(fix.span.file);
        let text = source.and_then(|source| source.text.get(fix.span.range()));
        let same = text.is_some_and(|text| {
            !text.is_empty() && text.to_lowercase() == fix.replacement.to_lowercase()
        });
        let names = text.is_some_and(|text| is_word(text) && is_word(&fix.replacement));
        if twice && names {
            fix.applicability = Applicability::Maybe;
        } else if same {
            fix.applicability = Applicability::Certain;
        }
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// The certain changes of a file, in the order of their places. Of those that contradict each other there is none; what
/// lies within a larger one waits for the next round.
#[cfg(feature = "cli")]
pub fn certain(diagnostics: &[Diagnostic], file: FileId) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.fix.clone())
        .filter(|fix| fix.applicability == Applicability::Certain && fix.span.file == file)
        .collect();
    fixes.sort_by(|one, other| order(one).cmp(&order(other)));
    fixes.dedup();
    leave_out_inner(&mut fixes);
    let free = free(&fixes);
    let kept = fixes.into_iter().zip(free).filter(|(_, free)| *free);
    kept.map(|(fix, _)| fix).collect()
}

/// By their places, those that others lie within before them.
#[cfg(feature = "cli")]
fn order(fix: &Fix) -> (u32, Reverse<u32>, &str) {
    (fix.span.start, Reverse(fix.span.end), &fix.replacement)
}

/// Leaves out changes within larger ones, of changes in that order.
#[cfg(feature = "cli")]
fn leave_out_inner(fixes: &mut Vec<Fix>) {
    let mut furthest: Option<Span> = None;
    fixes.retain(|Fix { span, .. }| {
        let inner = furthest
            .is_some_and(|outer| outer != *span && span.end <= outer.end && span.start < outer.end);
        if furthest.is_none_or(|outer| span.end > outer.end) {
            furthest = Some(*span);
        }
        !inner
    });
}

/// Of changes in the order of their places, which overlap no other; two at one place do.
#[cfg(feature = "cli")]
fn free(fixes: &[Fix]) -> Vec<bool> {
    let mut free: Vec<bool> = Vec::new();
    let mut furthest: Option<(usize, Span)> = None;
    for (number, fix) in fixes.iter().enumerate() {
        let overlapped =
            furthest.filter(|(_, span)| span.end > fix.span.start || span.start == fix.span.start);
        if let Some(other) = overlapped.and_then(|(other, _)| free.get_mut(other)) {
            *other = false;
        }
        free.push(overlapped.is_none());
        if furthest.is_none_or(|(_, span)| fix.span.end >= span.end) {
            furthest = Some((number, fix.span));
        }
    }
    free
}

/// The text with changes that are in order and do not overlap; nothing where one of them is not within the text.
#[cfg(feature = "cli")]
pub fn apply(text: &str, fixes: &[Fix]) -> Option<String> {
    let mut changed = String::with_capacity(text.len());
    let mut end = 0;
    for fix in fixes {
        let place = fix.span.range();
        changed.push_str(text.get(end..place.start)?);
        changed.push_str(&fix.replacement);
        end = text.get(place.clone()).map(|_| place.end)?;
    }
    changed.push_str(text.get(end..)?);
    Some(changed)
}
