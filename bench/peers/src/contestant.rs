//! Who takes part.

use std::error::Error;

use crate::facts::Facts;
use crate::work::Work;

pub type Result<T = (), E = Box<dyn Error>> = std::result::Result<T, E>;

/// Is shown every result, while it is still there.
pub type Look<'a> = &'a mut dyn FnMut(&dyn Facts);

/// A way to do the works, with a connection to a database in memory of its own.
pub trait Contestant {
    /// Runs statements, parted by semicolons, that give no rows.
    fn script(&mut self, sql: &str) -> Result;

    /// Does the work once.
    fn run(&mut self, work: Work, look: Look<'_>) -> Result;

    /// Whether it has a way to do that.
    fn can(&self, _: Work) -> bool {
        true
    }
}

/// A name, and what makes a contestant with an empty database.
pub struct Entry {
    pub name: &'static str,
    pub open: fn() -> Result<Box<dyn Contestant>>,
}

/// All of them; the others are compared with the first.
pub const ALL: &[Entry] = &[
    Entry {
        name: "hand-written",
        open: crate::hand::open,
    },
    Entry {
        name: "relgen",
        open: crate::relgen::open,
    },
    Entry {
        name: "diesel",
        open: crate::diesel::open,
    },
    Entry {
        name: "sqlx",
        open: crate::sqlx::open,
    },
    Entry {
        name: "sea-orm",
        open: crate::sea_orm::open,
    },
    Entry {
        name: "toasty",
        open: crate::toasty::open,
    },
];
