//! Raw SQL as SQLAlchemy and SQL write it, in quotes or in parentheses. Each is one mistake, and is read as what it
//! says, so that no other follows from it.

use std::ops::Range;

use super::cursor::Cursor;
use super::shape::{Kind, Term};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Raw, is_bare};

impl Cursor<'_, '_, '_, '_> {
    /// Raw SQL in backquotes or, which is said, in something else.
    pub(super) fn sql(&mut self) -> Option<Raw> {
        self.raw().or_else(|| self.sql_elsewhere())
    }

    /// Whether raw SQL stands there in quotes or in parentheses, and not the name of some.
    pub(super) fn is_sql_elsewhere(&self, distance: usize) -> bool {
        let is_sql = |term: &Term<'_>| term.kind == Kind::Raw || self.within(term).is_some();
        let sql = self.ahead(distance).and_then(|term| self.within(term));
        sql.is_some() && !self.ahead(distance + 1).is_some_and(is_sql)
    }

    fn sql_elsewhere(&mut self) -> Option<Raw> {
        let (span, sql) = (self.here(), self.within(self.peek()?)?);
        let text = self.source().get(sql.clone())?;
        self.bump();
        let message = "raw SQL stands in backquotes";
        let error = Diagnostic::error(Code::BAD_ATTRIBUTE_VALUE, span, message);
        let right = format!("`{text}`");
        // Of what stands in SQL, it has been said that it is not of the language.
        self.report.forget(span);
        self.report.add(match text.contains('`') {
            true => error,
            false => error
                .help("write it between backquotes")
                .certain_fix(span, right + self.gap()),
        });
        // Places within it are counted from behind the first mark.
        let span = Span {
            start: sql.start as u32 - 1,
            end: sql.end as u32 + 1,
            ..span
        };
        let text = text.to_owned();
        Some(Raw { text, span })
    }

    /// Where it stands between the marks; nothing where it is not what is meant, as with escapes.
    fn within(&self, term: &Term<'_>) -> Option<Range<usize>> {
        let place = term.span.range();
        let within = match term.kind {
            Kind::Text => self.between(place, ['"', '"'])?,
            Kind::List(ref list) if list.closed => {
                let within = self.between(place, ['(', ')'])?;
                self.between(within.clone(), ['"', '"']).unwrap_or(within)
            }
            _ => return None,
        };
        let sql = self.source().get(within.clone())?;
        let is_sql = !sql.contains(['\\', '"']) && !sql.contains("//");
        // A word in quotes is a name.
        let is_name = term.kind == Kind::Text && is_bare(sql);
        (is_sql && !is_name).then_some(within)
    }

    /// What stands between two marks there, without the space around it.
    fn between(&self, place: Range<usize>, [open, close]: [char; 2]) -> Option<Range<usize>> {
        let marked = self.source().get(place.clone())?;
        let within = marked.strip_prefix(open)?.strip_suffix(close)?;
        let start = place.start + 1 + within.len() - within.trim_ascii_start().len();
        let length = within.trim_ascii().len();
        (length > 0).then_some(start..start + length)
    }
}
