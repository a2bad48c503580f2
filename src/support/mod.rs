//! The code that every generated file brings along. Each file here is emitted verbatim as a
//! module of the same name, so it may name only its siblings (through `super`), `std` and
//! the driver.
//!
//! A target's folder has what is written for its driver; `common` has what knows no driver,
//! and is compiled with either. A target's `mod.rs` joins the two.

mod postgres;
mod sqlite;

#[cfg(test)]
mod twins;

#[cfg(test)]
pub(crate) use self::sqlite::differences;
