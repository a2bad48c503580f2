//! What a random schema is built from. Every plan gives a valid schema: a plan says how many of everything there are
//! and holds a tape for each, and the builder makes of every tape something that fits what is there already.

use proptest::collection::vec;
use proptest::prelude::*;

use super::tape::Tape;

/// A schema to be, and the layout of its text.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What belongs to the file: its docs, the order of its declarations.
    pub file: Tape,
    pub enums: Vec<Tape>,
    pub aliases: Vec<Tape>,
    pub mixins: Vec<Body>,
    pub models: Vec<Body>,
    /// Link tables, each with the relationships through it.
    pub links: Vec<Tape>,
    /// White space, comments, commas, and the order of attributes.
    pub layout: Tape,
}

/// The members of a model or a mixin.
#[derive(Debug, Clone)]
pub struct Body {
    pub head: Tape,
    pub columns: Vec<Tape>,
    /// Foreign keys, each with its relationships.
    pub keys: Vec<Tape>,
    /// Keys, indexes and checks of the table.
    pub lists: Vec<Tape>,
}

/// All plans.
pub fn plans() -> impl Strategy<Value = Plan> {
    let parts = (
        tape(20),
        vec(tape(12), 0..3),
        vec(tape(8), 0..3),
        vec(bodies(), 0..3),
        vec(bodies(), 1..5),
        vec(tape(24), 0..3),
        noise(),
    );
    parts.prop_map(
        |(file, enums, aliases, mixins, models, links, layout)| Plan {
            file,
            enums,
            aliases,
            mixins,
            models,
            links,
            layout,
        },
    )
}

fn bodies() -> impl Strategy<Value = Body> {
    let parts = (
        tape(16),
        vec(tape(16), 0..5),
        vec(tape(40), 0..3),
        vec(tape(16), 0..3),
    );
    parts.prop_map(|(head, columns, keys, lists)| Body {
        head,
        columns,
        keys,
        lists,
    })
}

fn tape(length: usize) -> impl Strategy<Value = Tape> {
    vec(any::<u8>(), 0..=length).prop_map(Tape::new)
}

/// Mostly nothing: else there would be more comments than text.
fn noise() -> impl Strategy<Value = Tape> {
    let byte = prop_oneof![6 => Just(0_u8), 1 => any::<u8>()];
    let some = vec(byte, 0..1200);
    prop_oneof![1 => Just(Vec::new()), 9 => some].prop_map(Tape::new)
}
