//! Choices, one after the other. An empty tape makes the simplest choice everywhere, so that whatever shrinks a
//! tape makes what is built from it simpler, and never wrong.

use std::fmt;

/// Bytes that are read from front to end.
#[derive(Clone, Default)]
pub struct Tape {
    bytes: Vec<u8>,
    at: usize,
}

impl Tape {
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0 }
    }

    /// A number below `count`; 0 at the end of the tape.
    pub fn below(&mut self, count: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        usize::from(byte) % count.max(1)
    }

    /// Whether what happens once in `times` happens; not at the end of the tape.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// One of them; the first at the end of the tape.
    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// Another order; the same one at the end of the tape.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, last - self.below(last + 1));
        }
    }
}

impl fmt::Debug for Tape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.bytes)
    }
}
