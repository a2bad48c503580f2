//! The support code at work, on models as generated code defines them.

mod emitted;
mod errors;
mod fields;
mod filters;
mod inserts;
mod loads;
mod models;
mod queries;
mod sessions;
mod writes;
