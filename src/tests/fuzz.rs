//! Fuzzing without cargo-fuzz, on a stable toolchain: cases with a few edits, the same ones for the same seed, go
//! through every door. `RELGEN_FUZZ_SECONDS=60` goes on for as long, and `RELGEN_FUZZ_SEED` tries others. What is
//! found becomes a case.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::str::FromStr;
use std::time::{Duration, Instant};

use crate::fuzz::{check, format, parse, pipeline};
use crate::syntax::tests::tokens::tokens;

/// What an edit puts in, beside what other cases have.
const PIECES: &[&str] = &[
    "<",
    ">",
    "(",
    ")",
    ":",
    ",",
    "\"",
    "`",
    "///",
    "//",
    "//!",
    "{",
    "}",
    "=",
    "=>",
    "::",
    ".",
    "-",
    "\\",
    "'",
    "#",
    "€",
    "\u{0}",
    "\r",
    "\r\n",
    "\u{1B}",
    "\u{202E}",
    "\u{FEFF}",
    "5x",
    "\\u{",
    "99999999999999999999",
    "-0.0",
    "𝕏",
    "model",
    "rel",
    "enum",
    "mixin",
    "table",
    "type",
    "import",
    "self",
    "_",
    "null",
    "primary_key",
    "foreign_key",
    "unique",
    "index",
    "secondary",
    "primaryjoin",
    "backref",
    "lazy joined",
    "cascade all",
    "remote_side",
    "check",
];

struct Numbers(u64);

impl Numbers {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % count.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len()))
            .copied()
            .unwrap_or_default()
    }
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |value| value.parse().expect("a number"))
}

/// The texts of all cases, in order.
fn corpus() -> Vec<String> {
    let mut paths = Vec::new();
    super::rel_files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"),
        &mut paths,
    );
    paths.sort();
    assert!(paths.len() > 100);
    // Some have bytes that are no text.
    paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect()
}

/// One edit of a text, perhaps with a piece of another one.
fn edited(text: &str, other: &str, numbers: &mut Numbers) -> String {
    let mut words: Vec<&str> = tokens(text);
    let others = tokens(other);
    let at = numbers.below(words.len());
    let piece = match numbers.below(2) {
        0 => numbers.pick(PIECES),
        _ => numbers.pick(&others),
    };
    match numbers.below(6) {
        0 if !words.is_empty() => drop(words.remove(at)),
        1 => words.insert(at, piece),
        2 if !words.is_empty() => words[at] = piece,
        3 if !words.is_empty() => words.insert(at, words[at]),
        4 if !words.is_empty() => {
            let to = numbers.below(words.len());
            words.swap(at, to);
        }
        _ => {
            let from = numbers.below(others.len());
            let to = (from + numbers.below(12)).min(others.len());
            let taken = others.get(from..to).unwrap_or_default();
            words.splice(at..at, taken.iter().copied());
        }
    }
    words.concat()
}

/// Bytes that may be no text any more.
fn bytes(text: &str, numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    if numbers.below(8) == 0 && !bytes.is_empty() {
        let at = numbers.below(bytes.len());
        bytes[at] = numbers.below(256) as u8;
    }
    bytes
}

fn all_doors(bytes: &[u8]) {
    parse(bytes);
    format(bytes);
    check(bytes);
    if let Some(code) = pipeline(bytes) {
        // The support code is the same for every schema.
        let own = code.split("/// What the models are made with.").next();
        let own = own.unwrap_or_default();
        let tokens = proc_macro2::TokenStream::from_str(own);
        let tokens = tokens.unwrap_or_else(|error| panic!("{error}\n{own}"));
        syn::parse2::<syn::File>(tokens).unwrap_or_else(|error| panic!("{error}\n{own}"));
    }
}

#[test]
fn edited_cases_go_through_every_door() {
    let seed = number("RELGEN_FUZZ_SEED", 1);
    let time = Duration::from_secs(number("RELGEN_FUZZ_SECONDS", 3));
    let corpus = corpus();
    let mut numbers = Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let (start, mut tried, mut found) = (Instant::now(), 0_u64, Vec::new());
    while start.elapsed() < time {
        let mut text = corpus[numbers.below(corpus.len())].clone();
        for _ in 0..=numbers.below(4) {
            let other = &corpus[numbers.below(corpus.len())];
            text = edited(&text, other, &mut numbers);
        }
        let bytes = bytes(&text, &mut numbers);
        tried += 1;
        if catch_unwind(AssertUnwindSafe(|| all_doors(&bytes))).is_err() {
            found.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    println!("{tried} texts of seed {seed} in {time:?}");
    assert!(
        found.is_empty(),
        "{} of {tried}: {}",
        found.len(),
        found.join("\n──────\n")
    );
}
