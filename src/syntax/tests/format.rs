//! Formatting: cases with snapshots, and what holds for every text without errors.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{parsed, rendered};
use crate::source::FileId;
use crate::syntax::ast::{self, Declaration, Member, RelAttribute, RelAttributeKind};
use crate::syntax::format::{Formatted, format, formatted};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every schema of the repository that has no errors, by its path.
fn schemas() -> Vec<(String, String)> {
    let mut schemas = Vec::new();
    for folder in ["tests", "examples"] {
        collect(&root().join(folder), &mut schemas);
    }
    schemas.retain(|(_, text)| parsed(text).1.is_empty());
    schemas.sort();
    assert!(schemas.len() > 20, "only {} schemas", schemas.len());
    schemas
}

fn collect(folder: &Path, schemas: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, schemas);
        } else if path.extension().is_some_and(|extension| extension == "rel")
            && let Ok(text) = fs::read_to_string(&path)
        {
            schemas.push((path.display().to_string(), text));
        }
    }
}

fn canonical(text: &str) -> String {
    formatted(FileId(0), text, &mut Vec::new()).unwrap_or_else(|| {
        panic!("errors:\n{}", rendered(text, &parsed(text).1));
    })
}

/// The tree as text without places, attributes in a fixed order.
fn meaning(text: &str) -> String {
    let (mut tree, diagnostics) = parsed(text);
    assert!(diagnostics.is_empty(), "{}", rendered(text, &diagnostics));
    sort_attributes(&mut tree);
    placeless(&format!("{tree:#?}"))
}

fn sort_attributes(tree: &mut ast::File) {
    for declaration in &mut tree.declarations {
        let members = match declaration {
            Declaration::Model(model) => &mut model.members,
            Declaration::Mixin(mixin) => &mut mixin.members,
            Declaration::Table(table) => &mut table.members,
            Declaration::Enum(_) | Declaration::Type(_) | Declaration::Import(_) => continue,
        };
        for member in members {
            match member {
                Member::Column(column) => column
                    .attributes
                    .sort_by_key(|one| placeless(&format!("{:?}", one.kind))),
                Member::Relationship(relationship) => {
                    sort_relationship(&mut relationship.attributes)
                }
                _ => {}
            }
        }
    }
}

fn sort_relationship(attributes: &mut [RelAttribute]) {
    for attribute in attributes.iter_mut() {
        if let RelAttributeKind::Backref(_, inner) = &mut attribute.kind {
            sort_relationship(inner);
        }
    }
    attributes.sort_by_key(|one| placeless(&format!("{:?}", one.kind)));
}

