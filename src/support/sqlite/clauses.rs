//! What only the text of a CREATE statement says: checks, what columns are computed from,
//! keys that are deferred, the terms of an index.

/// What a CREATE TABLE says beyond what SQLite tells in another way.
pub(super) struct Clauses {
    /// Names and conditions.
    pub(super) checks: Vec<(Option<String>, String)>,
    /// Of a column or a foreign key, what else is said of it.
    more: Vec<(String, &'static str, String)>,
}

impl Clauses {
    /// Reads a CREATE TABLE.
    pub(super) fn of_table(sql: &str) -> Self {
        let mut clauses = Self {
            checks: Vec::new(),
            more: Vec::new(),
        };
        let tokens = tokens(sql);
        let within: Vec<&Token<'_>> = tokens.iter().filter(|it| it.depth > 0).collect();
        for item in within.split(|it| it.depth == 1 && it.text == ",") {
            clauses.read(sql, item);
        }
        clauses
    }

    /// What else is said of a part, each clause with a blank before it.
    pub(super) fn about(&self, part: &str) -> String {
        let more = self.more.iter();
        let own = more.filter(|(of, ..)| of.eq_ignore_ascii_case(part));
        own.map(|(_, how, text)| format!(" {how}{text}")).collect()
    }

    /// Reads the definition of a column or a constraint.
    fn read(&mut self, sql: &str, item: &[&Token<'_>]) {
        let outer = item.iter().filter(|token| token.depth == 1);
        let outer: Vec<&Token<'_>> = outer.copied().collect();
        let mut name = None;
        let mut columns = outer.first().map_or_else(String::new, |first| first.name());
        let column = format!("column `{columns}`");
        let mut rest = outer.as_slice();
        while let [word, behind @ ..] = rest {
            rest = behind;
            match (word.text.to_ascii_uppercase().as_str(), behind) {
                ("CONSTRAINT", [called, ..]) => name = Some(called.name()),
                ("CHECK", [open, close, ..]) => {
                    self.checks.push((name.take(), between(sql, open, close)));
                }
                ("AS", [open, close, ..]) => {
                    let text = between(sql, open, close);
                    self.more.push((column.clone(), "AS ", text));
                }
                // Of a foreign key: what follows a primary key is not deferred.
                ("KEY", [open, close, ..]) if open.text == "(" => {
                    columns = names(item, open, close);
                }
                ("INITIALLY", [when, ..]) if when.text.eq_ignore_ascii_case("DEFERRED") => {
                    let key = format!("foreign key ({columns})");
                    self.more.push((key, "INITIALLY DEFERRED", String::new()));
                }
                _ => {}
            }
        }
    }
}

/// The terms of an index and its condition: what follows the table in a CREATE INDEX.
pub(super) fn index_terms(sql: &str) -> String {
    let open = tokens(sql)
        .iter()
        .find(|token| token.text == "(")
        .map(|it| it.start);
    one_line(open.and_then(|start| sql.get(start..)).unwrap_or_default())
}

/// An expression, a type or the like, so that it is the same for any spelling: of words in
/// any case, names with quotes and without, comments, line ends, brackets that are doubled.
pub(super) fn normal(sql: &str) -> String {
    let tokens = tokens(sql);
    let mut doubled = Vec::new();
    let (mut open, mut closed) = (Vec::new(), None);
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" => open.push(at),
            ")" => {
                let Some(begin) = open.pop() else { continue };
                if closed == Some((begin + 1, at - 1)) {
                    doubled.extend([begin, at]);
                }
                closed = Some((begin, at));
            }
            _ => {}
        }
    }
    let kept = tokens
        .iter()
        .enumerate()
        .filter(|(at, _)| !doubled.contains(at));
    let words: Vec<String> = kept.map(|(_, token)| token.normal()).collect();
    words.join(" ")
}

/// A string, a name, a word, a number or a sign.
struct Token<'s> {
    text: &'s str,
    start: usize,
    /// How many brackets it is in; a bracket is outside of its own.
    depth: usize,
}

impl Token<'_> {
    /// What is named, without quotes.
    fn name(&self) -> String {
        let quote = match self.text.chars().next() {
            Some('[') => ']',
            Some(quote @ ('"' | '`')) => quote,
            _ => return self.text.to_owned(),
        };
        let within = self.text.get(1..).unwrap_or_default();
        let within = within.strip_suffix(quote).unwrap_or(within);
        within.replace(&format!("{quote}{quote}"), &quote.to_string())
    }

    fn normal(&self) -> String {
        match self.text.starts_with('\'') {
            true => self.text.to_owned(),
            false => self.name().to_ascii_lowercase(),
        }
    }
}

/// The text from a bracket to another, on one line.
fn between(sql: &str, open: &Token<'_>, close: &Token<'_>) -> String {
    one_line(sql.get(open.start..=close.start).unwrap_or_default())
}

/// The names within brackets.
fn names(item: &[&Token<'_>], open: &Token<'_>, close: &Token<'_>) -> String {
    let within = open.start..close.start;
    let names = item.iter().filter(|token| within.contains(&token.start));
    let names = names.filter(|token| token.depth > 1 && token.text != ",");
    names
        .map(|token| token.name())
        .collect::<Vec<_>>()
        .join(", ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tokens(sql: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    while let Some(text) = sql.get(start..).filter(|rest| !rest.is_empty()) {
        let text = text.get(..length(text)).unwrap_or(text);
        depth -= usize::from(text == ")" && depth > 0);
        let says = |blank: &str| text.starts_with(blank);
        if !(says("--") || says("/*") || text.trim_start().is_empty()) {
            tokens.push(Token { text, start, depth });
        }
        depth += usize::from(text == "(");
        start += text.len();
    }
    tokens
}

/// How many bytes the first token has.
fn length(sql: &str) -> usize {
    let is_other = |letter: char| !letter.is_alphanumeric() && !"_$".contains(letter);
    let up_to = |end: &str| sql.find(end).map_or(sql.len(), |at| at + end.len());
    match sql.chars().next() {
        Some(quote @ ('\'' | '"' | '`')) => quoted(sql, quote),
        Some('[') => up_to("]"),
        _ if sql.starts_with("--") => up_to("\n"),
        _ if sql.starts_with("/*") => up_to("*/"),
        Some(first) if is_other(first) => first.len_utf8(),
        _ => sql.find(is_other).unwrap_or(sql.len()),
    }
}

/// The same of what begins with a quote. Two in a row are none.
fn quoted(sql: &str, quote: char) -> usize {
    let mut open = false;
    for (at, letter) in sql.char_indices() {
        if letter == quote {
            open = !open;
        } else if !open {
            return at;
        }
    }
    sql.len()
}
