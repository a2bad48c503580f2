//! Who takes part.

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use cpu_time::ProcessTime;

use crate::facts::{Facts, Sum};
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

    /// Does the work so many times; how much of the processor's time it took.
    fn time(&mut self, work: Work, times: u32) -> Result<Duration> {
        let start = ProcessTime::try_now()?;
        counted(times, &mut || {
            self.run(work, &mut |facts| {
                black_box(facts);
            })
        })?;
        Ok(start.try_elapsed()?)
    }

    /// What of a result is known of this contestant's.
    fn compares(&self, sum: Sum) -> Sum {
        sum
    }

    /// Whether it has a way to do that.
    fn can(&self, _: Work) -> bool {
        true
    }
}

/// Calls a function so many times. Callgrind knows it by its name.
#[inline(never)]
fn counted(times: u32, work: &mut dyn FnMut() -> Result) -> Result {
    for _ in 0..times {
        work()?;
    }
    Ok(())
}

/// A name, and what makes a contestant with an empty database.
pub struct Entry {
    pub name: &'static str,
    pub open: fn() -> Result<Box<dyn Contestant>>,
}

/// Those who take part where nobody is named; the others are compared with the first.
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

/// Those who take part where they are named.
pub const MORE: &[Entry] = &[
    Entry {
        name: "hand-returning",
        open: crate::hand::open_returning,
    },
    Entry {
        name: "sqlalchemy",
        open: crate::sqlalchemy::open,
    },
];