/// Debug text without `12..34`, and without blanks at the end of docs.
fn placeless(debug: &str) -> String {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let mut text = String::new();
    let mut rest = debug;
    while let Some((before, after)) = rest.split_once("..") {
        text.push_str(before.trim_end_matches(is_digit));
        rest = after.trim_start_matches(is_digit);
    }
    text.push_str(rest);
    let lines = text.lines().map(|line| match line.strip_suffix("\",") {
        Some(line) => format!("{}\",", line.trim_end_matches(['\t', ' '])),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// How often each comment is there; found in another way than the formatter does.
fn comments(text: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut letters = text.char_indices();
    let mut quote = None;
    while let Some((at, letter)) = letters.next() {
        match (quote, letter) {
            (Some('"'), '\\') => {
                letters.next();
            }
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '`') => quote = Some(letter),
            (None, '/') if text[at..].starts_with("//") => {
                let comment = text[at..].lines().next().expect("a line");
                *found.entry(comment.trim_end().to_owned()).or_default() += 1;
                letters.find(|(_, letter)| *letter == '\n');
            }
            (None, _) => {}
        }
    }
    found
}

/// What holds for the formatted text of everything.
fn check(name: &str, text: &str) {
    let once = canonical(text);
    let shown = || format!("{name}:\n{text}\n── gives ──\n{once}");
    assert_eq!(canonical(&once), once, "not stable: {}", shown());
    assert_eq!(
        meaning(text),
        meaning(&once),
        "another meaning: {}",
        shown()
    );
    assert_eq!(comments(text), comments(&once), "comments: {}", shown());
    assert!(!once.contains('\u{FEFF}'), "{}", shown());
    assert!(
        once.is_empty() || once.ends_with('\n') && !once.ends_with("\n\n"),
        "{}",
        shown()
    );
    assert!(
        once.contains('`') || !once.contains("\n\n\n") && !once.contains(" \n"),
        "{}",
        shown()
    );
    assert!(once.contains('`') || !once.contains('\r'), "{}", shown());
    let result = format(FileId(0), text, &mut Vec::new());
    assert_eq!(result, Formatted::Text(once));
}

#[test]
fn every_case_gives_what_its_snapshot_says() {
    let folder = root().join("tests/cases/format");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut cases = Vec::new();
    collect(&folder, &mut cases);
    assert!(!cases.is_empty());
    for (path, text) in cases {
        let name = Path::new(&path)
            .file_stem()
            .expect("a name")
            .to_string_lossy();
        let outcome = format!("{text}\n──────\n{}", canonical(&text));
        settings.bind(|| insta::assert_snapshot!(name.as_ref(), outcome));
    }
}

#[test]
fn every_schema_keeps_its_meaning_and_its_comments() {
    for (name, text) in schemas() {
        check(&name, &text);
        check(&name, &text.replace("\r\n", "\n").replace('\n', "\r\n"));
    }
}

/// All but the one that shows the synonym `lazy true`.
#[test]
fn the_examples_are_formatted() {
    for (name, text) in schemas() {
        if name.contains("examples/") && !name.ends_with("one_directional.rel") {
            assert_eq!(canonical(&text), text, "{name}");
        }
    }
}

#[test]
fn errors_are_reported_and_nothing_is_formatted() {
    let mut diagnostics = Vec::new();
    let result = format(FileId(0), "model A < id Integer >", &mut diagnostics);
    assert_eq!((result, diagnostics.len()), (Formatted::Wrong, 1));
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// Tokens, comments with their line ends, and white space.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let of = |is: fn(char) -> bool| rest.find(|letter| !is(letter)).unwrap_or(rest.len());
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').map_or(rest.len(), |at| at + 1),
            '"' | '`' => quoted(rest, first),
            _ if first.is_whitespace() => of(char::is_whitespace),
            _ if first.is_alphanumeric() || "_{}-".contains(first) => {
                of(|letter| letter.is_alphanumeric() || "_{}-.".contains(letter))
            }
            '=' | '!' | '<' | '>' if rest[1..].starts_with('=') => 2,
            ':' if rest.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        tokens.push(&rest[..length]);
        rest = &rest[length..];
    }
    tokens
}

fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text[1..].find(|letter: char| {
        let ends = letter == quote && !escaped;
        escaped = quote == '"' && letter == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |at| at + 2)
}

/// The text with other white space and more comments.
fn shaken(text: &str, dice: &mut Dice) -> String {
    let mut shaken = String::new();
    for (number, token) in tokens(text).into_iter().enumerate() {
        if !token.trim().is_empty() {
            shaken.push_str(token);
            if dice.roll(30) == 0 {
                shaken.push_str(&format!("// tight {number}\n"));
            }
            continue;
        }
        match dice.roll(12) {
            0 => shaken.push('\n'),
            1 => shaken.push_str("\n\n \n"),
            2 => shaken.push(' '),
            3 => shaken.push_str(&format!(" // behind {number}\n")),
            4 => shaken.push_str(&format!("\n// own {number}\n")),
            5 => shaken.push_str(&format!("\n\n//// own {number}  \r\n\n")),
            6 => shaken.push_str(&format!(" // one {number}\n//two\n\t")),
            _ => shaken.push_str(token),
        }
    }
    shaken
}

#[test]
fn other_white_space_and_more_comments_change_nothing() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut tried, mut all) = (0, 0);
    for (name, text) in schemas() {
        if text.len() > 6000 {
            continue;
        }
        for _ in 0..15 {
            let shaken = shaken(&text, &mut dice);
            all += 1;
            // A doc must stay on the lines before what it documents, so some are wrong now.
            if parsed(&shaken).1.is_empty() {
                tried += 1;
                check(&name, &shaken);
            }
        }
    }
    assert!(tried * 2 > all, "only {tried} of {all} texts had no errors");
}
