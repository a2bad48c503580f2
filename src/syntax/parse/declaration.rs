//! One declaration: its head, the brackets of its body, and what is in them.

use super::cursor::Cursor;
use super::file::stray;
use super::reader::{Word, doc, misplaced};
use super::report::{Refused, Report};
use super::shape::{Body, Bracket, Kind, Shape, Term};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{
    Declaration, Doc, Enum, Import, Member, Mixin, Model, Name, Table, Text, TypeAlias,
};

/// The declaration that `keyword` begins; an empty keyword has been added where it was missing.
pub(super) fn declaration<'s>(
    text: &'s str,
    keyword: Word<'_>,
    shape: &Shape<'s>,
    docs: &[&Term<'_>],
    report: &mut Report<'_>,
) -> Option<Declaration> {
    let first = shape.head.first()?.span;
    for term in &shape.docs {
        report.add(misplaced(
            term,
            "a `///` comment stands before the whole declaration",
        ));
    }
    let end = shape.head.last().map_or(first, |term| term.span).after();
    let mut cursor = Cursor::new(text, &shape.head, end, report);
    if keyword.span.start != keyword.span.end {
        cursor.bump();
    }
    let docs = docs.iter().map(|term| doc(term)).collect();
    let span = shape
        .body
        .as_ref()
        .map_or(first.to(end), |body| first.to(body.span));
    let head = Head {
        cursor,
        shape,
        docs,
        span,
    };
    match keyword.text {
        "model" => head.model(keyword),
        "mixin" => head.mixin(keyword),
        "table" => head.table(keyword),
        "enum" => head.enumeration(keyword),
        "type" => head.alias(keyword).ok(),
        _ => head.import(keyword),
    }
}

/// The head of a declaration that is being read, with all that belongs to it.
struct Head<'a, 's, 'd, 'r> {
    cursor: Cursor<'a, 's, 'd, 'r>,
    shape: &'a Shape<'s>,
    docs: Vec<Doc>,
    span: Span,
}

