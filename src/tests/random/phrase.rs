//! The words of a schema before they have a layout.

/// What stands between white space.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A name, a literal or a mark.
    Word(String),
    /// A comma that may be left out.
    Comma,
    /// A line of `///` or `//!`, slashes included.
    Doc(String),
    /// The place where a member or a declaration begins.
    Line { indent: usize },
}

/// Some pieces that belong together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Phrase(pub Vec<Piece>);

/// The pieces of a text in which blanks separate; `;` is a comma that may be left out.
pub fn phrase(text: &str) -> Phrase {
    Phrase::default().words(text)
}

impl Phrase {
    pub fn word(mut self, word: impl Into<String>) -> Self {
        self.0.push(Piece::Word(word.into()));
        self
    }

    pub fn words(mut self, text: &str) -> Self {
        self.0
            .extend(text.split_whitespace().map(|word| match word {
                ";" => Piece::Comma,
                word => Piece::Word(word.to_owned()),
            }));
        self
    }

    /// A string with the escapes that it needs.
    pub fn text(self, text: &str) -> Self {
        let escaped = text
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
            .replace('\t', "\\t");
        self.word(format!("\"{escaped}\""))
    }

    pub fn raw(self, sql: &str) -> Self {
        self.word(format!("`{sql}`"))
    }

    /// A name of the database's, as a string where it must be one.
    pub fn db_name(self, name: &str) -> Self {
        let of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let digit_first = name.starts_with(|first: char| first.is_ascii_digit());
        match name.chars().all(of_name) && !digit_first {
            true => self.word(name),
            false => self.text(name),
        }
    }

    pub fn then(mut self, other: Phrase) -> Self {
        self.0.extend(other.0);
        self
    }

    /// In parentheses, where commas may be left out.
    pub fn list(mut self, items: impl IntoIterator<Item = Phrase>) -> Self {
        self = self.word("(");
        for (number, item) in items.into_iter().enumerate() {
            if number > 0 {
                self.0.push(Piece::Comma);
            }
            self = self.then(item);
        }
        self.word(")")
    }

    /// Names in parentheses.
    pub fn names(self, names: &[String]) -> Self {
        self.list(names.iter().map(|name| Phrase::default().word(name)))
    }
}

/// A member: what it begins with, and its attributes, whose order is free.
#[derive(Debug, Clone, Default)]
pub struct Member {
    pub docs: Vec<&'static str>,
    pub head: Phrase,
    pub attributes: Vec<Phrase>,
}

/// A declaration with its members; a `type` or an `import` has none.
#[derive(Debug, Clone, Default)]
pub struct Declaration {
    pub docs: Vec<&'static str>,
    pub head: Phrase,
    pub body: Option<Vec<Member>>,
}

/// A file.
#[derive(Debug, Clone, Default)]
pub struct File {
    pub docs: Vec<&'static str>,
    pub declarations: Vec<Declaration>,
}
