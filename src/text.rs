//! Text in a language, SQL or Rust, which is never mistaken for text from a schema.
//!
//! It is made of words that stand in relgen's own source, of numbers, and of what the language's own
//! makers make: names, literals, comments. Each language has them in one place, `dialect::sql` and
//! `emit::rust::code`, and they put any text in such a form that it cannot leave its place. There is
//! no other way from a `String` to a [`Text`]:
//!
//! ```
//! # use relgen::text::{Kind, Piece, Text};
//! # struct Greek;
//! # impl Kind for Greek {
//! #     type Language = Greek;
//! # }
//! fn put_together(word: &'static str, one: &Text<Greek>) -> Text<Greek> {
//!     Text::of(&[word.part(), one.part(), 3.part()])
//! }
//! ```
//!
//! The same does not compile with a `String`, with text that lives shorter than the program, or with
//! text of another language:
//!
//! ```compile_fail,E0277
//! # use relgen::text::{Kind, Piece, Text};
//! # struct Greek;
//! # impl Kind for Greek {
//! #     type Language = Greek;
//! # }
//! fn put_together(word: &'static str, one: &String) -> Text<Greek> {
//!     Text::of(&[word.part(), one.part(), 3.part()])
//! }
//! ```
//!
//! ```compile_fail
//! # use relgen::text::{Kind, Piece, Text};
//! # struct Greek;
//! # impl Kind for Greek {
//! #     type Language = Greek;
//! # }
//! fn put_together(word: &str, one: &Text<Greek>) -> Text<Greek> {
//!     Text::of(&[word.part(), one.part(), 3.part()])
//! }
//! ```
//!
//! ```compile_fail,E0277
//! # use relgen::text::{Kind, Piece, Text};
//! # struct Greek;
//! # impl Kind for Greek {
//! #     type Language = Greek;
//! # }
//! # struct Latin;
//! # impl Kind for Latin {
//! #     type Language = Latin;
//! # }
//! fn put_together(word: &'static str, one: &Text<Latin>) -> Text<Greek> {
//!     Text::of(&[word.part(), one.part(), 3.part()])
//! }
//! ```

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use askama::{FastWritable, Template, Values};

/// What a text is: a whole language, or a part of one with a form of its own, such as its names.
pub trait Kind {
    /// The kind of what it may stand in.
    type Language: Kind<Language = Self::Language>;
}

/// Text of that kind.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<K> {
    text: Cow<'static, str>,
    kind: PhantomData<K>,
}

impl<K> Text<K> {
    /// Text of which its maker says that it is of this kind. Who cannot make a `K` cannot say so.
    pub fn vouched(text: impl Into<Cow<'static, str>>, _: K) -> Self {
        Self::unchecked(text.into())
    }

    fn unchecked(text: Cow<'static, str>) -> Self {
        let kind = PhantomData;
        Self { text, kind }
    }

    /// To be looked at.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// As it is put out: from here on it is a text like any other.
    pub fn into_string(self) -> String {
        self.text.into_owned()
    }
}

impl<K: Kind> Text<K> {
    /// The same as text of the language.
    pub fn whole(self) -> Text<K::Language> {
        Text::unchecked(self.text)
    }
}

impl<L: Kind<Language = L>> Text<L> {
    /// All pieces, one behind the other.
    pub fn of(pieces: &[Part<'_, L>]) -> Self {
        let length = pieces.iter().map(|piece| piece.text.len()).sum();
        let mut text = String::with_capacity(length);
        for piece in pieces {
            text.push_str(&piece.text);
        }
        Self::unchecked(text.into())
    }

    /// Goes on with a piece.
    pub fn push(&mut self, piece: impl Piece<L>) {
        self.text.to_mut().push_str(&piece.part().text);
    }

    /// Goes on with what a template makes: see [`Text::rendered`].
    pub fn render(&mut self, template: &impl Template) -> askama::Result<()> {
        template.render_into(self.text.to_mut())
    }

    /// What a template makes: templates are relgen's, and a test sees to it that they are given nothing
    /// but typed text and numbers.
    pub fn rendered(template: &impl Template) -> askama::Result<Self> {
        Ok(Self::unchecked(template.render()?.into()))
    }
}

/// All of them, with that in between.
pub fn join<L: Kind<Language = L>>(parts: &[impl Piece<L>], between: &'static str) -> Text<L> {
    let length: usize = parts.iter().map(|piece| piece.part().len()).sum();
    let mut all = String::with_capacity(length + between.len() * parts.len());
    for (number, piece) in parts.iter().enumerate() {
        if number > 0 {
            all.push_str(between);
        }
        all.push_str(&piece.part());
    }
    Text::unchecked(all.into())
}

/// A word of relgen's own: no text that a program reads lives that long.
impl<L: Kind<Language = L>> From<&'static str> for Text<L> {
    fn from(word: &'static str) -> Self {
        Self::unchecked(word.into())
    }
}

impl<L: Kind<Language = L>> FromIterator<Self> for Text<L> {
    fn from_iter<I: IntoIterator<Item = Self>>(parts: I) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.push(part);
        }
        all
    }
}

// Derived, these would ask the same of the kind.
impl<K> Clone for Text<K> {
    fn clone(&self) -> Self {
        Self::unchecked(self.text.clone())
    }
}

impl<K> Default for Text<K> {
    fn default() -> Self {
        Self::unchecked("".into())
    }
}

impl<K> Deref for Text<K> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl<K> fmt::Debug for Text<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl<K> fmt::Display for Text<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Templates write it without the detour by `Display`.
impl<K> FastWritable for Text<K> {
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(to.write_str(&self.text)?)
    }
}

/// What may stand in a text of the language `L`.
pub trait Piece<L> {
    /// It, for [`Text::of`].
    fn part(&self) -> Part<'_, L>;
}

/// A piece, looked at. Only what is in this file makes one.
pub struct Part<'p, L> {
    text: Cow<'p, str>,
    language: PhantomData<L>,
}

impl<L> Piece<L> for &'static str {
    fn part(&self) -> Part<'_, L> {
        Part::borrowed(self)
    }
}

impl<K: Kind> Piece<K::Language> for Text<K> {
    fn part(&self) -> Part<'_, K::Language> {
        Part::borrowed(&self.text)
    }
}

impl<L, T: Piece<L>> Piece<L> for &T {
    fn part(&self) -> Part<'_, L> {
        T::part(self)
    }
}

/// A number is a word of any language.
macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl<L> Piece<L> for $number {
            fn part(&self) -> Part<'_, L> {
                Part::of(Cow::Owned(self.to_string()))
            }
        })*
    };
}

numbers!(i32 i64 u32 usize);

impl<'p, L> Part<'p, L> {
    fn borrowed(text: &'p str) -> Self {
        Self::of(Cow::Borrowed(text))
    }

    fn of(text: Cow<'p, str>) -> Self {
        let language = PhantomData;
        Self { text, language }
    }
}

impl<L> Deref for Part<'_, L> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}
