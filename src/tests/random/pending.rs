//! Takes out of a random schema what is not built yet, so that the rest can be held against the rules. What is built
//! is taken out of the lists here.

use super::phrase::{File, Phrase, Piece};
use super::plan::Plan;

/// Attributes of columns, tables and relationships.
const ATTRIBUTES: &[&str] = &[
    "identity",
    "on_update",
    "computed",
    "collate",
    "version",
    "deferred",
    "deferrable",
    "use_alter",
    "strict",
    "without_rowid",
    "lazy",
    "cascade",
    "passive_deletes",
    "viewonly",
    "single_parent",
    "post_update",
    "primaryjoin",
];
/// Options of a foreign key.
const OPTIONS: &[&str] = &["deferrable", "initially", "deferred", "use_alter"];

/// The plan without the declarations that are not built.
pub fn plan(plan: &Plan) -> Plan {
    Plan {
        aliases: Vec::new(),
        mixins: Vec::new(),
        links: Vec::new(),
        ..plan.clone()
    }
}

/// The file without the attributes that are not built.
pub fn file(mut file: File) -> File {
    let bodies = file.declarations.iter_mut();
    let members = bodies.filter_map(|one| one.body.as_mut()).flatten();
    for member in members {
        member.attributes.retain(|attribute| !is_pending(attribute));
        for attribute in &mut member.attributes {
            without_options(attribute);
        }
    }
    file
}

fn is_pending(attribute: &Phrase) -> bool {
    match attribute.0.first() {
        Some(Piece::Word(word)) => ATTRIBUTES.contains(&word.as_str()),
        _ => false,
    }
}

/// A foreign key without options that are not built, and a `backref` without attributes.
fn without_options(attribute: &mut Phrase) {
    let begins = |word: &str| attribute.0.first() == Some(&Piece::Word(word.to_owned()));
    if begins("backref") && !attribute.0.contains(&Piece::Word("remote_side".to_owned())) {
        attribute.0.truncate(2);
    } else if begins("foreign_key") {
        let is_option = |piece: &Piece| match piece {
            Piece::Word(word) => OPTIONS.contains(&word.as_str()),
            _ => false,
        };
        // The table and the column come before.
        let options = attribute.0.split_off(4.min(attribute.0.len()));
        attribute
            .0
            .extend(options.into_iter().filter(|piece| !is_option(piece)));
    }
}
