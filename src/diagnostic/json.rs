//! A diagnostic as one line of JSON, for programs. What the fields mean is written down in `docs/diagnostics.md`;
//! a field that changes its meaning, or goes, raises the version.

use serde::Serialize;

use super::pages::Pages;
use super::short::severity;
use super::{Applicability, Diagnostic, Fix, Label};
use crate::source::{Sources, Span};

/// The version of the format.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Line<'d> {
    version: u8,
    code: Option<&'static str>,
    severity: &'static str,
    message: &'d str,
    labels: Vec<Place<'d>>,
    help: Vec<&'d str>,
    fix: Option<Change<'d>>,
}

#[derive(Serialize)]
struct Place<'d> {
    file: &'d str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'d str,
    primary: bool,
}

#[derive(Serialize)]
struct Change<'d> {
    file: &'d str,
    start: usize,
    end: usize,
    replacement: &'d str,
    applicability: &'static str,
}

/// A line for each diagnostic, in their order.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut pages = Pages::new(sources);
    let lines = diagnostics.iter().map(|diagnostic| {
        let labels = diagnostic.labels.iter().enumerate();
        let labels = labels.filter_map(|(number, label)| place(number, label, &mut pages));
        text(&Line {
            version: VERSION,
            code: Some(diagnostic.code.text()),
            severity: severity(diagnostic),
            message: &diagnostic.message,
            labels: labels.collect(),
            help: diagnostic.helps.iter().map(String::as_str).collect(),
            fix: diagnostic
                .fix
                .as_ref()
                .and_then(|fix| change(fix, &mut pages)),
        })
    });
    lines.collect()
}

/// What is wrong around the schema: no rule's code, and no place.
pub fn json_problem(message: &str, help: Option<&str>) -> String {
    text(&Line {
        version: VERSION,
        code: None,
        severity: "error",
        message,
        labels: Vec::new(),
        help: help.into_iter().collect(),
        fix: None,
    })
}

fn place<'d>(number: usize, label: &'d Label, pages: &mut Pages<'d>) -> Option<Place<'d>> {
    let (file, lines) = pages.lines(label.span.file)?;
    let bytes = lines.whole(label.span.range());
    let (line, column) = lines.position(bytes.start);
    let (end_line, end_column) = lines.position(bytes.end);
    Some(Place {
        file,
        start: bytes.start,
        end: bytes.end,
        line,
        column,
        end_line,
        end_column,
        text: &label.text,
        primary: number == 0,
    })
}

fn change<'d>(fix: &'d Fix, pages: &mut Pages<'d>) -> Option<Change<'d>> {
    let Span { file, start, end } = fix.span;
    Some(Change {
        file: pages.lines(file)?.0,
        start: start as usize,
        end: end as usize,
        replacement: &fix.replacement,
        applicability: match fix.applicability {
            Applicability::Certain => "certain",
            Applicability::Maybe => "maybe",
        },
    })
}

fn text(line: &Line<'_>) -> String {
    // Strings and numbers can always be written.
    let text = serde_json::to_string(line).unwrap_or_default();
    text + "\n"
}
