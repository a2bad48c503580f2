//! The support code at work, on models as generated code defines them.

mod emitted;
mod fields;
