//! Text to [`File`]: `scan` judges characters and depth, the grammar finds shapes, `shape` makes them plain terms,
//! and the readers make sense of their words. Always gives a tree; what is wrong is reported on the way.

mod body;
mod column;
mod cursor;
mod declaration;
mod elsewhere;
mod file;
mod foreign_key;
mod grammar;
mod join;
mod list;
mod literal;
mod quoted;
mod reader;
mod references;
mod relationship;
mod report;
mod scan;
mod shape;
mod sort;
mod table;
mod types;
mod unknown;
mod variant;
mod words;

use std::collections::BTreeSet;

use super::ast::File;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::FileId;
use report::{Report, is_vague};

/// Reads one file. The text of a broken file gives what could be read of it, and at least one error.
pub fn parse(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> File {
    let already = diagnostics.len();
    let mut report = Report::new(file, diagnostics);
    let tree = match scan::scan(text, &mut report) {
        scan::Scan::Sound => read(text, &mut report),
        scan::Scan::Mended(mended) => read(&mended, &mut report),
        // Behind brackets that deep nothing makes sense; what stands before them is read without a further word.
        scan::Scan::TooDeep(end) => {
            report.quietly(|report| read(text.get(..end).unwrap_or_default(), report))
        }
    };
    let mut new = diagnostics.split_off(already);
    new.sort_by_key(|diagnostic| {
        diagnostic
            .labels
            .first()
            .map(|label| (label.span.start, label.span.end))
    });
    diagnostics.extend(without_consequences(text, new));
    tree
}

fn read(text: &str, report: &mut Report<'_>) -> File {
    let mut items = shape::shapes(text, report);
    elsewhere::join_models(text, &mut items, report);
    file::file(text, &items, report)
}

/// The errors without the vague ones on lines where a string or bracket is never closed: those tell of its content.
fn without_consequences(text: &str, sorted: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut lines = Vec::with_capacity(sorted.len());
    let (mut line, mut from) = (0, 0);
    for diagnostic in &sorted {
        let to = diagnostic
            .labels
            .first()
            .map_or(from, |label| label.span.start as usize);
        let gap = text.as_bytes().get(from..to).unwrap_or_default();
        line += gap.iter().filter(|byte| **byte == b'\n').count();
        from = to;
        lines.push(line);
    }
    let unclosed: BTreeSet<usize> = sorted
        .iter()
        .zip(&lines)
        .filter(|(diagnostic, _)| diagnostic.code == Code::UNTERMINATED)
        .map(|(_, line)| *line)
        .collect();
    let kept = sorted.into_iter().zip(lines);
    let kept = kept.filter(|(diagnostic, line)| !(is_vague(diagnostic) && unclosed.contains(line)));
    kept.map(|(diagnostic, _)| diagnostic).collect()
}
