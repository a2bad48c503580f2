//! Generated code as a user's crate has it: one module a schema, no lint turned off.
#![deny(missing_docs)]

macro_rules! schemas {
    ($($name:ident $what:literal)*) => {$(
        #[doc = $what]
        pub mod $name {
            include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
        }
    )*};
}

pub mod kinds;

schemas! {
    cascade "Deletes that take other rows along."
    collections "Relationships that are written from the parent's side."
    composite "Keys of several columns."
    eager "Relationships that are loaded with each row."
    joined "Relationships that are joined on columns and constants."
    kept "Columns that others write, or that are read on demand."
    library "Every relationship."
    lists "Keys, indexes and checks of several columns."
    long "Long names."
    many "Many-to-many relationships."
    names "Names that mean something elsewhere."
    nested "Rows that are inserted with others, and rows that may be there already."
    seed "Persons and their offences."
    types "Every type of column."
    workshop "The workshop of docs/schema.md."
}

/// The library once more, a file for each model, as `-o src/folder/` writes it.
pub mod folder;
