//! The text of schema files and places in it. Knows bytes, files and lines, and nothing of the language.

use std::fmt;

/// The largest schema file that is read, in bytes (16 MiB).
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// The most files of one schema. A [`FileId`] has a number for each.
const MAX_FILES: usize = u16::MAX as usize;

/// The most that all files of one schema may have together, in bytes (64 MiB).
const MAX_ALL_BYTES: usize = 64 * 1024 * 1024;

/// How much a schema may have in all its files together.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub files: usize,
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            files: MAX_FILES,
            bytes: MAX_ALL_BYTES,
        }
    }
}

/// `16 MiB`
pub fn mebibytes(bytes: usize) -> String {
    format!("{} MiB", bytes / (1024 * 1024))
}

/// One schema file: its name as the user gave it, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name shown in diagnostics, `-` for standard input.
    pub name: String,
    /// The whole text, byte-order mark and carriage returns included.
    pub text: String,
}

/// Which of the [`Sources`] a place is in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u16);

/// A place: bytes `start..end` of one file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The place from the beginning of `self` to the end of `last`, of the same file.
    pub fn to(self, last: Span) -> Span {
        Span {
            end: last.end.max(self.end),
            ..self
        }
    }

    /// The empty place right behind this one: where something is missing.
    pub fn after(self) -> Span {
        Span {
            start: self.end,
            ..self
        }
    }

    /// Whether the other place is a part of this one.
    pub fn holds(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The bytes, as slices are indexed.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The root's number goes without saying.
        if self.file != FileId::default() {
            write!(f, "{}:", self.file.0)?;
        }
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// All files of one run, in the order in which they were read; the first is the root schema.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
    bytes: usize,
}

impl Sources {
    /// The number of the file that is added next.
    pub fn next(&self) -> FileId {
        FileId(self.files.len() as u16)
    }

    /// Takes one more file in.
    pub fn add(&mut self, source: Source) -> FileId {
        let file = self.next();
        self.bytes += source.text.len();
        self.files.push(source);
        file
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// How long their texts are together.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// All files with their numbers.
    #[cfg(test)]
    pub fn all(&self) -> impl Iterator<Item = (FileId, &Source)> {
        let numbers = 0..=u16::MAX;
        numbers.map(FileId).zip(&self.files)
    }

    /// The file of that number. Panics never: an unknown number gives the first file.
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.files.get(file.0 as usize)
    }
}
