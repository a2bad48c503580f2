//! `primaryjoin (Author.code == Book.author_code, Book.kind == "novel")`

use super::cursor::Cursor;
use super::reader::Word;
use super::report::Refused;
use super::shape::Kind;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Comparison, Operand, Value, ValueKind};

/// The comparisons there are.
const OPERATORS: &[&str] = &["==", "!=", "<", "<=", ">", ">="];

impl Cursor<'_, '_, '_, '_> {
    /// The comparisons behind `primaryjoin`.
    pub(super) fn comparisons(&mut self, word: Word<'_>) -> Result<Vec<Comparison>, Refused> {
        let read = self.elements(
            "a comparison, such as `Author.code == Book.author_code`",
            |list| list.comparison(),
        );
        read.ok_or_else(|| {
            self.bad_value(
                word,
                "comparisons in parentheses: `(Author.code == Book.author_code)`",
            )
        })
    }

    fn comparison(&mut self) -> Result<Option<Comparison>, Refused> {
        let start = self.here();
        if matches!(self.word(), Some("and" | "or")) && self.previous().is_some() {
            let error = Diagnostic::error(
                Code::UNEXPECTED,
                start,
                "comparisons are separated by commas",
            );
            return Err(self
                .report
                .refuse(error.help("a comma means \"and\"; there is no \"or\"")));
        }
        let Some(left) = self.operand()? else {
            return Ok(None);
        };
        let operator = self.operator()?;
        let Some(right) = self.operand()? else {
            return Err(self.expected(&format!("a column or a constant after `{operator}`")));
        };
        Ok(Some(Comparison {
            left,
            operator,
            right,
            span: self.since(start),
        }))
    }

    fn operator(&mut self) -> Result<&'static str, Refused> {
        let Some(term) = self.peek().filter(|term| term.kind == Kind::Operator) else {
            return Err(self.expected("`==` or another comparison"));
        };
        if let Some(operator) = OPERATORS.iter().find(|operator| **operator == term.text) {
            self.bump();
            return Ok(operator);
        }
        let meant = if term.text == "=" { "==" } else { "!=" };
        let error = Diagnostic::error(
            Code::UNEXPECTED,
            term.span,
            format!("`{}` compares nothing", term.text),
        );
        Err(self.report.refuse(
            error
                .help(format!("write `{meant}`"))
                .certain_fix(term.span, meant),
        ))
    }

    fn operand(&mut self) -> Result<Option<Operand>, Refused> {
        if self.ahead(1).is_none_or(|term| term.kind != Kind::Dot)
            && let Some(kind) = self.constant_word()
        {
            let span = self.here();
            self.bump();
            return Ok(Some(Operand::Value(Value { kind, span })));
        }
        if let Some(path) = self.member_path()? {
            return Ok(Some(Operand::Column(path)));
        }
        Ok(self.value().map(Operand::Value))
    }

    fn constant_word(&self) -> Option<ValueKind> {
        match self.word()? {
            "true" => Some(ValueKind::Bool(true)),
            "false" => Some(ValueKind::Bool(false)),
            "null" => Some(ValueKind::Null),
            _ => None,
        }
    }
}
