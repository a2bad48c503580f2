//! The command line, as it is run by people.

mod determinism;
mod explain;
mod faults;
mod files;
mod fix;
mod folders;
mod format;
mod formats;
mod imports;
mod levels;
mod messages;
mod show;
mod stages;
mod streams;
mod system;
mod targets;
#[cfg(feature = "verify")]
mod verify;
#[cfg(not(feature = "verify"))]
mod verify_missing;
mod workshop;
