//! What compiles under edition 2024 compiles here, too.

/// Names that mean something elsewhere.
pub mod names {
    include!(concat!(env!("OUT_DIR"), "/names.rs"));
}
