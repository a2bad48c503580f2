//! Text to [`ast::File`]. Knows the words of the language and no database.

pub mod ast;
mod parse;
mod read;
#[cfg(test)]
mod tests;

pub use parse::parse;
pub use read::decode;
