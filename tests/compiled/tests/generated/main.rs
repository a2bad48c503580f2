//! Generated code at work, one file a schema or a theme. One program: each would be linked by itself.
//!
//! What every target does is in `tests/suite/generated/`, and comes here without `async`; what only
//! SQLite does stands beside this file.

mod checks;
mod connections;
mod faults;
mod file;
mod misfits;
mod output;

#[path = "../../../suite/sqlite.rs"]
#[allow(dead_code)]
mod harness;

use relgen_compiled as schemas;

include!(concat!(env!("OUT_DIR"), "/suite/generated.rs"));
