//! Text to [`ast::File`]. Knows the words of the language and no database.

pub mod ast;
mod format;
mod parse;
mod read;
#[cfg(test)]
pub mod tests;

#[cfg(feature = "cli")]
pub use format::{Formatted, cascade_word, format, lazy_word};
pub use parse::parse;
pub use read::decode;
