//! Rust as a text of its own: what it is made of is made here, and cannot leave its place, whatever text
//! it is made from.

mod comment;
mod literal;

use crate::schema::is_keyword;
use crate::text::{Kind, Part, Piece, Text, join};
pub use comment::{comment, doc, remark, sql_block};
pub use literal::{literal, raw_string, string};

/// A piece of Rust.
pub type Code = Text<Rust>;

/// The name of something that is declared.
pub type Ident = Text<Named>;

/// A string.
pub type Literal = Text<Quoted>;

/// A line of documentation, with its slashes.
pub type Doc = Text<Said>;

/// The kind of [`Code`].
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rust(());

/// The kind of [`Ident`].
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named(());

/// The kind of [`Literal`].
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quoted(());

/// The kind of [`Doc`].
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Said(());

impl Kind for Rust {
    type Language = Self;
}

impl Kind for Named {
    type Language = Rust;
}

impl Kind for Quoted {
    type Language = Rust;
}

impl Kind for Said {
    type Language = Rust;
}

impl Piece<Rust> for bool {
    fn part(&self) -> Part<'_, Rust> {
        match self {
            true => "true".part(),
            false => "false".part(),
        }
    }
}

/// Puts code together: of words in quotes, of code, and of numbers.
macro_rules! code {
    ($($piece:expr),+ $(,)?) => {
        $crate::emit::rust::code::Code::of(&[$(
            $crate::text::Piece::<$crate::emit::rust::code::Rust>::part(&$piece)
        ),+])
    };
}
pub(super) use code;

impl Code {
    /// With four blanks less before each line but the first.
    pub fn less_indented(&self) -> Self {
        Text::vouched(self.replace("\n    ", "\n"), Rust(()))
    }

    /// What stands before the first equals sign, and behind it.
    pub fn assigned(&self) -> Option<(Self, Self)> {
        let (to, value) = self.split_once(" = ")?;
        let vouched = |part: &str| Text::vouched(part.to_owned(), Rust(()));
        Some((vouched(to), vouched(value)))
    }

    /// Its lines, indented as the body of a module.
    pub fn indented(&self, indent: usize) -> Self {
        let mut all = String::with_capacity(self.len() + self.len() / 8);
        for line in self.lines() {
            if !line.is_empty() {
                all.extend([" "].repeat(indent));
                all.push_str(line);
            }
            all.push('\n');
        }
        Text::vouched(all, Rust(()))
    }
}

/// A name as an identifier; what no name has is left out.
pub fn ident(name: &str) -> Ident {
    let name = match is_keyword(name) {
        true => ["r#", name].concat(),
        false => only(name, &['_']),
    };
    Text::vouched(name, Named(()))
}

/// A path as it is written; what no path has is left out.
pub fn path(path: &str) -> Code {
    Text::vouched(only(path, &['_', ':']), Rust(()))
}

/// The letters, the digits, and those.
fn only(text: &str, others: &[char]) -> String {
    let stays = |one: char| one.is_ascii_alphanumeric() || others.contains(&one);
    match text.bytes().all(|byte| stays(byte.into())) {
        true => text.to_owned(),
        false => text.chars().filter(|one| stays(*one)).collect(),
    }
}

/// A number with a decimal point.
pub fn real(number: f64) -> Code {
    Text::vouched(format!("{number:?}"), Rust(()))
}

/// `[0, 2]`
pub fn numbers(numbers: &[usize]) -> Code {
    let list: Code = join(numbers, ", ");
    code!["[", list, "]"]
}

/// Texts that end what they stand in, where that lets them.
#[cfg(test)]
const HOSTILE: &[&str] = &[
    "",
    "\\",
    "\"",
    "\"#",
    "r##\"",
    "\"##; fn pwn() {} //",
    "a\\\" b",
    "a\nfn pwn() {}",
    "a\r\nfn pwn() {}",
    "a\rfn pwn() {}",
    "*/ fn pwn() {} /*",
    "x); fn pwn() {} //",
    "{{ 7*7 }} {0}",
    "größe 𝕏🦀",
    "type",
    "a::b; c",
];

#[cfg(test)]
mod tests {
    use proc_macro2::{TokenStream, TokenTree};

    use super::{HOSTILE, ident, path};

    #[test]
    fn a_name_is_one_word() {
        for text in HOSTILE {
            let tokens: TokenStream = ident(text).parse().expect("Rust");
            assert!(tokens.into_iter().count() <= 1, "{text:?}");
        }
        assert_eq!(ident("type").as_str(), "r#type");
        assert_eq!(ident("name").as_str(), "name");
    }

    #[test]
    fn a_path_is_words_and_colons() {
        for text in HOSTILE {
            let tokens: TokenStream = path(text).parse().expect("Rust");
            let is_part = |token: &TokenTree| match token {
                TokenTree::Punct(sign) => sign.as_char() == ':',
                TokenTree::Group(_) => false,
                _ => true,
            };
            assert!(tokens.into_iter().all(|token| is_part(&token)), "{text:?}");
        }
    }
}
