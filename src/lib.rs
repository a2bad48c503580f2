//! relgen compiles a SQLAlchemy-like schema language to plain Rust and SQL.
#![allow(dead_code, unused_imports)]

mod diagnostic;
mod dialect;
mod emit;
mod schema;
mod source;
#[cfg(test)]
#[allow(dead_code, unused_imports)]
mod support;
mod syntax;
mod tables;
