//! Files that are too large, too deep or no text.

use std::time::{Duration, Instant};

use super::{codes, parsed, rendered};
use crate::diagnostic::render;
use crate::source::{FileId, MAX_BYTES, Sources};
use crate::syntax::decode;

#[test]
fn nesting_is_limited() {
    for bracket in ["(", "<"] {
        let text = format!("model A <\n    a: String{} >", bracket.repeat(10_000));
        let (tree, diagnostics) = parsed(&text);
        assert_eq!(codes(&text), ["R0005"], "{bracket}");
        assert_eq!(tree.declarations.len(), 1);
        assert_eq!(
            diagnostics[0].labels[0].span.start as usize,
            text.find(bracket.repeat(9).as_str()).unwrap() + 64
        );
    }
    let closed = format!(
        "model A < a: T{}5{} b: rel B primaryjoin (A.x > 5) >",
        "(".repeat(64),
        ")".repeat(64)
    );
    assert!(!codes(&closed).contains(&"R0005".to_owned()));
    let comparisons = vec!["a < 5"; 1000].join(", ");
    assert_eq!(
        codes(&format!("model A < a: rel B primaryjoin ({comparisons}) >")),
        [] as [&str; 0]
    );
    let unclosed: String = (0..500)
        .map(|number| format!("model A{number} <\n    id: Integer(5\n"))
        .collect();
    assert!(!codes(&unclosed).contains(&"R0005".to_owned()));
    let quoted = format!(
        "model A < a: String default \"{0}\" check `{0}` > // {0}",
        "(<".repeat(100)
    );
    assert_eq!(codes(&quoted), [] as [&str; 0]);
}

#[test]
fn bytes_that_are_no_schema_are_refused() {
    let decoded = |bytes: Vec<u8>| {
        let mut diagnostics = Vec::new();
        let source = decode(FileId(0), "case.rel".to_owned(), bytes, &mut diagnostics);
        let mut sources = Sources::default();
        sources.add(source);
        render(&diagnostics, &sources, false)
    };
    insta::assert_snapshot!(
        "bytes",
        [
            decoded(b"model A < id: Integer >".to_vec()),
            decoded(b"model A <\n    name\xff\xfe: Integer\n>".to_vec()),
            decoded(b"model A <\0\0 >".to_vec()),
            decoded(vec![b' '; MAX_BYTES + 1]),
            decoded(vec![b' '; MAX_BYTES]),
        ]
        .join("──────\n")
    );
}

#[test]
fn large_and_broken_files_are_read_and_shown_in_time() {
    let many = |text: &str| text.repeat(400_000 / text.len());
    for text in [
        format!("model A < id: Integer {} >", "x".repeat(MAX_BYTES - 100)),
        (0..10_000)
            .map(|number| format!("model A{number} < id: Integer wibble >\n"))
            .collect(),
        many("@ \u{1} ( < ` \" ' > : , "),
        many("/// doc\n"),
        many("(model a (b "),
        many("a a a b "),
        many("model a < b: c > > > "),
        format!("model a < {}", many("> /// x\n")),
    ] {
        let start = Instant::now();
        let (_, diagnostics) = parsed(&text);
        assert!(!diagnostics.is_empty());
        assert!(rendered(&text, &diagnostics).len() < 1_000_000);
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "{:?} for {}",
            start.elapsed(),
            &text[..20]
        );
    }
}
