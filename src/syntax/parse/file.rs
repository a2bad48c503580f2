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

/// Help where a class of Python's stands.
const MODEL: &str = "a class is written `model Person < … >`";

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
    refuse_last(&docs, report);
    file
}

/// Reports docs at the end of the file.
fn refuse_last(docs: &[&Term<'_>], report: &mut Report<'_>) {
    if let (Some(first), Some(last)) = (docs.first(), docs.last()) {
        let message = "a doc comment documents nothing here";
        let error = Diagnostic::error(Code::MISPLACED_DOC, first.span.to(last.span), message);
        let help = "write `//` for a comment that may stand anywhere";
        report.add(error.label("no declaration follows").help(help));
    }
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
        _ if first.text == "class" => error.help(MODEL),
        _ => error.help(BEGIN),
    };
    report.add(error);
}

/// Whether no line end stands between the end of what came before and `next`.
pub(super) fn same_line(text: &str, end: Option<u32>, next: Span) -> bool {
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
    let second = shape.head.get(1).map(|term| &term.kind);
    let named = matches!(second, Some(Kind::Name | Kind::Text));
    let meant = similar(first.text, DECLARATIONS.iter().copied()).filter(|_| named);
    let place = Span {
        end: first.span.start,
        ..first.span
    };
    if !is_reported(first) {
        let error = Diagnostic::error(Code::UNEXPECTED, first.span, "expected a declaration");
        let error = error.label(format!("found {}", described(first)));
        report.add(match (meant, named) {
            (Some(_), _) => {
                did_you_mean(error, first.span, first.text, DECLARATIONS.iter().copied())
            }
            (None, true) if first.text == "class" => error.help(MODEL).fix(first.span, "model"),
            (None, true) => error.help(BEGIN),
            (None, false) => {
                let help = format!("write `model {}` for a model", first.text);
                error.help(help).fix(place, "model ")
            }
        });
    }
    let span = if named { first.span } else { place };
    Some(Word {
        text: meant.unwrap_or("model"),
        span,
    })
}
