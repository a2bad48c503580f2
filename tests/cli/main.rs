//! The command line, as it is run by people.

mod files;
mod folders;
mod format;
mod messages;
mod stages;
mod streams;
mod system;
mod workshop;
