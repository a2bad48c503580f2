//! What is shown of a diagnostic, wherever its places are.

use super::{Code, Diagnostic, render};
#[cfg(feature = "cli")]
use super::{apply, certain, json, shorts};
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

/// Several labels in two files, a fix, a warning, characters of several bytes, CRLF, BOM, and no place at all.
#[cfg(feature = "cli")]
#[test]
fn programs_read_lines() {
    let sources = sources(&[TEXT, "\u{FEFF}é: Integr\r\n\"x\"\n"]);
    let mut nowhere = error(span(0, 0, 0));
    nowhere.labels.clear();
    let all = [
        error(span(0, 33, 37)).also(span(0, 6, 13), "there"),
        error(span(1, 7, 13))
            .also(span(0, 0, 5), "in \"another\" file")
            .help("did you mean `Integer`?")
            .fix(span(1, 7, 13), "Integer"),
        error(span(1, 5, 5)).certain_fix(span(1, 5, 5), "\n\u{1b}"),
        Diagnostic::warning(Code::DELETE_BLOCKED, span(1, 15, 18), "\u{2028}\0"),
        error(span(1, 1, 99)),
        nowhere,
    ];
    let shown = format!("{}\n{}", json(&all, &sources), shorts(&all, &sources));
    insta::assert_snapshot!(shown);
}

#[cfg(feature = "cli")]
#[test]
fn changes_that_contradict_each_other_are_not_made() {
    let fixed = |text: &str, changes: &[(usize, usize, &str)]| {
        let all: Vec<Diagnostic> = changes
            .iter()
            .map(|(start, end, new)| error(span(0, 0, 0)).certain_fix(span(0, *start, *end), *new))
            .collect();
        apply(text, &certain(&all, FileId(0)))
    };
    let is = |text: &str| Some(text.to_owned());
    assert_eq!(fixed("abcd", &[(3, 4, "D"), (0, 1, "A")]), is("AbcD"));
    assert_eq!(fixed("abcd", &[(1, 1, "x"), (1, 1, "x")]), is("axbcd"));
    assert_eq!(
        fixed("abcd", &[(1, 1, "x"), (1, 1, "y"), (3, 3, "z")]),
        is("abczd")
    );
    assert_eq!(fixed("abcd", &[(0, 3, "x"), (2, 4, "y")]), is("abcd"));
    assert_eq!(
        fixed("abcd", &[(0, 3, "x"), (1, 2, "y"), (2, 4, "z")]),
        is("abcd")
    );
    // What lies within a larger one waits for the next round.
    assert_eq!(
        fixed("abcd", &[(0, 4, "x"), (1, 2, "y"), (2, 3, "z")]),
        is("x")
    );
    assert_eq!(fixed("abcd", &[(1, 2, "y"), (1, 3, "x")]), is("axd"));
    assert_eq!(fixed("abcd", &[(1, 2, "y"), (1, 2, "x")]), is("abcd"));
    assert_eq!(fixed("abcd", &[(0, 2, "x"), (2, 2, "y")]), is("xycd"));
    assert_eq!(fixed("é", &[(1, 2, "x")]), None);
    assert_eq!(fixed("a", &[(3, 4, "x")]), None);
}
