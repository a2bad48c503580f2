//! The files that places are in, with the lines of those that were asked for.

use super::excerpt::Lines;
use crate::source::{FileId, Sources};

/// The files, and where the lines begin of those that were shown.
pub(super) struct Pages<'s> {
    sources: &'s Sources,
    lines: Vec<(FileId, Lines<'s>)>,
}

impl<'s> Pages<'s> {
    /// None was asked for yet.
    pub(super) fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            lines: Vec::new(),
        }
    }

    /// The name of a file, and its lines.
    pub(super) fn lines(&mut self, file: FileId) -> Option<(&'s str, &Lines<'s>)> {
        let source = self.sources.get(file)?;
        let at = self
            .lines
            .iter()
            .position(|(known, _)| *known == file)
            .unwrap_or_else(|| {
                self.lines.push((file, Lines::new(&source.text)));
                self.lines.len() - 1
            });
        self.lines
            .get(at)
            .map(|(_, lines)| (source.name.as_str(), lines))
    }
}
