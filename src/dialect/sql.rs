//! SQL as a text of its own: what it is made of is made here, and cannot leave its place, whatever text
//! it is made from.

use crate::schema::Expression;
use crate::text::{Kind, Text};

/// A piece of SQL.
pub type Sql = Text<Statement>;

/// The name of a table, a column or something else that a schema declares.
pub type Name = Text<Named>;

/// A text as a value.
pub type Literal = Text<Quoted>;

/// The kind of [`Sql`].
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Statement(());

/// The kind of [`Name`].
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named(());

/// The kind of [`Literal`].
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quoted(());

impl Kind for Statement {
    type Language = Self;
}

impl Kind for Named {
    type Language = Statement;
}

impl Kind for Quoted {
    type Language = Statement;
}

/// Puts SQL together: of words in quotes, of SQL, and of numbers.
macro_rules! sql {
    ($($piece:expr),+ $(,)?) => {
        $crate::dialect::Sql::of(&[$(
            $crate::text::Piece::<$crate::dialect::Statement>::part(&$piece)
        ),+])
    };
}
pub(crate) use sql;

/// A name that needs no quotes: the letters of a word, and not a digit first.
pub fn word(name: &str) -> Option<Name> {
    let mut bytes = name.bytes();
    let begins = |first: u8| first.is_ascii_alphabetic() || first == b'_';
    let is_word = bytes.next().is_some_and(begins)
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_word.then(|| Text::vouched(name.to_owned(), Named(())))
}

/// A name in quotes, those in it doubled.
pub fn quoted(name: &str) -> Name {
    let name = ["\"", &name.replace('"', "\"\""), "\""].concat();
    Text::vouched(name, Named(()))
}

/// A name in backquotes, those in it doubled.
pub fn backquoted(name: &str) -> Name {
    let name = ["`", &name.replace('`', "``"), "`"].concat();
    Text::vouched(name, Named(()))
}

/// A text in quotes, those in it doubled.
pub fn literal(text: &str) -> Literal {
    let text = ["'", &text.replace('\'', "''"), "'"].concat();
    Text::vouched(text, Quoted(()))
}

/// The same where a backslash takes the meaning from what follows it: it is doubled as quotes are.
pub fn literal_without_escapes(text: &str) -> Literal {
    literal(&text.replace('\\', "\\\\"))
}

/// Words of relgen's own, in small letters.
pub fn small(words: &'static str) -> Sql {
    Text::vouched(words.to_ascii_lowercase(), Statement(()))
}

/// A number with a decimal point; what no such number has is left out.
pub fn decimal(digits: &str) -> Sql {
    let is_part = |letter: &char| letter.is_ascii_digit() || ['.', '-', '+'].contains(letter);
    let digits: String = digits.chars().filter(is_part).collect();
    Text::vouched(digits, Statement(()))
}

/// Raw SQL, which the checks have found to be one expression: it stays within the parentheses around it.
pub fn expression(raw: &Expression) -> Sql {
    Text::vouched(raw.to_string(), Statement(()))
}

/// A line that says something; of several lines, it is made one.
pub fn remark(text: &str) -> Sql {
    let text = ["-- ", &text.replace(['\n', '\r'], " "), "\n"].concat();
    Text::vouched(text, Statement(()))
}

#[cfg(test)]
mod tests {
    use sqlparser::dialect::{Dialect, MySqlDialect, PostgreSqlDialect, SQLiteDialect};
    use sqlparser::tokenizer::{Token, Tokenizer};

    use super::{backquoted, decimal, literal, literal_without_escapes, quoted, remark, word};

    const HOSTILE: &[&str] = &[
        "",
        "'",
        "\"",
        "`",
        "\\",
        "\\'",
        "'; DROP TABLE x;--",
        "\"; DROP TABLE x;--",
        "`; DROP TABLE x;--",
        "a\\' --",
        "*/ x /*",
        "a\nb",
        "a\r\nb",
        "a\rb",
        "$$ x $$",
        "1; SELECT 2",
        "größe",
    ];

    /// The only token that it is.
    fn token(sql: &str, dialect: &dyn Dialect) -> Token {
        let tokens = Tokenizer::new(dialect, sql).tokenize();
        let tokens = tokens.unwrap_or_else(|error| panic!("{sql}: {error}"));
        assert_eq!(tokens.len(), 1, "{sql}");
        tokens.into_iter().next().expect("a token")
    }

    #[test]
    fn nothing_leaves_its_literal() {
        for text in HOSTILE {
            let is_it = |token| matches!(token, Token::SingleQuotedString(one) if one == *text);
            let sql = literal(text);
            assert!(is_it(token(&sql, &SQLiteDialect {})), "{sql}");
            assert!(is_it(token(&sql, &PostgreSqlDialect {})), "{sql}");
            let sql = literal_without_escapes(text);
            assert!(is_it(token(&sql, &MySqlDialect {})), "{sql}");
        }
    }

    #[test]
    fn nothing_leaves_its_name() {
        for text in HOSTILE {
            let is_it = |token| matches!(token, Token::Word(one) if one.value == *text);
            let sql = quoted(text);
            assert!(is_it(token(&sql, &SQLiteDialect {})), "{sql}");
            assert!(is_it(token(&sql, &PostgreSqlDialect {})), "{sql}");
            assert!(is_it(token(&backquoted(text), &MySqlDialect {})), "{text}");
            assert_eq!(word(text), None);
        }
        assert_eq!(word("a_1").expect("a word").as_str(), "a_1");
    }

    #[test]
    fn a_remark_is_a_comment_and_a_number_is_no_word() {
        for text in HOSTILE {
            let said = remark(text);
            let tokens = Tokenizer::new(&SQLiteDialect {}, &said).tokenize();
            let mut tokens = tokens.expect("a comment").into_iter();
            let is_blank = |token| matches!(token, Token::Whitespace(_));
            assert!(tokens.all(is_blank), "{text:?}");
            assert!(!decimal(text).contains(char::is_alphabetic), "{text:?}");
        }
        assert_eq!(decimal("-1.50").as_str(), "-1.50");
    }
}
