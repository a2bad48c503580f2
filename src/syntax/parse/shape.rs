//! The grammar's pairs to plain terms. Reports what is wrong with a term by itself: a string, raw SQL or
//! bracket that is never closed. Knows no word of the language.

use pest::Parser;
use pest::iterators::Pair;

use super::grammar::{Grammar, Rule};
use super::report::Report;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// What stands side by side in a file.
pub(super) enum Item<'s> {
    Doc(Term<'s>),
    HeadDoc(Term<'s>),
    Declaration(Shape<'s>),
    /// Terms outside of any declaration.
    Stray(Vec<Term<'s>>),
}

/// A declaration: the words up to its body, and the body.
pub(super) struct Shape<'s> {
    pub(super) head: Vec<Term<'s>>,
    /// Docs between head and body, where none may be.
    pub(super) docs: Vec<Term<'s>>,
    pub(super) body: Option<Body<'s>>,
    /// A `>` although there is no body.
    pub(super) orphan: Option<Span>,
}

/// What stands between `<` and `>`.
pub(super) struct Body<'s> {
    pub(super) bracket: Bracket,
    pub(super) terms: Vec<Term<'s>>,
    pub(super) close: Option<Span>,
    /// Why it is not closed has been said already: an unclosed string or list has swallowed the `>`.
    pub(super) excused: bool,
    pub(super) span: Span,
}

/// With what a body opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Angle(Span),
    Brace(Span),
    Missing,
}

/// A word, a literal, a mark or a bracketed list.
pub(super) struct Term<'s> {
    pub(super) kind: Kind<'s>,
    pub(super) text: &'s str,
    pub(super) span: Span,
}

/// Which of them. Literals that are not closed are of the kind that they were to be.
#[derive(PartialEq)]
pub(super) enum Kind<'s> {
    Name,
    Colon,
    Comma,
    Dot,
    Number,
    Text,
    Raw,
    List(List<'s>),
    Operator,
    Mark,
    Doc,
    HeadDoc,
}

/// The terms between `(` and `)`.
#[derive(PartialEq)]
pub(super) struct List<'s> {
    pub(super) terms: Vec<Term<'s>>,
    pub(super) closed: bool,
}

impl PartialEq for Term<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.span == other.span
    }
}

/// The shapes of a whole file.
pub(super) fn shapes<'s>(text: &'s str, report: &mut Report<'_>) -> Vec<Item<'s>> {
    let pairs = match Grammar::parse(Rule::file, text) {
        Ok(pairs) => pairs,
        // The grammar takes any text, so this cannot be; should it be all the same, it is said.
        Err(error) => {
            let message = format!("this file cannot be read: {}", error.variant.message());
            report.add(Diagnostic::error(
                Code::UNEXPECTED,
                report.span(0, text.len()),
                message,
            ));
            return Vec::new();
        }
    };
    let mut items = Vec::new();
    for pair in pairs.flat_map(Pair::into_inner) {
        let Some(mut item) = item(pair, report) else {
            continue;
        };
        let docs = item.last_docs();
        items.push(item);
        items.extend(docs.into_iter().map(Item::Doc));
    }
    items
}

impl<'s> Item<'s> {
    /// The docs at the end of a body that is not closed: they are about the declaration that ended it.
    fn last_docs(&mut self) -> Vec<Term<'s>> {
        let Item::Declaration(Shape {
            body: Some(body), ..
        }) = self
        else {
            return Vec::new();
        };
        if body.close.is_some() {
            return Vec::new();
        }
        let kept = body
            .terms
            .iter()
            .rposition(|term| term.kind != Kind::Doc)
            .map_or(0, |at| at + 1);
        body.terms.split_off(kept)
    }
}

fn item<'s>(pair: Pair<'s, Rule>, report: &mut Report<'_>) -> Option<Item<'s>> {
    match pair.as_rule() {
        Rule::declaration => Some(Item::Declaration(declaration(pair, report))),
        Rule::stray => Some(Item::Stray(terms(pair, report))),
        Rule::doc => term(pair, report).map(Item::Doc),
        Rule::head_doc => term(pair, report).map(Item::HeadDoc),
        _ => None,
    }
}

