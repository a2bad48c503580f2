//! The support code at work, on models as generated code defines them.

mod bulk;
mod checks;
mod eager;
mod emitted;
mod errors;
mod fields;
mod filters;
mod inserts;
mod joins;
mod keys;
mod known;
mod loads;
mod models;
mod pages;
mod queries;
mod raw;
mod related;
mod relationships;
mod selects;
mod sessions;
mod transactions;
mod writes;
