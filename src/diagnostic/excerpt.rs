//! A place in a file to the lines that show it: few and short ones, whatever the file looks like.

use std::ops::Range;

/// How much of a long line is shown on either side of a place, in bytes.
const MARGIN: usize = 100;
/// A line is long from here on; so is a place.
const LONG: usize = 300;
/// Places further apart than this are shown by themselves.
const NEAR: usize = 16 * 1024;
/// Characters are counted in advance up to every so many bytes, so that a column is found quickly in a line of any
/// length.
const BLOCK: usize = 1024;

/// Where the lines of a text begin.
pub(super) struct Lines<'s> {
    text: &'s str,
    starts: Vec<usize>,
    /// How many characters begin before each block.
    blocks: Vec<usize>,
}

/// Some lines of a text, or the part of one line.
pub(super) struct Excerpt<'s> {
    text: &'s str,
    /// Where it is in the whole text.
    bytes: Range<usize>,
    /// The number of its first line, from 1.
    pub(super) line: usize,
    /// Whether it is a part of a line.
    pub(super) cut: bool,
}

impl<'s> Lines<'s> {
    /// Finds the lines of `text`.
    pub(super) fn new(text: &'s str) -> Self {
        let ends = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        let mut characters = 0;
        let counted = text.as_bytes().chunks(BLOCK).map(|block| {
            characters += begun(block);
            characters
        });
        Self {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
            blocks: std::iter::once(0).chain(counted).collect(),
        }
    }

    /// Line and column of a byte, from 1, the column in characters.
    pub(super) fn position(&self, at: usize) -> (usize, usize) {
        let at = floor(self.text, at);
        let line = self.line(at);
        let before = self.characters(self.start(line));
        (line, self.characters(at).saturating_sub(before) + 1)
    }

    /// The nearest place at which the text can be cut: within it, and not within a character.
    #[cfg(feature = "cli")]
    pub(super) fn whole(&self, place: Range<usize>) -> Range<usize> {
        let start = floor(self.text, place.start);
        start..floor(self.text, place.end).max(start)
    }

    /// How many characters the text has before a byte.
    fn characters(&self, at: usize) -> usize {
        let block = at / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..at);
        self.blocks.get(block).copied().unwrap_or_default() + rest.map_or(0, begun)
    }

    /// The lines that show `place`; nothing of an empty text.
    pub(super) fn excerpt(&self, place: Range<usize>) -> Option<Excerpt<'s>> {
        if self.text.is_empty() {
            return None;
        }
        let place = shortened(self.text, place);
        let (first, last) = (
            self.line(place.start),
            self.line(place.end.saturating_sub(1).max(place.start)),
        );
        let (start, end) = (self.start(first), self.end(last));
        let mut bytes = start..end;
        if place.start.saturating_sub(start) > LONG {
            bytes.start = floor(self.text, place.start - MARGIN);
        }
        if end.saturating_sub(place.end) > LONG {
            bytes.end = floor(self.text, place.end + MARGIN);
        }
        let cut = bytes != (start..end);
        bytes.end = bytes.end.max(bytes.start);
        Some(Excerpt {
            text: self.text,
            bytes,
            line: first,
            cut,
        })
    }

    /// One excerpt that shows what both do.
    pub(super) fn joined(&self, one: &Excerpt<'s>, other: &Excerpt<'s>) -> Excerpt<'s> {
        let bytes = one.bytes.start.min(other.bytes.start)..one.bytes.end.max(other.bytes.end);
        Excerpt {
            text: self.text,
            bytes,
            line: one.line.min(other.line),
            cut: false,
        }
    }

    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1)
    }

    fn start(&self, line: usize) -> usize {
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        if start == 0 && self.text.starts_with(BOM) {
            BOM.len_utf8()
        } else {
            start
        }
    }

    /// Where the line ends, its line end not counted.
    fn end(&self, line: usize) -> usize {
        let Some(next) = self.starts.get(line) else {
            return self.text.len();
        };
        let end = next.saturating_sub(1);
        if self
            .text
            .get(..end)
            .is_some_and(|text| text.ends_with('\r'))
        {
            end - 1
        } else {
            end
        }
    }
}

const BOM: char = '\u{FEFF}';

impl Excerpt<'_> {
    /// Whether the two can be shown as one.
    pub(super) fn is_near(&self, other: &Excerpt<'_>) -> bool {
        let gap = self.bytes.start.abs_diff(other.bytes.start);
        !self.cut && !other.cut && gap < NEAR
    }

    /// A place of the whole text within the excerpt.
    pub(super) fn within(&self, place: Range<usize>) -> Range<usize> {
        let place = shortened(self.text, place);
        let clamp = |at: usize| at.clamp(self.bytes.start, self.bytes.end) - self.bytes.start;
        clamp(place.start)..clamp(place.end).max(clamp(place.start))
    }

    /// The text, with characters that a terminal would obey replaced by others of the same length.
    pub(super) fn shown(&self) -> String {
        let text = self.text.get(self.bytes.clone()).unwrap_or_default();
        let visible = |letter: char| match letter {
            '\u{80}'..='\u{9F}' | '\u{61C}' => '·',
            '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | BOM => {
                '\u{FFFD}'
            }
            _ => letter,
        };
        text.chars().map(visible).collect()
    }
}

/// The place within the text, at whole characters, and of a long one over several lines the first line.
fn shortened(text: &str, place: Range<usize>) -> Range<usize> {
    let start = floor(text, place.start);
    let mut end = floor(text, place.end.min(start + LONG)).max(start);
    if end < place.end.min(text.len())
        && let Some(length) = text.get(start..end).and_then(|shown| shown.find('\n'))
    {
        end = start + length;
    }
    start..end
}

/// How many characters have their first byte here.
fn begun(bytes: &[u8]) -> usize {
    let continues = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
    bytes.len() - bytes.iter().filter(continues).count()
}

/// The last place not behind `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
