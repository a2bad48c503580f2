//! A card is given an author where it belongs to a member.

use relgen_compiled::library::*;

fn card(db: &Connection, author: &Author) -> Result<Card> {
    NewCard::new(author).insert(db)
}

fn main() {}
