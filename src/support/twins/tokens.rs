//! What a piece says, with what is the drivers' own way of saying it taken out.

use std::collections::BTreeMap;

/// The functions of a piece, by their names; those of one name are told apart by their order.
pub type Functions = BTreeMap<(String, usize), Vec<String>>;

/// What a piece says, without its comments and imports, token by token.
pub fn tokens(text: &str) -> Vec<String> {
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

pub fn replaced(tokens: Vec<String>) -> Vec<String> {
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
pub fn functions(tokens: &[String]) -> Functions {
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
