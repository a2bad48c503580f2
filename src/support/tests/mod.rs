//! The support code at work, on models as generated code defines them.

mod eager;
mod emitted;
mod errors;
mod fields;
mod filters;
mod inserts;
mod keys;
mod loads;
mod models;
mod queries;
mod related;
mod relationships;
mod sessions;
mod transactions;
mod writes;
