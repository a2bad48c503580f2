//! Text to [`File`]: `scan` judges characters and depth, the grammar finds shapes, `shape` makes them plain terms,
//! and the readers make sense of their words. Always gives a tree; what is wrong is reported on the way.

mod body;
mod column;
mod cursor;
mod declaration;
mod file;
mod foreign_key;
mod join;
mod list;
mod literal;
mod reader;
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

use super::ast::File;
use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use report::Report;

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
    if let Some(new) = diagnostics.get_mut(already..) {
        new.sort_by_key(|diagnostic| {
            diagnostic
                .labels
                .first()
                .map(|label| (label.span.start, label.span.end))
        });
    }
    tree
}

fn read(text: &str, report: &mut Report<'_>) -> File {
    let items = shape::shapes(text, report);
    file::file(text, &items, report)
}
