//! What is written once for each driver reads as if it were written once: the pieces for
//! PostgreSQL are those for SQLite, with what waits for an answer awaited.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The functions that differ on purpose; of a piece that is another one altogether, `*`.
const DIFFERENT: &[(&str, &[&str], &str)] = &[
    (
        "array",
        &["*"],
        "JSON for json_each; an array for ANY and unnest",
    ),
    (
        "batch",
        &["*"],
        "rows of up to so many places; arrays of any length for unnest",
    ),
    (
        "by_key",
        &["drop_tables", "run_script"],
        "what runs scripts, and foreign keys that PostgreSQL cannot switch off",
    ),
    (
        "carried",
        &["*"],
        "each driver has traits of its own for types of the user's",
    ),
    (
        "circle",
        &["keys"],
        "rows come to a function that visits them",
    ),
    (
        "collection",
        &["delete_each"],
        "PostgreSQL sends all rows, and needs a LIMIT not to",
    ),
    (
        "date",
        &["*"],
        "text, as SQLite has no such types; PostgreSQL's own types",
    ),
    (
        "decimal",
        &["read", "round"],
        "PostgreSQL's numbers are exact, and need no rounding",
    ),
    (
        "deferred",
        &["read_column"],
        "rows come to a function that visits them",
    ),
    (
        "dialect",
        &["*"],
        "what it is for: the SQL that is spelled apart",
    ),
    ("engine", &["*"], "how a connection is opened and set up"),
    (
        "error",
        &["*"],
        "what the driver and the server say of an error",
    ),
    ("field", &["*"], "how the driver hands values over"),
    (
        "insert",
        &["insert_level", "insert_rows", "is_one_batch"],
        "a batch of any number of rows",
    ),
    (
        "join",
        &["read", "statement"],
        "rows come to a function that visits them",
    ),
    ("json", &["read"], "a type of PostgreSQL's own"),
    (
        "linked",
        &["insert", "text"],
        "links are inserted by arrays",
    ),
    (
        "load",
        &[
            "add",
            "attach",
            "belonging",
            "key",
            "take_array",
            "take_json",
        ],
        "keys as an array, and futures one after the other",
    ),
    (
        "many_to_many",
        &["all_numbered", "linked"],
        "keys as an array, and rows that come to a function that visits them",
    ),
    (
        "query",
        &["count", "statement"],
        "a SELECT in a FROM has a name; DISTINCT would compare types that have no order",
    ),
    (
        "raw",
        &["at", "from_sql", "models", "owned", "places_of", "rows"],
        "the columns' names come with the rows",
    ),
    (
        "selected",
        &["cast", "count", "each", "statement"],
        "native enums are read as text, and rows come as a stream",
    ),
    ("session", &["*"], "what a transaction and its end are"),
    (
        "statement",
        &["*"],
        "how the driver runs a statement and hands rows over",
    ),
    ("stored", &["*"], "what a stored value is"),
    (
        "table",
        &[
            "all_columns",
            "as_text",
            "check_storable",
            "column",
            "constrained",
            "new",
            "nullable",
        ],
        "a column knows its type, and NUL is refused",
    ),
    (
        "transaction",
        &["*"],
        "work is a future, which another thread may run",
    ),
    (
        "update",
        &[
            "assignments",
            "bring_up_to_date",
            "brought_up_to_date",
            "update",
        ],
        "places of values have another form",
    ),
    (
        "upsert",
        &["taken_over"],
        "what stands in the way is named by constraints",
    ),
    ("uuid", &["read"], "a type of PostgreSQL's own"),
];

/// What a piece says, without its comments and imports, token by token.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut import = false;
    for line in text.lines() {
        let code = line.trim_start();
        if code.starts_with("//") {
            continue;
        }
        import |= code.starts_with("use ") && line == code;
        if !import {
            split(code, &mut tokens);
        }
        import &= !code.ends_with(';');
    }
    tokens
}

/// Splits a line; a string is split as code is, which does for comparing.
fn split(mut code: &str, tokens: &mut Vec<String>) {
    while let Some(first) = code.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let length = match first {
            first if word(first) => code.find(|c| !word(c)).unwrap_or(code.len()),
            first => first.len_utf8(),
        };
        let (token, rest) = code.split_at(length);
        if !first.is_whitespace() {
            tokens.push(token.to_owned());
        }
        code = rest;
    }
}

