//! Heads and bodies to declarations; docs to what follows them.

use super::cursor::Cursor;
use super::reader::{Word, described, doc, is_reported, misplaced};
use super::report::{Refused, Report};
use super::shape::{Body, Bracket, Item, Kind, Shape, Term};
use super::words::DECLARATIONS;
use crate::diagnostic::{Code, Diagnostic, did_you_mean, similar};
use crate::source::Span;
use crate::syntax::ast::{
    DbName, Declaration, Doc, Enum, File, Import, Member, Mixin, Model, Name, Table, TypeAlias, Variant,
};

/// The declarations of a file.
pub(super) fn file(text: &str, items: &[Item<'_>], report: &mut Report<'_>) -> File {
    let mut file = File::default();
    let mut docs: Vec<&Term<'_>> = Vec::new();
    let mut at_head = true;
    let mut previous_end = None;
    for item in items {
        let reader = Reader { text };
        match item {
            Item::HeadDoc(term) if at_head => file.docs.push(doc(term)),
            Item::HeadDoc(term) => report.add(misplaced(term, "`//!` documents the file and stands at its very head")),
            Item::Doc(term) if reader.same_line(previous_end, term.span) => {
                report.add(misplaced(term, "a `///` comment stands on the lines before what it documents"));
            }
            Item::Doc(term) => docs.push(term),
            Item::Declaration(shape) => {
                let docs = std::mem::take(&mut docs);
                file.declarations.extend(reader.declaration(shape, &docs, report));
                previous_end = shape.body.as_ref().map(|body| body.span.end);
            }
            Item::Stray(terms) => {
                docs.clear();
                stray(terms, report);
            }
        }
        at_head &= matches!(item, Item::HeadDoc(_));
    }
    if let (Some(first), Some(last)) = (docs.first(), docs.last()) {
        let message = "a doc comment documents nothing here";
        let error = Diagnostic::error(Code::MISPLACED_DOC, first.span.to(last.span), message);
        report.add(error.label("no declaration follows").help("write `//` for a comment that may stand anywhere"));
    }
    file
}

/// Reports terms outside of any declaration, with one error for all that stand together.
fn stray(terms: &[Term<'_>], report: &mut Report<'_>) {
    let Some(first) = terms.first().filter(|term| !is_reported(term)) else { return };
    let error = |message: &str| Diagnostic::error(Code::UNEXPECTED, first.span, message);
    if matches!(first.text, ">" | "}" | ")") {
        return report.add(error(&format!("`{}` closes nothing", first.text)));
    }
    let error = error("expected a declaration").label(format!("found {}", described(first)));
    let error = match similar(first.text, DECLARATIONS.iter().copied()) {
        Some(_) if first.kind == Kind::Name && !DECLARATIONS.contains(&first.text) => {
            did_you_mean(error, first.span, first.text, DECLARATIONS.iter().copied())
        }
        _ => error.help("a declaration begins with `model`, `mixin`, `table`, `enum`, `type` or `import`"),
    };
    report.add(error);
}

/// Reads the declarations of the file `text`.
#[derive(Clone, Copy)]
struct Reader<'s> {
    text: &'s str,
}

impl<'s> Reader<'s> {
    fn same_line(self, end: Option<u32>, next: Span) -> bool {
        let gap = end.and_then(|end| self.text.get(end as usize..next.start as usize));
        gap.is_some_and(|gap| !gap.contains('\n'))
    }

    fn declaration(self, shape: &Shape<'s>, docs: &[&Term<'_>], report: &mut Report<'_>) -> Option<Declaration> {
        let first = shape.head.first()?;
        let keyword = self.keyword(shape, report)?;
        for term in &shape.docs {
            report.add(misplaced(term, "a `///` comment stands before the whole declaration"));
        }
        let nameless = keyword.span.start == keyword.span.end;
        let end = shape.head.last().map_or(first.span, |term| term.span).after();
        let mut head = Cursor::new(self.text, &shape.head, end, report);
        if !nameless {
            head.bump();
        }
        let docs: Vec<Doc> = docs.iter().map(|term| doc(term)).collect();
        let span = shape.body.as_ref().map_or(first.span.to(end), |body| first.span.to(body.span));
        let head = Head { cursor: head, shape, docs, span, reader: self };
        match keyword.text {
            "model" => head.model(keyword),
            "mixin" => head.mixin(keyword),
            "table" => head.table(keyword),
            "enum" => head.enumeration(keyword),
            "type" => head.alias(keyword).ok(),
            _ => head.import(keyword),
        }
    }

    /// The keyword that is there, or that was meant; empty where it is missing.
    fn keyword(self, shape: &Shape<'s>, report: &mut Report<'_>) -> Option<Word<'static>> {
        let first = shape.head.first()?;
        if let Some(text) = DECLARATIONS.iter().find(|known| **known == first.text) {
            return Some(Word { text, span: first.span });
        }
        let error = Diagnostic::error(Code::UNEXPECTED, first.span, "expected a declaration");
        let error = error.label(format!("found {}", described(first)));
        let named = shape.head.get(1).is_some_and(|term| matches!(term.kind, Kind::Name | Kind::Text));
        if named {
            let meant = similar(first.text, DECLARATIONS.iter().copied()).unwrap_or("model");
            if !is_reported(first) {
                let error = error.help("a declaration begins with `model`, `mixin`, `table`, `enum`, `type` or `import`");
                report.add(did_you_mean(error, first.span, first.text, DECLARATIONS.iter().copied()));
            }
            return Some(Word { text: meant, span: first.span });
        }
        let place = Span { end: first.span.start, ..first.span };
        report.add(error.help(format!("write `model {}` for a model", first.text)).fix(place, "model "));
        Some(Word { text: "model", span: place })
    }
}

