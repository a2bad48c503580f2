//! Places as people count them.

use super::excerpt::Lines;
use crate::source::{FileId, Sources, Span};

/// Every file with its lines.
pub struct Places<'s> {
    files: Vec<(&'s str, Lines<'s>)>,
}

/// A file, and a line and a column of it, both from 1; the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'s> {
    pub file: &'s str,
    pub line: usize,
    pub column: usize,
}

impl<'s> Places<'s> {
    /// Those of these files.
    pub fn new(sources: &'s Sources) -> Self {
        let ids = (0..=u16::MAX).map(FileId).take(sources.count());
        let sources = ids.filter_map(|id| sources.get(id));
        let files = sources.map(|source| (source.name.as_str(), Lines::new(&source.text)));
        Self {
            files: files.collect(),
        }
    }

    /// The names of the files, the root schema's first.
    pub fn files(&self) -> Vec<&'s str> {
        self.files.iter().map(|(name, _)| *name).collect()
    }

    /// Where a place begins.
    pub fn of(&self, span: Span) -> Option<Place<'s>> {
        let (file, lines) = self.files.get(usize::from(span.file.0))?;
        let (line, column) = lines.position(span.range().start);
        Some(Place { file, line, column })
    }
}