impl<'s> Head<'_, 's, '_, '_> {
    fn model(mut self, keyword: Word<'_>) -> Option<Declaration> {
        let name = self.name(keyword)?;
        let bases = self.bases();
        let members = self.members(keyword, &name.text);
        Some(Declaration::Model(Model {
            docs: self.docs,
            name,
            bases,
            members,
            span: self.span,
        }))
    }

    fn mixin(mut self, keyword: Word<'_>) -> Option<Declaration> {
        let name = self.name(keyword)?;
        let bases = self.bases();
        let members = self.members(keyword, &name.text);
        Some(Declaration::Mixin(Mixin {
            docs: self.docs,
            name,
            bases,
            members,
            span: self.span,
        }))
    }

    fn table(mut self, keyword: Word<'_>) -> Option<Declaration> {
        let Some(name) = self.cursor.db_name() else {
            self.cursor
                .expected("the table's name in the database after `table`");
            return None;
        };
        if let Some(dot) = self.cursor.take_kind(&Kind::Dot) {
            let message = "a `table` declaration takes one name";
            let error = Diagnostic::error(Code::UNEXPECTED, dot.span, message);
            let help = "a table of another database schema is declared as a `model` with `table schema.name` in it";
            self.cursor.report.add(error.help(help));
            while self.cursor.bump().is_some() {}
        }
        let members = self.members(keyword, &name.text);
        Some(Declaration::Table(Table {
            docs: self.docs,
            name,
            members,
            span: self.span,
        }))
    }

    fn enumeration(mut self, keyword: Word<'_>) -> Option<Declaration> {
        let name = self.name(keyword)?;
        self.end_of_head(keyword, &name.text);
        let variants = self.body(|cursor| cursor.variants()).unwrap_or_default();
        Some(Declaration::Enum(Enum {
            docs: self.docs,
            name,
            variants,
            span: self.span,
        }))
    }

    fn alias(mut self, keyword: Word<'_>) -> Result<Declaration, Refused> {
        let name = self.name(keyword).ok_or(Refused)?;
        if self.cursor.peek().is_none_or(|term| term.text != "=") {
            let form = format!("`=` and a column type after `type {}`", name.text);
            return Err(self.cursor.expected(&form));
        }
        self.cursor.bump();
        let ty = self.cursor.type_ref("`=`");
        let mut path = None;
        if self.cursor.take_word("as").is_some() {
            path = self.cursor.rust_path();
            if path.is_none() {
                self.cursor
                    .expected("the path of a Rust type after `as`, such as `crate::Email`");
            }
        } else if !self.cursor.at_end() && !ty.name.text.is_empty() {
            self.cursor
                .expected("`as` and a Rust type, or the next declaration");
            while self.cursor.bump().is_some() {}
        }
        self.rest_of_head("the next declaration");
        self.no_body(keyword);
        Ok(Declaration::Type(TypeAlias {
            docs: self.docs,
            name,
            ty,
            path,
            span: self.span,
        }))
    }

    fn import(mut self, keyword: Word<'_>) -> Option<Declaration> {
        if let (Some(first), Some(last)) = (self.docs.first(), self.docs.last()) {
            let span = first.span.to(last.span);
            let error = Diagnostic::error(
                Code::MISPLACED_DOC,
                span,
                "a doc comment documents nothing here",
            );
            self.cursor.report.add(
                error
                    .label("an import is nothing to document")
                    .help("write `//` instead"),
            );
        }
        let Some(path) = self.cursor.text() else {
            self.cursor
                .expected("the path of a file as a string after `import`");
            // Something is imported all the same.
            let path = Text {
                text: String::new(),
                span: keyword.span.after(),
            };
            let span = self.span;
            return Some(Declaration::Import(Import { path, span }));
        };
        self.rest_of_head("the next declaration");
        self.no_body(keyword);
        Some(Declaration::Import(Import {
            path,
            span: self.span,
        }))
    }

    fn name(&mut self, keyword: Word<'_>) -> Option<Name> {
        let name = self.cursor.name();
        if name.is_none() {
            self.cursor
                .expected(&format!("a name after `{}`", keyword.text));
        }
        name
    }

    fn bases(&mut self) -> Vec<Name> {
        self.cursor
            .elements("the name of a mixin", |list| Ok(list.name()))
            .unwrap_or_default()
    }

    fn members(&mut self, keyword: Word<'_>, name: &str) -> Vec<Member> {
        self.end_of_head(keyword, name);
        self.body(|cursor| cursor.members()).unwrap_or_default()
    }

    /// The head is over and a body follows, or that is said.
    fn end_of_head(&mut self, keyword: Word<'_>, name: &str) {
        let form = format!("`<` after `{} {name}`", keyword.text);
        if self.cursor.at_end()
            && self
                .shape
                .body
                .as_ref()
                .is_some_and(|body| body.bracket != Bracket::Missing)
        {
            return;
        }
        self.rest_of_head(&form);
        if self.cursor.at_end()
            && self
                .shape
                .body
                .as_ref()
                .is_none_or(|body| body.bracket == Bracket::Missing)
        {
            self.cursor.expected(&form);
        }
    }

    fn rest_of_head(&mut self, expected: &str) {
        if !self.cursor.at_end() {
            self.cursor.expected(expected);
            while self.cursor.bump().is_some() {}
        }
    }

    fn no_body(&mut self, keyword: Word<'_>) {
        if let Some(span) = self.shape.orphan {
            let error = Diagnostic::error(Code::UNEXPECTED, span, "`>` closes nothing");
            self.cursor.report.add(error);
        }
        if let Some(body) = &self.shape.body {
            let span = Span {
                end: body.span.start + 1,
                ..body.span
            };
            let message = format!("`{}` has no body", keyword.text);
            self.cursor
                .report
                .add(Diagnostic::error(Code::UNEXPECTED, span, message));
        }
    }

    /// Reads the body, after saying what is wrong with its brackets.
    fn body<T>(&mut self, read: impl FnOnce(&mut Cursor<'_, 's, '_, '_>) -> T) -> Option<T> {
        let body = self.shape.body.as_ref()?;
        let (inner, rest) = self.brackets(body);
        let end = body.close.map_or(body.span.after(), |close| Span {
            end: close.start,
            ..close
        });
        let read = read(&mut Cursor::new(
            self.cursor.source(),
            inner,
            end,
            self.cursor.report,
        ));
        stray(rest, self.cursor.report);
        Some(read)
    }

    /// The terms in the body and those behind it, which came into it because what stands there is no declaration.
    fn brackets<'b>(&mut self, body: &'b Body<'s>) -> (&'b [Term<'s>], &'b [Term<'s>]) {
        if let Bracket::Brace(span) = body.bracket {
            let error = Diagnostic::error(
                Code::UNEXPECTED,
                span,
                "a body stands between `<` and `>`, not in braces",
            );
            self.cursor
                .report
                .add(error.help("replace `{` by `<` and `}` by `>`"));
        }
        if body.close.is_some() {
            return (&body.terms, &[]);
        }
        if let Some(at) = body
            .terms
            .iter()
            .position(|term| term.kind == Kind::Operator && term.text == ">")
        {
            let (inner, rest) = body.terms.split_at(at);
            return (inner, rest.get(1..).unwrap_or_default());
        }
        if let (false, Bracket::Angle(span)) = (body.excused, body.bracket) {
            let error = Diagnostic::error(Code::UNTERMINATED, span, "this body is never closed")
                .label("opened here");
            let end = body.terms.last().map_or(span, |term| term.span).after();
            self.cursor.report.add(error.also(end, "expected `>` here"));
        }
        (&body.terms, &[])
    }
}
