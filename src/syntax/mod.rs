//! Text to [`ast::File`]. Knows the words of the language and no database.

pub mod ast;
mod parse;

pub use parse::parse;
