//! What stands side by side in a file: docs to the declaration that follows them, keywords that are none to the one
//! that was meant.

use super::declaration::declaration;
use super::reader::{Word, described, doc, is_reported, misplaced};
use super::report::Report;
use super::shape::{Item, Kind, Shape, Term};
use super::words::DECLARATIONS;
use crate::diagnostic::{Code, Diagnostic, did_you_mean, similar};
use crate::source::Span;
use crate::syntax::ast::File;

/// Help where none of them stands.
const BEGIN: &str =
    "a declaration begins with `model`, `mixin`, `table`, `enum`, `type` or `import`";

/// The declarations of a file.
pub(super) fn file(text: &str, items: &[Item<'_>], report: &mut Report<'_>) -> File {
    let mut file = File::default();
    let mut docs: Vec<&Term<'_>> = Vec::new();
    let mut at_head = true;
    let mut previous_end = None;
    for item in items {
        match item {
            Item::HeadDoc(term) if at_head => file.docs.push(doc(term)),
            Item::HeadDoc(term) => report.add(misplaced(
                term,
                "`//!` documents the file and stands at its very head",
            )),
            Item::Doc(term) if same_line(text, previous_end, term.span) => {
                report.add(misplaced(
                    term,
                    "a `///` comment stands on the lines before what it documents",
                ));
            }
            Item::Doc(term) => docs.push(term),
            Item::Declaration(shape) => {
                report.recovered();
                let docs = std::mem::take(&mut docs);
                let keyword = keyword(shape, report);
                let read =
                    keyword.and_then(|keyword| declaration(text, keyword, shape, &docs, report));
                file.declarations.extend(read);
                previous_end = shape.body.as_ref().map(|body| body.span.end);
            }
            Item::Stray(terms) => {
                report.recovered();
                docs.clear();
                stray(terms, report);
            }
        }
        at_head &= matches!(item, Item::HeadDoc(_));
    }
    if let (Some(first), Some(last)) = (docs.first(), docs.last()) {
        let message = "a doc comment documents nothing here";
        let error = Diagnostic::error(Code::MISPLACED_DOC, first.span.to(last.span), message);
        report.add(
            error
                .label("no declaration follows")
                .help("write `//` for a comment that may stand anywhere"),
        );
    }
    file
}

/// Reports terms outside of any declaration, with one error for all that stand together.
pub(super) fn stray(terms: &[Term<'_>], report: &mut Report<'_>) {
    let Some(first) = terms.first().filter(|term| !is_reported(term)) else {
        return;
    };
    let error = |message: &str| Diagnostic::error(Code::UNEXPECTED, first.span, message);
    if matches!(first.text, ">" | "}" | ")") {
        return report.add(error(&format!("`{}` closes nothing", first.text)));
    }
    let error = error("expected a declaration").label(format!("found {}", described(first)));
    let error = match similar(first.text, DECLARATIONS.iter().copied()) {
        Some(_) if first.kind == Kind::Name && !DECLARATIONS.contains(&first.text) => {
            did_you_mean(error, first.span, first.text, DECLARATIONS.iter().copied())
        }
        _ => error.help(BEGIN),
    };
    report.add(error);
}

/// Whether no line end stands between the end of what came before and `next`.
fn same_line(text: &str, end: Option<u32>, next: Span) -> bool {
    let gap = end.and_then(|end| text.get(end as usize..next.start as usize));
    gap.is_some_and(|gap| !gap.contains('\n'))
}

/// The keyword that is there, or that was meant; empty where it is missing.
fn keyword(shape: &Shape<'_>, report: &mut Report<'_>) -> Option<Word<'static>> {
    let first = shape.head.first()?;
    if let Some(text) = DECLARATIONS.iter().find(|known| **known == first.text) {
        return Some(Word {
            text,
            span: first.span,
        });
    }
    let error = Diagnostic::error(Code::UNEXPECTED, first.span, "expected a declaration");
    let error = error.label(format!("found {}", described(first)));
    let named = shape
        .head
        .get(1)
        .is_some_and(|term| matches!(term.kind, Kind::Name | Kind::Text));
    if named {
        let meant = similar(first.text, DECLARATIONS.iter().copied()).unwrap_or("model");
        if !is_reported(first) {
            report.add(match similar(first.text, DECLARATIONS.iter().copied()) {
                Some(_) => {
                    did_you_mean(error, first.span, first.text, DECLARATIONS.iter().copied())
                }
                None => error.help(BEGIN),
            });
        }
        return Some(Word {
            text: meant,
            span: first.span,
        });
    }
    let place = Span {
        end: first.span.start,
        ..first.span
    };
    report.add(
        error
            .help(format!("write `model {}` for a model", first.text))
            .fix(place, "model "),
    );
    Some(Word {
        text: "model",
        span: place,
    })
}
