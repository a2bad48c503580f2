//! Takes `async` and `.await` out of Rust: from what the tests say once comes what the blocking code
//! is tested with. A build script has it as a module of its own.
//!
//! Lines stay where they are, so that a message about the result leads to the source.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Writes the files of that folder of `tests/suite/` to `OUT_DIR/suite/FOLDER/`, without `async` and
/// `.await`, and `OUT_DIR/suite/FOLDER.rs`, which has a module for each of them.
pub fn folder(name: &str) {
    let from = Path::new("../suite").join(name);
    println!("cargo::rerun-if-changed={}", from.display());
    let to = PathBuf::from(env::var_os("OUT_DIR").expect("a build script"));
    let to = to.join("suite").join(name);
    fs::create_dir_all(&to).expect("a folder");
    let entries = fs::read_dir(from).expect("tests");
    let mut sources: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    sources.sort();
    let mut modules = String::new();
    for source in sources {
        let text = fs::read_to_string(&source).expect("a test");
        let file = to.join(source.file_name().expect("a name"));
        fs::write(&file, blocking(&text)).expect("a folder to write to");
        let module = file.file_stem().expect("a name").to_string_lossy();
        modules += &format!("#[path = {file:?}]\npub mod {module};\n");
    }
    fs::write(to.with_extension("rs"), modules).expect("a folder to write to");
}

/// The same code, without waiting.
pub fn blocking(source: &str) -> String {
    let mut out = String::new();
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let length = token(rest, letter);
        let (token, behind) = rest.split_at(length);
        out += match token {
            "async" | ".await" => "",
            "AsyncFn" | "AsyncFnMut" | "AsyncFnOnce" => &token["Async".len()..],
            _ => token,
        };
        rest = behind;
        // What functions take is no trait object there.
        if token == "Connection" {
            rest = rest.strip_prefix("<'_>").unwrap_or(rest);
        }
    }
    out
}

/// How long the first token is, as far as it matters here: of what is no word, literal or comment,
/// each letter is one.
fn token(rest: &str, first: char) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return comment(rest);
    }
    let word = word(rest);
    match &rest[word..] {
        literal if matches!(&rest[..word], "r" | "br" | "cr") && is_raw(literal) => {
            word + raw(literal)
        }
        literal if matches!(&rest[..word], "" | "b" | "c") && literal.starts_with('"') => {
            word + string(literal)
        }
        name if &rest[..word] == "r" && name.starts_with('#') => word + 1 + self::word(&name[1..]),
        _ if word > 0 => word,
        _ if first == '\'' => character(rest),
        _ if rest.starts_with(".await") && self::word(&rest[1..]) == "await".len() => {
            ".await".len()
        }
        _ => first.len_utf8(),
    }
}

/// The length of a word, or of a number.
fn word(rest: &str) -> usize {
    rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(rest.len())
}

/// Comments nest.
fn comment(rest: &str) -> usize {
    let mut depth = 0;
    for (at, _) in rest.char_indices() {
        if rest[at..].starts_with("/*") {
            depth += 1;
        } else if rest[..at].ends_with("*/") && at > "/*/".len() {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        }
    }
    rest.len()
}

fn is_raw(literal: &str) -> bool {
    literal.trim_start_matches('#').starts_with('"')
}

fn raw(literal: &str) -> usize {
    let quote = literal.find('"').unwrap_or_default();
    let end = format!("\"{}", &literal[..quote]);
    let found = literal[quote + 1..].find(&end);
    found.map_or(literal.len(), |at| quote + 1 + at + end.len())
}

fn string(literal: &str) -> usize {
    let mut escaped = true;
    for (at, letter) in literal.char_indices() {
        match letter {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    literal.len()
}

/// A character, or the quote of a lifetime.
fn character(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    let escape = letters.next().is_some_and(|(_, letter)| letter == '\\');
    let end = match escape {
        true => letters.skip(1).find(|(_, letter)| *letter == '\''),
        false => letters.next().filter(|(_, letter)| *letter == '\''),
    };
    end.map_or(1, |(at, _)| at + 1)
}
