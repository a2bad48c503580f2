//! Lines below each other: indentation, empty lines, comments on lines of their own and at the end of lines.

use super::comment_places::Places;
use super::comments::{Comment, Kind, Written};
use super::spell::Member;

/// How long a line may be, in letters.
pub(super) const WIDTH: usize = 100;
/// How far members are indented.
pub(super) const MEMBER: usize = 4;
/// How far the lines are indented that a member goes on with.
pub(super) const GOES_ON: usize = 8;

/// Whether an empty line is before what comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Empty {
    Never,
    Always,
    /// Where there was one.
    Kept,
}

/// A text that is being written; mostly at the end of a line.
pub(super) struct Page<'w, 's> {
    pub(super) written: &'w Written<'s>,
    text: String,
    /// Where in the old text the last thing ends that was written.
    last: usize,
    /// Whether that was a `//!` line.
    after_head: bool,
}

impl<'w, 's> Page<'w, 's> {
    /// An empty page.
    pub(super) fn new(written: &'w Written<'s>) -> Self {
        Self {
            written,
            text: String::new(),
            last: 0,
            after_head: false,
        }
    }

    /// The whole text; an empty one has no line.
    pub(super) fn finish(mut self) -> String {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }

    /// Notes that everything up to there has been written.
    pub(super) fn at(&mut self, last: usize) {
        self.last = last;
        self.after_head = false;
    }

    /// Goes on in this line.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Begins a line.
    pub(super) fn line(&mut self, indent: usize, empty: bool) {
        if !self.text.is_empty() {
            self.text.push_str(if empty { "\n\n" } else { "\n" });
        }
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    /// Whether an empty line is before what stood there in the old text.
    pub(super) fn is_empty_line(&self, empty: Empty, start: usize) -> bool {
        match empty {
            Empty::Never => false,
            Empty::Always => true,
            Empty::Kept => self.written.empty_line(self.last, start),
        }
    }

    /// The comments up to there: the first one behind what it follows, if it did so, the others on their own lines.
    /// Gives what holds for the empty line before the thing itself.
    pub(super) fn comments(&mut self, to: usize, indent: usize, first: Empty) -> Empty {
        let mut empty = first;
        let all = self.written.comments(self.last, to);
        for (number, comment) in all.iter().enumerate() {
            if number == 0 && self.trails(comment) {
                self.push(" ");
                self.push(comment.text);
                self.at(comment.end);
                continue;
            }
            if self.after_head && comment.kind == Kind::Doc {
                empty = Empty::Always;
            }
            let is_empty = self.is_empty_line(empty, comment.start);
            self.line(indent, is_empty);
            self.push(comment.text);
            self.at(comment.end);
            self.after_head = comment.kind == Kind::Head;
            empty = Empty::Kept;
        }
        if self.after_head {
            Empty::Always
        } else {
            empty
        }
    }

    fn trails(&self, comment: &Comment<'_>) -> bool {
        let same_line = self.written.same_line(self.last, comment.start);
        comment.kind == Kind::Plain && same_line && !self.text.is_empty()
    }

    /// A member with the comments before it.
    pub(super) fn member(&mut self, member: &Member, first: Empty) {
        let range = member.span.range();
        let empty = self.comments(range.start, MEMBER, first);
        let mut is_empty = self.is_empty_line(empty, range.start);
        let places = Places::new(self.written, member);
        for comment in &places.before {
            self.line(MEMBER, is_empty);
            self.push(comment);
            is_empty = false;
        }
        self.line(MEMBER, is_empty);
        self.pieces(member, &places);
        self.at(range.end);
    }

    /// The pieces of a member: as many on a line as there is room for.
    fn pieces(&mut self, member: &Member, places: &Places<'_>) {
        let mut column = MEMBER;
        for (number, piece) in member.pieces.iter().enumerate() {
            let behind = number.checked_sub(1);
            let behind = behind.and_then(|number| places.behind_piece(number));
            if let Some(comment) = behind {
                self.push(" ");
                self.push(comment);
            }
            let before = places.before_piece(number);
            for comment in before {
                self.line(GOES_ON, false);
                self.push(comment);
            }
            let first = piece.text.split('\n').next().unwrap_or_default();
            let full = column + 1 + letters(first) > WIDTH;
            let broken = behind.is_some() || !before.is_empty() || full;
            if number > 0 && broken {
                self.line(GOES_ON, false);
                column = GOES_ON;
            } else if number > 0 {
                self.push(" ");
                column += 1;
            }
            self.push(&piece.text);
            column = match piece.text.rsplit_once('\n') {
                Some((_, end)) => letters(end),
                None => column + letters(&piece.text),
            };
        }
    }
}

/// How long a text is.
pub(super) fn letters(text: &str) -> usize {
    text.chars().count()
}
