//! What is shown of a diagnostic, wherever its places are.

use super::{Code, Diagnostic, render};
use crate::source::{FileId, Source, Sources, Span};

const TEXT: &str = "model Größe <\r\n\tid: Integer 😀 \u{202E}x\r\n>\r\n";

fn sources(texts: &[&str]) -> Sources {
    let mut sources = Sources::default();
    for (number, text) in texts.iter().enumerate() {
        sources.add(Source {
            name: format!("file{number}.rel"),
            text: (*text).to_owned(),
        });
    }
    sources
}

fn span(file: u16, start: usize, end: usize) -> Span {
    Span {
        file: FileId(file),
        start: start as u32,
        end: end as u32,
    }
}

fn error(span: Span) -> Diagnostic {
    Diagnostic::error(Code::UNEXPECTED, span, "wrong").label("here")
}

#[test]
fn every_place_can_be_shown() {
    for text in [TEXT, "", "\n", "\u{FEFF}", "é", "\r\n\r\n"] {
        let sources = sources(&[text]);
        for start in 0..text.len() + 3 {
            for end in 0..text.len() + 3 {
                let error = error(span(0, start, end))
                    .also(span(0, end, start), "there")
                    .fix(span(0, start, end), "x\ny");
                assert!(render(&[error], &sources, true).contains("wrong"));
            }
        }
    }
    assert!(render(&[error(span(9, 0, 1))], &sources(&[]), false).contains("wrong"));
}

#[test]
fn what_is_shown_is_readable() {
    let long = format!(
        "{}\nmodel A < {} id: Integr {}\n",
        "// x\n".repeat(20_000),
        "é".repeat(900),
        "y".repeat(900)
    );
    let at = long.find("Integr").unwrap_or_default();
    let sources = sources(&[TEXT, "model A <\n    id: Integer\n>\n", "", &long]);
    let shown = [
        error(span(0, 6, 13)).also(span(1, 6, 7), "in another file"),
        error(span(0, 31, 39)).help("one").help("two"),
        error(span(1, 14, 16))
            .also(span(1, 26, 26), "the same file")
            .help("write it so")
            .fix(span(1, 26, 26), " unique"),
        error(span(1, 8, 27)),
        error(span(2, 0, 0)).help("write a model"),
        error(span(3, at, at + 6))
            .also(span(3, 1, 3), "far away")
            .help("did you mean `Integer`?")
            .fix(span(3, at, at + 6), "Integer"),
        Diagnostic::warning(
            Code::UNEXPECTED,
            span(1, 27, 28),
            "a `\u{202E}\u{1b}[31m` in the message",
        ),
    ];
    insta::assert_snapshot!(render(&shown, &sources, false));
}

#[test]
fn they_are_sorted_and_not_too_many() {
    let sources = sources(&[TEXT, TEXT]);
    let errors: Vec<Diagnostic> = (0..10_000)
        .rev()
        .map(|at| error(span(at % 2, at as usize % 20, 25)))
        .collect();
    let shown = render(&errors, &sources, false);
    assert_eq!(shown.matches("wrong").count(), 100);
    assert!(
        shown.starts_with("error[R0101]: wrong\n --> file0.rel:1:1\n"),
        "{shown}"
    );
    assert!(shown.ends_with("9900 more not shown\n"));
}
