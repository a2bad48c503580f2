//! relgen compiles a SQLAlchemy-like schema language to plain Rust and SQL.
//!
//! A build script compiles a schema with five lines:
//!
//! ```no_run
//! // build.rs
//! fn main() {
//!     relgen::Build::new().schema("schema.rel").compile();
//! }
//! ```
//!
//! and the crate takes in what it made:
//!
//! ```ignore
//! mod models {
//!     include!(concat!(env!("OUT_DIR"), "/schema.rs"));
//! }
//! ```
//!
//! The code is for SQLite, or, with [`Build::target`], for PostgreSQL, where it is asynchronous.
//!
//! The generated code needs nothing of relgen when it runs, so relgen goes under
//! `[build-dependencies]`, with `default-features = false`: the feature `cli` is the command line's.
#![allow(
    clippy::needless_doctest_main,
    reason = "the example is a whole build script"
)]
// Whoever builds with relgen gets a message, whatever the schema.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod build;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod derive;
mod diagnostic;
mod dialect;
#[allow(
    clippy::indexing_slicing,
    reason = "by ids, of the list that they count"
)]
mod emit;
#[cfg(any(all(test, feature = "cli"), fuzzing))]
#[doc(hidden)]
#[allow(missing_docs, reason = "only the fuzzers use it")]
pub mod fuzz;
mod input;
mod load;
mod output;
mod pipeline;
mod printable;
mod problem;
#[allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "by ids, of the list that they count; names are cut where a part of them was found"
)]
#[allow(
    dead_code,
    reason = "`relgen show` prints all of it, and SQLite does not ask for all of it"
)]
mod schema;
mod source;
#[cfg(test)]
#[allow(dead_code, unused_imports)]
#[allow(
    clippy::duplicate_mod,
    reason = "what knows no driver is compiled for each"
)]
mod support;
#[allow(dead_code, reason = "it holds the whole language, built or not")]
mod syntax;
#[allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "by ids, of the list that they count; names are cut between letters"
)]
#[allow(dead_code, reason = "it holds what any database has")]
mod tables;
#[cfg(test)]
mod tests;
#[doc(hidden)]
pub mod text;
#[cfg(feature = "verify")]
#[allow(
    clippy::indexing_slicing,
    reason = "by ids, of the list that they count"
)]
mod verify;

pub use build::{Build, Error, Report};
pub use emit::rust::Target;
