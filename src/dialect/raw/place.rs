//! Where a word of raw SQL stands in the schema file.

use sqlparser::tokenizer::{Location, Span as Words};

use crate::schema::Sql;
use crate::source::Span;

/// Raw SQL and its place, the backquotes included.
pub struct Place<'s> {
    sql: &'s Sql,
    /// What a line's end has more in the file than here: its carriage return.
    returns: Option<usize>,
}

impl<'s> Place<'s> {
    /// Raw SQL has no escapes; only carriage returns are missing from its text.
    pub fn new(sql: &'s Sql) -> Self {
        let written = sql.span.range().len().saturating_sub(2);
        let lines = sql.text.matches('\n').count();
        let returns = match written.checked_sub(sql.text.len()) {
            Some(0) => Some(0),
            Some(more) if more == lines => Some(1),
            _ => None,
        };
        Self { sql, returns }
    }

    /// The whole text.
    pub fn whole(&self) -> Span {
        self.sql.span
    }

    /// The words, or the whole text where they cannot be told from it.
    pub fn of(&self, words: Words) -> Span {
        let (start, end) = (self.offset(words.start), self.offset(words.end));
        match (start, end) {
            (Some(start), Some(end)) if start < end => Span {
                start,
                end,
                ..self.sql.span
            },
            _ => self.whole(),
        }
    }

    /// From here to the end of the word that begins here.
    pub fn word_at(&self, start: Location) -> Span {
        let found = self.index(start).and_then(|start| {
            let rest = self.sql.text.get(start..)?;
            let mut letters = rest.char_indices();
            let (_, first) = letters.next()?;
            let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
            let end = match is_word(first) {
                true => letters.find(|(_, letter)| !is_word(*letter)),
                false => letters.next(),
            };
            Some((start, start + end.map_or(rest.len(), |(at, _)| at)))
        });
        match found.map(|(start, end)| (self.in_file(start), self.in_file(end))) {
            Some((Some(start), Some(end))) => Span {
                start,
                end,
                ..self.sql.span
            },
            _ => self.whole(),
        }
    }

    fn offset(&self, location: Location) -> Option<u32> {
        self.in_file(self.index(location)?)
    }

    /// Lines and columns count from 1, the columns in characters.
    fn index(&self, location: Location) -> Option<usize> {
        let line = usize::try_from(location.line.checked_sub(1)?).ok()?;
        let column = usize::try_from(location.column.checked_sub(1)?).ok()?;
        let mut lines = self.sql.text.split_inclusive('\n');
        let before: usize = lines.by_ref().take(line).map(str::len).sum();
        let rest = lines.next().unwrap_or_default();
        let within: usize = rest.chars().take(column).map(char::len_utf8).sum();
        Some(before + within)
    }

    fn in_file(&self, index: usize) -> Option<u32> {
        let lines = self.sql.text.get(..index)?.matches('\n').count();
        let index = index + lines * self.returns?;
        Some(self.sql.span.start + 1 + u32::try_from(index).ok()?)
    }
}
