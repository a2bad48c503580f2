//! Generated text without what stands in its literals and comments, read by others' lexers.

use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use sqlparser::dialect::{Dialect, MySqlDialect, PostgreSqlDialect, SQLiteDialect};
use sqlparser::tokenizer::{Token, Tokenizer};

use crate::dialect::Database;

/// The tokens in their order, and the values of the literals.
#[derive(Debug, Default)]
pub struct Skeleton {
    tokens: Vec<String>,
    values: Vec<String>,
}

impl Skeleton {
    /// The first token that is another one than in a harmless text.
    pub fn differs(&self, harmless: &Skeleton) -> Option<String> {
        let pairs = self.tokens.iter().zip(&harmless.tokens);
        let differing = pairs
            .enumerate()
            .find(|(_, (one, other))| !is_same(one, other));
        if let Some((at, (one, other))) = differing {
            let near = self.tokens[at.saturating_sub(12)..at].join(" ");
            return Some(format!("`{one}` for `{other}` behind {near}"));
        }
        let (count, other) = (self.tokens.len(), harmless.tokens.len());
        (count != other).then(|| format!("{count} tokens for {other}"))
    }

    /// Whether some literal has the text in it, as itself or as it is shown.
    pub fn holds(&self, text: &str) -> bool {
        let shown = crate::printable::printable(text.trim());
        let escaped = text.trim().escape_debug().to_string();
        let plain = text.trim().replace("\r\n", "\n");
        let has = |value: &String| {
            [text.trim(), &plain, &shown, &escaped]
                .iter()
                .any(|one| value.contains(one))
        };
        self.values.iter().any(has)
    }
}

/// A word needs no quotes in SQL; in Rust, what is made of a name is one other word.
fn is_same(one: &str, harmless: &str) -> bool {
    let is_word = || syn::parse_str::<syn::Ident>(one).is_ok() || one == "self";
    let made = harmless.to_lowercase();
    let is_made = || made.contains("hl") || made.contains("h_l");
    one == harmless || (harmless == "name" || is_made()) && is_word()
}

/// Rust code: it parses, and holds nothing that rustc refuses even in literals.
pub fn rust(code: &str) -> Skeleton {
    syn::parse_file(code).unwrap_or_else(|error| panic!("{error}\n{code}"));
    let refused = |letter: &char| {
        let control = letter.is_control() && *letter != '\n' && *letter != '\t';
        control || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(code.chars().find(refused), None, "{code}");
    let mut skeleton = Skeleton::default();
    // The first line is a comment, which no token tells of.
    skeleton
        .values
        .extend(code.lines().next().map(str::to_owned));
    let tokens = TokenStream::from_str(code).unwrap_or_else(|error| panic!("{error}"));
    rust_tokens(tokens, &mut skeleton);
    skeleton
}

/// Docs and lints are left out: what a text looks like decides on their number.
fn rust_tokens(tokens: TokenStream, skeleton: &mut Skeleton) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => match tokens.peek() {
                Some(TokenTree::Group(group)) if is_left_out(&group.stream()) => {
                    skeleton.values.push(group.stream().to_string());
                    skeleton.values.extend(values(group.stream()));
                    tokens.next();
                }
                _ => skeleton.tokens.push("#".to_owned()),
            },
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                skeleton.tokens.push(open.to_owned());
                rust_tokens(group.stream(), skeleton);
                // It is there where a long text takes a line of its own.
                skeleton.tokens.pop_if(|last| last == ",");
                skeleton.tokens.push(close.to_owned());
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                match syn::parse_str::<syn::LitStr>(&text) {
                    Ok(string) => {
                        skeleton.tokens.push("string".to_owned());
                        skeleton.values.push(string.value());
                    }
                    Err(_) => skeleton.tokens.push(text),
                }
            }
            other => skeleton.tokens.push(other.to_string()),
        }
    }
}

fn is_left_out(attribute: &TokenStream) -> bool {
    let first = attribute.clone().into_iter().next();
    first.is_some_and(|first| ["doc", "allow"].contains(&first.to_string().as_str()))
}

fn values(tokens: TokenStream) -> impl Iterator<Item = String> {
    let literal = |token: TokenTree| syn::parse_str::<syn::LitStr>(&token.to_string()).ok();
    tokens
        .into_iter()
        .filter_map(literal)
        .map(|literal| literal.value())
}

/// SQL: names in quotes and texts are told by their kind.
pub fn sql(database: Database, statements: &str) -> Skeleton {
    let dialect: &dyn Dialect = match database {
        Database::Sqlite => &SQLiteDialect {},
        Database::Postgres => &PostgreSqlDialect {},
        Database::Mysql => &MySqlDialect {},
    };
    let tokens = Tokenizer::new(dialect, statements).tokenize();
    let tokens = tokens.unwrap_or_else(|error| panic!("{error}\n{statements}"));
    let mut skeleton = Skeleton::default();
    for token in tokens {
        match token {
            Token::Whitespace(comment) => skeleton.values.push(comment.to_string()),
            Token::Word(word) if word.quote_style.is_some() => {
                skeleton.tokens.push("name".to_owned());
                skeleton.values.push(word.value);
            }
            Token::SingleQuotedString(text) => {
                skeleton.tokens.push("text".to_owned());
                skeleton.values.push(text);
            }
            other => skeleton.tokens.push(other.to_string()),
        }
    }
    skeleton
}