/// The head of a declaration that is being read, with all that belongs to it.
struct Head<'a, 's, 'd, 'r> {
    cursor: Cursor<'a, 's, 'd, 'r>,
    shape: &'a Shape<'s>,
    docs: Vec<Doc>,
    span: Span,
    reader: Reader<'s>,
}

impl<'s> Head<'_, 's, '_, '_> {
    fn model(mut self, keyword: Word<'_>) -> Option<Declaration> {
        let name = self.name(keyword)?;
        let bases = self.bases();
        let members = self.members(keyword, &name.text);
        Some(Declaration::Model(Model { docs: self.docs, name, bases, members, span: self.span }))
    }

    fn mixin(mut self, keyword: Word<'_>) -> Option<Declaration> {
        let name = self.name(keyword)?;
        let bases = self.bases();
        let members = self.members(keyword, &name.text);
        Some(Declaration::Mixin(Mixin { docs: self.docs, name, bases, members, span: self.span }))
    }

    fn table(mut self, keyword: Word<'_>) -> Option<Declaration> {
        let Some(name) = self.cursor.db_name() else {
            self.cursor.expected("the table's name in the database after `table`");
            return None;
        };
        let DbName { text, .. } = &name;
        let members = self.members(keyword, text);
        Some(Declaration::Table(Table { docs: self.docs, name, members, span: self.span }))
    }

    fn enumeration(mut self, keyword: Word<'_>) -> Option<Declaration> {
        let name = self.name(keyword)?;
        self.end_of_head(keyword, &name.text);
        let variants = self.body(|cursor| cursor.variants()).unwrap_or_default();
        Some(Declaration::Enum(Enum { docs: self.docs, name, variants, span: self.span }))
    }

    fn alias(mut self, keyword: Word<'_>) -> Result<Declaration, Refused> {
        let Some(name) = self.name(keyword) else { return Err(Refused) };
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
                self.cursor.expected("the path of a Rust type after `as`, such as `crate::Email`");
            }
        } else if !self.cursor.at_end() && !ty.name.text.is_empty() {
            self.cursor.expected("`as` and a Rust type, or the next declaration");
            while self.cursor.bump().is_some() {}
        }
        self.rest_of_head("the next declaration");
        self.no_body(keyword);
        Ok(Declaration::Type(TypeAlias { docs: self.docs, name, ty, path, span: self.span }))
    }

    fn import(mut self, keyword: Word<'_>) -> Option<Declaration> {
        if let (Some(first), Some(last)) = (self.docs.first(), self.docs.last()) {
            let span = first.span.to(last.span);
            let error = Diagnostic::error(Code::MISPLACED_DOC, span, "a doc comment documents nothing here");
            self.cursor.report.add(error.label("an import is nothing to document").help("write `//` instead"));
        }
        let Some(path) = self.cursor.text() else {
            self.cursor.expected("the path of a file as a string after `import`");
            return None;
        };
        self.rest_of_head("the next declaration");
        self.no_body(keyword);
        Some(Declaration::Import(Import { path, span: self.span }))
    }

    fn name(&mut self, keyword: Word<'_>) -> Option<Name> {
        let name = self.cursor.name();
        if name.is_none() {
            self.cursor.expected(&format!("a name after `{}`", keyword.text));
        }
        name
    }

    fn bases(&mut self) -> Vec<Name> {
        self.cursor.elements("the name of a mixin", |list| Ok(list.name())).unwrap_or_default()
    }

    fn members(&mut self, keyword: Word<'_>, name: &str) -> Vec<Member> {
        self.end_of_head(keyword, name);
        self.body(|cursor| cursor.members()).unwrap_or_default()
    }

    /// The head is over and a body follows, or that is said.
    fn end_of_head(&mut self, keyword: Word<'_>, name: &str) {
        let form = format!("`<` after `{} {name}`", keyword.text);
        if self.cursor.at_end() && self.shape.body.as_ref().is_some_and(|body| body.bracket != Bracket::Missing) {
            return;
        }
        self.rest_of_head(&form);
        if self.cursor.at_end() && self.shape.body.as_ref().is_none_or(|body| body.bracket == Bracket::Missing) {
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
        if let Some(body) = &self.shape.body {
            let span = Span { end: body.span.start + 1, ..body.span };
            let message = format!("`{}` has no body", keyword.text);
            self.cursor.report.add(Diagnostic::error(Code::UNEXPECTED, span, message));
        }
    }

    /// Reads the body, after saying what is wrong with its brackets.
    fn body<T>(&mut self, read: impl FnOnce(&mut Cursor<'_, 's, '_, '_>) -> T) -> Option<T> {
        let body = self.shape.body.as_ref()?;
        let (inner, rest) = self.brackets(body);
        let end = body.close.map_or(body.span.after(), |close| Span { end: close.start, ..close });
        let read = read(&mut Cursor::new(self.reader.text, inner, end, self.cursor.report));
        stray(rest, self.cursor.report);
        Some(read)
    }

    /// The terms in the body and those behind it, which came into it because what stands there is no declaration.
    fn brackets<'b>(&mut self, body: &'b Body<'s>) -> (&'b [Term<'s>], &'b [Term<'s>]) {
        if let Bracket::Brace(span) = body.bracket {
            let error = Diagnostic::error(Code::UNEXPECTED, span, "a body stands between `<` and `>`, not in braces");
            self.cursor.report.add(error.help("replace `{` by `<` and `}` by `>`"));
        }
        if body.close.is_some() {
            return (&body.terms, &[]);
        }
        if let Some(at) = body.terms.iter().position(|term| term.kind == Kind::Operator && term.text == ">") {
            let (inner, rest) = body.terms.split_at(at);
            return (inner, rest.get(1..).unwrap_or_default());
        }
        if let (false, Bracket::Angle(span)) = (body.excused, body.bracket) {
            let error = Diagnostic::error(Code::UNTERMINATED, span, "this body is never closed").label("opened here");
            let end = body.terms.last().map_or(span, |term| term.span).after();
            self.cursor.report.add(error.also(end, "expected `>` here"));
        }
        (&body.terms, &[])
    }
}

impl Cursor<'_, '_, '_, '_> {
    /// `minor major "MAJ" capital`
    fn variants(&mut self) -> Vec<Variant> {
        let mut variants = Vec::new();
        loop {
            self.skip_commas();
            let docs = self.docs();
            if self.at_end() {
                self.refuse_docs(&docs, "no variant follows");
                return variants;
            }
            if let Some(name) = self.name() {
                variants.push(Variant { docs, name, label: self.text() });
                continue;
            }
            self.expected("the name of a variant");
            while !self.at_end() && self.word().is_none() {
                self.bump();
            }
        }
    }
}
