//! Strings, of any text.

use super::{Literal, Quoted};
use crate::emit::rust::width::{WIDTH, width};
use crate::text::Text;

/// A string as `Debug` has it: nothing in it ends it.
pub fn literal(text: &str) -> Literal {
    vouched(format!("{text:?}"))
}

fn vouched(literal: String) -> Literal {
    Text::vouched(literal, Quoted(()))
}

/// A string literal of SQL that starts in column `start`. One that is too long goes on on lines of its
/// own, before one of SQL's clauses if there is one to break at.
pub fn string(start: usize, text: &str) -> Literal {
    let literal = format!("{text:?}");
    // A quote, and a comma or semicolon. Behind a line's end, Rust drops all white space, of which
    // only the first blank is put before the end.
    if start + width(&literal) < WIDTH || text.contains("  ") || text.contains('\n') {
        return vouched(literal);
    }
    // Two quotes or a quote and a comma; a blank and a backslash.
    let room = WIDTH.saturating_sub(start + 4);
    let escaped = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let words: Vec<&str> = escaped.unwrap_or(text).split(' ').collect();
    let (mut line, mut below) = words.split_at(break_at(&words, room));
    let mut lines = ["\"", &line.join(" ")].concat();
    while !below.is_empty() {
        (line, below) = below.split_at(break_at(below, room));
        lines += &[" \\\n", &" ".repeat(start + 1), &line.join(" ")].concat();
    }
    vouched(lines + "\"")
}

/// How many of the words go on one line of that room: at least one.
fn break_at(words: &[&str], room: usize) -> usize {
    const CLAUSES: &[&str] = &["FROM", "ORDER", "RETURNING", "SET", "VALUES", "WHERE"];
    let mut used = 0;
    let fit = words.iter().take_while(|word| {
        used += width(word) + 1;
        used <= room + 1
    });
    let fit = fit.count().max(1);
    if fit == words.len() {
        return fit;
    }
    let depth = |position: usize| {
        let before = words[..position].concat();
        before.matches('(').count() - before.matches(')').count().min(before.matches('(').count())
    };
    let clause = |&position: &usize| CLAUSES.contains(&words[position]) && depth(position) == 0;
    (1..=fit).rev().find(clause).unwrap_or(fit)
}

/// A raw string literal of several lines. Raw strings have no carriage returns.
pub fn raw_string(text: &str) -> Literal {
    if text.contains('\r') {
        return literal(text);
    }
    let longest = text
        .split('"')
        .skip(1)
        .map(|rest| rest.bytes().take_while(|byte| *byte == b'#').count())
        .max();
    let hashes = "#".repeat(longest.map_or(0, |most| most + 1));
    vouched(format!("r{hashes}\"{text}\"{hashes}"))
}

#[cfg(test)]
mod tests {
    use super::{literal, raw_string, string};
    use crate::emit::rust::code::HOSTILE;

    #[test]
    fn nothing_leaves_its_string() {
        for text in HOSTILE {
            for made in [literal(text), string(8, text), raw_string(text)] {
                let read = syn::parse_str::<syn::LitStr>(&made);
                let read = read.unwrap_or_else(|error| panic!("{made}: {error}"));
                assert_eq!(read.value(), *text, "{made}");
            }
        }
        let long = "SELECT \"a\\\" FROM b".repeat(20);
        let read = syn::parse_str::<syn::LitStr>(&string(8, &long)).expect("a string");
        assert_eq!(read.value(), long);
    }
}
