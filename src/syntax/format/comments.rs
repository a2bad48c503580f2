//! Where the comments of a text stand: the grammar skips them, so they are looked for outside of strings and raw SQL.

use crate::source::Span;

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `// …` or `//// …`
    Plain,
    /// `/// …`
    Doc,
    /// `//! …`
    Head,
}

/// A comment, from its slashes on, without blanks at its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comment<'s> {
    pub(super) kind: Kind,
    pub(super) text: &'s str,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A text without errors and its comments.
pub(super) struct Written<'s> {
    text: &'s str,
    comments: Vec<Comment<'s>>,
}

impl<'s> Written<'s> {
    /// Finds the comments.
    pub(super) fn new(text: &'s str) -> Self {
        let mut comments = Vec::new();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            if rest.starts_with("//") {
                let line = rest.split('\n').next().unwrap_or_default();
                comments.push(comment(line, at));
                at += line.len();
            } else {
                at += length(rest);
            }
        }
        Self { text, comments }
    }

    /// What stands at a place.
    pub(super) fn slice(&self, span: Span) -> &'s str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The text between two bytes.
    pub(super) fn gap(&self, from: usize, to: usize) -> &'s str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The comments between two bytes.
    pub(super) fn comments(&self, from: usize, to: usize) -> &[Comment<'s>] {
        let first = self.comments.partition_point(|one| one.start < from);
        let behind = self.comments.partition_point(|one| one.start < to);
        self.comments.get(first..behind).unwrap_or_default()
    }

    /// Where the text is over.
    pub(super) fn end(&self) -> usize {
        self.text.len()
    }

    /// Whether both stand on one line.
    pub(super) fn same_line(&self, from: usize, to: usize) -> bool {
        !self.gap(from, to).contains('\n')
    }

    /// Whether an empty line is between them.
    pub(super) fn empty_line(&self, from: usize, to: usize) -> bool {
        self.gap(from, to).matches('\n').nth(1).is_some()
    }

    /// The first `mark` from there on that is in no comment.
    pub(super) fn find(&self, mark: char, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        let places = rest.match_indices(mark).map(|(at, _)| from + at);
        let outside = |at: &usize| {
            let before = self.comments.partition_point(|one| one.start <= *at);
            let last = before.checked_sub(1).and_then(|at| self.comments.get(at));
            last.is_none_or(|comment| comment.end <= *at)
        };
        places.into_iter().find(outside).unwrap_or(self.end())
    }
}

fn comment(line: &str, start: usize) -> Comment<'_> {
    let text = line.trim_end_matches(|letter: char| letter.is_ascii_whitespace());
    let kind = match text {
        _ if text.starts_with("////") => Kind::Plain,
        _ if text.starts_with("///") => Kind::Doc,
        _ if text.starts_with("//!") => Kind::Head,
        _ => Kind::Plain,
    };
    Comment {
        kind,
        text,
        start,
        end: start + text.len(),
    }
}

/// How much can be passed over at once: a string, raw SQL or one letter.
fn length(rest: &str) -> usize {
    let first = rest.chars().next();
    let inside = rest.get(1..).unwrap_or_default();
    match first {
        Some('`') => inside.find('`').map_or(rest.len(), |at| at + 2),
        Some('"') => string(inside).map_or(rest.len(), |at| at + 2),
        Some(letter) => letter.len_utf8(),
        None => 0,
    }
}

/// Where the quote is that ends a string.
fn string(inside: &str) -> Option<usize> {
    let mut escaped = false;
    inside.find(|letter: char| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    })
}
