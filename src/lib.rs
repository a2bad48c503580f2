//! relgen compiles a SQLAlchemy-like schema language to plain Rust and SQL.

mod diagnostic;
mod source;
mod syntax;
