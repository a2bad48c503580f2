//! Loans are given along with an author, who has books.

use relgen_compiled::library::*;

fn author(loans: Vec<NewLoan>) -> NewAuthor {
    NewAuthor::new("Ursula").books(loans)
}

fn main() {}
