//! Relationships are used as fields, without having been loaded.

use relgen_compiled::library::*;

fn titles(author: &Author) -> usize {
    author.books.len()
}

fn name(book: Book) -> String {
    book.author.name
}

fn main() {}
