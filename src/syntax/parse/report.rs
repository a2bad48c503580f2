//! Collects the errors of one file. Knows how many are enough, and when to keep quiet.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// A file with more syntax errors than this is no schema; the rest is dropped.
const MOST: usize = 1000;

/// Where the errors of one file go.
pub(super) struct Report<'d> {
    file: FileId,
    diagnostics: &'d mut Vec<Diagnostic>,
    count: usize,
    quiet: bool,
    /// Something was not understood, and nothing has been since: more of the same says nothing new.
    shaken: bool,
}

/// What a reader gives back when it has reported why there is nothing to give.
#[derive(Debug)]
pub(super) struct Refused;

impl<'d> Report<'d> {
    pub(super) fn new(file: FileId, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self {
            file,
            diagnostics,
            count: 0,
            quiet: false,
            shaken: false,
        }
    }

    /// Says it, and says so to the caller's caller.
    pub(super) fn refuse(&mut self, diagnostic: Diagnostic) -> Refused {
        self.add(diagnostic);
        Refused
    }

    /// Says it.
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        let vague = is_vague(&diagnostic);
        if self.quiet || (self.shaken && vague) {
            return;
        }
        self.shaken |= vague;
        self.count += 1;
        if self.count <= MOST {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Takes back what was said of a place that turns out to be something else.
    pub(super) fn forget(&mut self, place: Span) {
        let within = |span: Span| {
            span.file == place.file && place.start <= span.start && span.end <= place.end
        };
        self.diagnostics
            .retain(|one| !one.labels.first().is_some_and(|label| within(label.span)));
    }

    /// What follows is understood again.
    pub(super) fn recovered(&mut self) {
        self.shaken = false;
    }

    /// How many errors there were up to now.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Reads something of which it has been said already that it is broken.
    pub(super) fn quietly<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.quiet, true);
        let read = read(self);
        self.quiet = before;
        read
    }

    /// A place in this file.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span {
            file: self.file,
            start: start as u32,
            end: end as u32,
        }
    }
}

/// Whether it may be but the consequence of another mistake near by.
pub(super) fn is_vague(diagnostic: &Diagnostic) -> bool {
    let about_words = [
        Code::UNEXPECTED,
        Code::UNKNOWN_ATTRIBUTE,
        Code::BAD_ATTRIBUTE_VALUE,
    ];
    diagnostic.fix.is_none() && about_words.contains(&diagnostic.code)
}
