//! The rows of `docs/operations.md`.

#[path = "../../../suite/operations/library.rs"]
pub mod library;
#[path = "../../../suite/operations/queries.rs"]
mod queries;
#[path = "../../../suite/operations/relationships.rs"]
mod relationships;
#[path = "../../../suite/operations/rows.rs"]
mod rows;
