//! What holds for the whole crate.

mod architecture;
mod warnings;
