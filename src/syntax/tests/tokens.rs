//! A text cut into tokens, in another way than the parser does.

/// Tokens, comments with their line ends, and white space.
pub fn tokens(text: &str) -> Vec<&str> {
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
