//! The support code at work, on models as generated code defines them.

mod harness;
mod inserts;
mod linked;
mod loads;
mod locks;
mod models;
mod reads;
mod relationships;
mod selects;
mod upserts;
mod writes;
