//! Declarations: their heads, and their bodies on one line or on several.

use super::layout::{Empty, MEMBER, Page, WIDTH, letters};
use super::spell::{Member, names};
use crate::source::Span;
use crate::syntax::ast::{Declaration, Enum, File, Import, Name, TypeAlias, Variant};

/// A declaration that is to be written.
struct Outline {
    span: Span,
    head: String,
    /// Nothing where there are no `<` and `>`.
    body: Option<Body>,
}

/// What stands between `<` and `>`.
struct Body {
    /// Where the head ends before the `<`.
    behind: Span,
    members: Vec<Member>,
    one_line: OneLine,
}

/// When a body may stand on one line, if it fits there and nothing in it has a comment.
#[derive(PartialEq, Eq)]
enum OneLine {
    /// Always.
    Fits,
    /// With one member at the most, and only if it did.
    Did,
}

impl Page<'_, '_> {
    /// All of a file.
    pub(super) fn file(&mut self, file: &File) {
        for declaration in &file.declarations {
            let outline = self.outline(declaration);
            self.declaration(&outline);
        }
        let end = self.written.end();
        self.comments(end, 0, Empty::Always);
    }

    fn outline(&self, declaration: &Declaration) -> Outline {
        let members = |all: &[_]| all.iter().map(|one| self.written.member(one)).collect();
        match declaration {
            Declaration::Model(model) => {
                let head = ("model", &model.name, &*model.bases);
                based(model.span, head, members(&model.members))
            }
            Declaration::Mixin(mixin) => {
                let head = ("mixin", &mixin.name, &*mixin.bases);
                based(mixin.span, head, members(&mixin.members))
            }
            Declaration::Table(table) => Outline {
                span: table.span,
                head: format!("table {}", self.written.db_name(&table.name)),
                body: Some(Body {
                    behind: table.name.span,
                    members: members(&table.members),
                    one_line: OneLine::Did,
                }),
            },
            Declaration::Enum(one) => self.enumeration(one),
            Declaration::Type(alias) => self.alias(alias),
            Declaration::Import(import) => self.import(import),
        }
    }

    fn enumeration(&self, one: &Enum) -> Outline {
        let variants = one.variants.iter().map(|variant| self.variant(variant));
        Outline {
            span: one.span,
            head: format!("enum {}", one.name.text),
            body: Some(Body {
                behind: one.name.span,
                members: variants.collect(),
                one_line: OneLine::Fits,
            }),
        }
    }

    fn variant(&self, variant: &Variant) -> Member {
        let name = &variant.name;
        match &variant.label {
            Some(label) => {
                let text = format!("{} {}", name.text, self.written.slice(label.span));
                Member::plain(name.span.to(label.span), vec![text])
            }
            None => Member::plain(name.span, vec![name.text.clone()]),
        }
    }

    fn alias(&self, alias: &TypeAlias) -> Outline {
        let ty = self.written.type_ref(&alias.ty);
        let path = alias.path.as_ref();
        let path = path.map_or(String::new(), |path| format!(" as {}", path.text));
        Outline {
            span: alias.span,
            head: format!("type {} = {ty}{path}", alias.name.text),
            body: None,
        }
    }

    fn import(&self, import: &Import) -> Outline {
        Outline {
            span: import.span,
            head: format!("import {}", self.written.slice(import.path.span)),
            body: None,
        }
    }

    /// A declaration with the comments before it; those within its head go there, too.
    fn declaration(&mut self, outline: &Outline) {
        let range = outline.span.range();
        let body = outline.body.as_ref();
        let open = body.map(|body| self.written.find('<', body.behind.range().end));
        let empty = self.comments(range.start, 0, Empty::Always);
        let mut is_empty = self.is_empty_line(empty, range.start);
        let within = self
            .written
            .comments(range.start, open.unwrap_or(range.end));
        for comment in within {
            self.line(0, is_empty);
            self.push(comment.text);
            is_empty = false;
        }
        self.line(0, is_empty);
        self.push(&outline.head);
        if let (Some(body), Some(open)) = (body, open) {
            self.body(outline, body, open + 1);
        }
        self.at(range.end);
    }

    fn body(&mut self, outline: &Outline, body: &Body, start: usize) {
        if let Some(line) = self.one_line(outline, body, start) {
            return self.push(&line);
        }
        self.push(" <");
        self.at(start);
        let mut first = Empty::Never;
        for member in &body.members {
            self.member(member, first);
            first = Empty::Kept;
        }
        let close = outline.span.range().end.saturating_sub(1);
        self.comments(close, MEMBER, first);
        self.line(0, false);
        self.push(">");
    }

    /// The body behind its head, if it may stand there.
    fn one_line(&self, outline: &Outline, body: &Body, start: usize) -> Option<String> {
        let end = outline.span.range().end;
        let did = self.written.same_line(start, end) && body.members.len() <= 1;
        let may = body.one_line == OneLine::Fits || did;
        if !may || !self.written.comments(start, end).is_empty() {
            return None;
        }
        let members: Vec<String> = body.members.iter().map(Member::line).collect();
        let line = match &*members {
            [] => " <>".to_owned(),
            members => format!(" < {} >", members.join(" ")),
        };
        (letters(&outline.head) + letters(&line) <= WIDTH).then_some(line)
    }
}

/// A model or a mixin.
fn based(span: Span, head: (&str, &Name, &[Name]), members: Vec<Member>) -> Outline {
    let (keyword, name, bases) = head;
    let list = if bases.is_empty() {
        String::new()
    } else {
        names(bases)
    };
    Outline {
        span,
        head: format!("{keyword} {}{list}", name.text),
        body: Some(Body {
            behind: bases.last().map_or(name.span, |base| base.span),
            members,
            one_line: OneLine::Did,
        }),
    }
}