/// What stands in one for what stands in the other. Lifetimes that futures need are left
/// out of either.
const INSTEAD: &[(&[&str], &[&str])] = &[
    (&["async"], &[]),
    (&[".", "await"], &[]),
    (&["dyn", "Db"], &["Connection"]),
    (
        &[
            "let",
            "db",
            ":",
            "&",
            "Connection",
            "=",
            "&",
            "savepoint",
            ";",
        ],
        &[],
    ),
    (&["+", "Send"], &[]),
    (&["+", "Sync"], &[]),
    (&["&", "'", "a"], &["&"]),
    (&["<", "'", "a", ">"], &[]),
    (&["<", "'", "a", ","], &["<"]),
    (&["array", "("], &["json_array", "("]),
    (&["arrays", "("], &["json_arrays", "("]),
    (&["ValueRef"], &["Stored"]),
    (&["rusqlite", ":", ":", "Row"], &["Row"]),
    (&["Row", "<", "'", "_", ">"], &["Row"]),
    (&["$"], &["?"]),
    // Longer lines are broken, and end in commas then.
    (&[",", ")"], &[")"]),
    (&[",", ">"], &[">"]),
    (&[",", "}"], &["}"]),
    (&[",", "]"], &["]"]),
];

/// What is around a value that is there later: a type, and a block.
const AROUND: &[(&[&str], &[&str])] = &[
    (&["BoxFuture", "<"], &[">"]),
    (&["Box", ":", ":", "pin", "(", "move", "{"], &["}", ")"]),
    (&["Box", ":", ":", "pin", "("], &[")"]),
];

fn replaced(tokens: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for token in tokens {
        out.push(token);
        for (from, to) in INSTEAD {
            let end = out.len().saturating_sub(from.len());
            if out[end..].iter().eq(from.iter()) {
                out.truncate(end);
                out.extend(to.iter().map(|token| (*token).to_owned()));
            }
        }
    }
    for (open, close) in AROUND {
        let starts = |at: usize| out[at..].iter().zip(*open).filter(|(a, b)| a == b).count();
        let starts: Vec<usize> = (0..out.len())
            .filter(|&at| starts(at) == open.len())
            .collect();
        for start in starts.into_iter().rev() {
            let inside = start + open.len();
            let end = closing(&out, inside);
            out.drain(end..(end + close.len()).min(out.len()));
            out.drain(start..inside);
        }
    }
    out
}

/// Where what was opened just before `from` is closed.
fn closing(tokens: &[String], from: usize) -> usize {
    let mut depth = 1;
    for at in from..tokens.len() {
        let arrow = matches!(tokens[at - 1].as_str(), "-" | "=");
        match tokens[at].as_str() {
            "{" | "(" | "[" | "<" => depth += 1,
            ">" if arrow => {}
            "}" | ")" | "]" | ">" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

/// The functions of a piece that have a body, by their names; those of one name are told
/// apart by their order.
fn functions(tokens: &[String]) -> BTreeMap<(String, usize), Vec<String>> {
    let mut functions = BTreeMap::new();
    for (at, _) in tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| *token == "fn")
    {
        let Some(name) = tokens.get(at + 1).filter(|name| *name != "(") else {
            continue;
        };
        let rest = &tokens[at..];
        let body = rest
            .iter()
            .position(|token| matches!(token.as_str(), "{" | ";"));
        let Some(body) = body.filter(|&body| rest[body] == "{") else {
            continue;
        };
        let mut depth = 0;
        let end = rest[body..].iter().position(|token| {
            depth += match token.as_str() {
                "{" => 1,
                "}" => -1,
                _ => 0,
            };
            depth == 0
        });
        let function = rest[..body + end.unwrap_or_default() + 1].to_vec();
        let number = functions.keys().filter(|(other, _)| other == name).count();
        functions.insert((name.clone(), number), function);
    }
    functions
}

type Functions = BTreeMap<(String, usize), Vec<String>>;

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
        let Some(other) = postgres.get(piece) else {
            wrong.push(format!("{piece} is missing"));
            continue;
        };
        let differences = differences(own, other);
        if listed == ["*"] {
            continue;
        }
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
