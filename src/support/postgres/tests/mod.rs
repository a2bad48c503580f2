//! The support code at work, on models as generated code defines them.

mod beyond;
mod dropped;
mod engines;
mod errors;
mod faults;
mod fields;
mod filters;
mod harness;
mod inserts;
mod linked;
mod loads;
mod locks;
mod models;
mod place;
mod pools;
mod prepared;
mod reads;
mod relationships;
mod selects;
mod sessions;
mod transactions;
mod upserts;
mod writes;
