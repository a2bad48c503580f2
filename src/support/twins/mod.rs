//! What is written once for each driver reads as if it were written once: the pieces for
//! PostgreSQL are those for SQLite, with what waits for an answer awaited.

mod different;
mod tokens;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use self::different::DIFFERENT;
use self::tokens::{Functions, functions, replaced, tokens};

fn pieces(target: &str) -> BTreeMap<String, Functions> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/support")
        .join(target);
    let mut pieces = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.is_file() && name != "mod" {
            let text = fs::read_to_string(&path).unwrap();
            pieces.insert(name, functions(&replaced(tokens(&text))));
        }
    }
    pieces
}

/// The first tokens that are not the same.
fn difference(left: &[String], right: &[String]) -> Option<String> {
    let same = left
        .iter()
        .zip(right)
        .take_while(|(one, other)| one == other);
    let same = same.count();
    let near = |tokens: &[String]| {
        let begin = same.saturating_sub(8);
        let end = tokens.len().min(same + 12);
        tokens[begin.min(end)..end].join(" ")
    };
    (left.len() != same || right.len() != same)
        .then(|| format!("\n    {}\n    {}", near(left), near(right)))
}

/// The functions of a piece that are not the same, or not in both.
fn differences(own: &Functions, other: &Functions) -> BTreeMap<String, String> {
    let mut differences = BTreeMap::new();
    for name in own.keys().chain(other.keys()) {
        let how = match (own.get(name), other.get(name)) {
            (Some(own), Some(other)) => difference(own, other),
            (Some(_), None) => Some(": of SQLite alone".to_owned()),
            (None, _) => Some(": of PostgreSQL alone".to_owned()),
        };
        if let Some(how) = how {
            differences.insert(name.0.clone(), how);
        }
    }
    differences
}

#[test]
fn a_piece_for_either_driver_is_one_design() {
    let (sqlite, postgres) = (pieces("sqlite"), pieces("postgres"));
    let mut wrong = Vec::new();
    for (piece, own) in &sqlite {
        let listed = DIFFERENT.iter().filter(|(name, ..)| name == piece);
        let listed: Vec<&str> = listed.flat_map(|(_, names, _)| *names).copied().collect();
        if listed == ["*"] {
            continue;
        }
        let Some(other) = postgres.get(piece) else {
            wrong.push(format!("{piece} is missing"));
            continue;
        };
        let differences = differences(own, other);
        for (name, how) in &differences {
            if !listed.contains(&name.as_str()) {
                wrong.push(format!("{piece}::{name}{how}"));
            }
        }
        for name in listed
            .iter()
            .filter(|name| !differences.contains_key(**name))
        {
            wrong.push(format!("{piece}::{name} is listed, and is the same"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_differs_is_noticed() {
    let own = "/// Reads.\nfn a(&self, db: &Connection) -> Result<()> {\n    run(db, \"?1\")\n}";
    let twin = "/// Waits.\nfn a<'a>(\n    &'a self,\n    db: &'a dyn Db,\n) -> BoxFuture<'a, Result<()>> {\n    \
                Box::pin(async move { run(db, \"$1\").await })\n}";
    let of = |text: &str| functions(&replaced(tokens(text)));
    assert_eq!(differences(&of(own), &of(twin)), BTreeMap::new());
    for other in [
        own.replace("?1", "?2"),
        own.replace("fn a", "fn b"),
        String::new(),
    ] {
        assert!(!differences(&of(own), &of(&other)).is_empty());
    }
}