fn declaration<'s>(pair: Pair<'s, Rule>, report: &mut Report<'_>) -> Shape<'s> {
    let mut shape = Shape {
        head: Vec::new(),
        docs: Vec::new(),
        body: None,
        orphan: None,
    };
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::orphan => shape.orphan = Some(place(&part, report)),
            Rule::head => shape.head = terms(part, report),
            Rule::body | Rule::brace_body | Rule::bare_body => {
                shape.body = Some(body(part, report))
            }
            _ => shape.docs.extend(term(part, report)),
        }
    }
    shape
}

fn body<'s>(pair: Pair<'s, Rule>, report: &mut Report<'_>) -> Body<'s> {
    let span = place(&pair, report);
    let before = report.count();
    let first = Span {
        end: span.start + 1,
        ..span
    };
    let bracket = match pair.as_rule() {
        Rule::brace_body => Bracket::Brace(first),
        Rule::bare_body => Bracket::Missing,
        _ => Bracket::Angle(first),
    };
    let mut body = Body {
        bracket,
        terms: Vec::new(),
        close: None,
        excused: false,
        span,
    };
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::close | Rule::brace_close => body.close = Some(place(&part, report)),
            _ => body.terms.extend(term(part, report)),
        }
    }
    body.excused = report.count() > before;
    if body.close.is_none() {
        body.span.end = body
            .terms
            .last()
            .map_or(span.start + 1, |term| term.span.end);
    }
    body
}

fn terms<'s>(pair: Pair<'s, Rule>, report: &mut Report<'_>) -> Vec<Term<'s>> {
    pair.into_inner()
        .filter_map(|pair| term(pair, report))
        .collect()
}

fn term<'s>(pair: Pair<'s, Rule>, report: &mut Report<'_>) -> Option<Term<'s>> {
    let mut span = place(&pair, report);
    let text = pair.as_str();
    let kind = match pair.as_rule() {
        Rule::name => Kind::Name,
        Rule::colon => Kind::Colon,
        Rule::comma => Kind::Comma,
        Rule::dot => Kind::Dot,
        Rule::number => Kind::Number,
        Rule::operator => Kind::Operator,
        Rule::mark => Kind::Mark,
        Rule::doc => Kind::Doc,
        Rule::head_doc => Kind::HeadDoc,
        Rule::string => Kind::Text,
        Rule::raw => Kind::Raw,
        Rule::open_string | Rule::open_raw | Rule::quoted => {
            broken_literal(pair.as_rule(), span, report)
        }
        Rule::list => list(pair, report),
        _ => return None,
    };
    if let Kind::List(List {
        terms,
        closed: false,
    }) = &kind
    {
        span.end = terms.last().map_or(span.start + 1, |term| term.span.end);
    }
    Some(Term { kind, text, span })
}

fn broken_literal<'s>(rule: Rule, span: Span, report: &mut Report<'_>) -> Kind<'s> {
    let first = Span {
        end: span.start + 1,
        ..span
    };
    if rule == Rule::open_raw {
        let error = Diagnostic::error(Code::UNTERMINATED, first, "this raw SQL is never closed");
        report.add(
            error
                .label("opened here")
                .help("raw SQL ends with a second backquote"),
        );
        return Kind::Raw;
    }
    if rule == Rule::open_string {
        let error = Diagnostic::error(
            Code::UNTERMINATED,
            first,
            "this string is not closed on its line",
        );
        report.add(
            error
                .label("opened here")
                .help("a string ends with `\"` on the same line; `\\n` is a line end in it"),
        );
        return Kind::Text;
    }
    let error = Diagnostic::error(Code::BAD_LITERAL, span, "a string stands in double quotes");
    report.add(error.help("write `\"…\"` for a string, or raw SQL in backquotes"));
    Kind::Text
}

fn list<'s>(pair: Pair<'s, Rule>, report: &mut Report<'_>) -> Kind<'s> {
    let span = place(&pair, report);
    let mut list = List {
        terms: Vec::new(),
        closed: false,
    };
    let before = report.count();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::list_close => list.closed = true,
            _ => list.terms.extend(term(part, report)),
        }
    }
    if !list.closed && report.count() == before {
        let first = Span {
            end: span.start + 1,
            ..span
        };
        let error = Diagnostic::error(Code::UNTERMINATED, first, "this `(` is never closed");
        report.add(error.label("opened here"));
    }
    Kind::List(list)
}

fn place(pair: &Pair<'_, Rule>, report: &Report<'_>) -> Span {
    let span = pair.as_span();
    report.span(span.start(), span.end())
}
