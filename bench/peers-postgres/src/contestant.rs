//! Who takes part.

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::facts::{Facts, Sum};
use crate::server::{self, Backend};
use crate::work::Work;

pub type Result<T = (), E = Box<dyn Error>> = std::result::Result<T, E>;

/// Is shown every result, while it is still there.
pub type Look<'a> = &'a mut dyn FnMut(&dyn Facts);

/// A way to do the works, over one connection.
pub trait Library: Sized {
    /// Connects. Tables are made and found in the schema that the address says.
    async fn connect(url: &str) -> Result<Self>;

    /// Runs statements, parted by semicolons, that give no rows.
    async fn script(&mut self, sql: &str) -> Result;

    /// Does the work once.
    async fn run(&mut self, work: Work, look: Look<'_>) -> Result;

    /// Whether it has a way to do that.
    fn can(_: Work) -> bool {
        true
    }
}

/// One of those who are measured, whichever library it is.
pub trait Contestant {
    /// Runs statements, parted by semicolons, that give no rows.
    fn script(&mut self, sql: &str) -> Result;

    /// Does the work once.
    fn run(&mut self, work: Work, look: Look<'_>) -> Result;

    /// Does the work so many times; how long it took.
    fn time(&mut self, work: Work, times: u32) -> Result<Duration>;

    /// What of a result is known of this contestant's.
    fn compares(&self, sum: Sum) -> Sum {
        sum
    }

    /// Whether it has a way to do that.
    fn can(&self, work: Work) -> bool;
}

/// A library with its connection, the thread that waits for it, and the server's process at the other end.
struct Connected<L> {
    library: L,
    runtime: Runtime,
    backend: Backend,
}

impl<L: Library> Contestant for Connected<L> {
    fn script(&mut self, sql: &str) -> Result {
        self.runtime.block_on(self.library.script(sql))
    }

    fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        self.runtime.block_on(self.library.run(work, look))
    }

    fn time(&mut self, work: Work, times: u32) -> Result<Duration> {
        let start = self.backend.now()?;
        for _ in 0..times {
            self.run(work, &mut |facts| {
                black_box(facts);
            })?;
        }
        Ok(self.backend.now()? - start)
    }

    fn can(&self, work: Work) -> bool {
        L::can(work)
    }
}

/// Connects with an empty schema.
fn open<L: Library + 'static>(name: &str) -> Result<Box<dyn Contestant>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (library, backend) = runtime.block_on(async {
        server::empty_schema(name).await?;
        let library = L::connect(&server::url(name)?).await?;
        Ok::<_, Box<dyn Error>>((library, server::backend(name).await?))
    })?;
    Ok(Box::new(Connected {
        library,
        runtime,
        backend,
    }))
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
        open: || open::<crate::hand::Hand>("hand"),
    },
    Entry {
        name: "relgen",
        open: || open::<crate::relgen::Relgen>("relgen"),
    },
    Entry {
        name: "relgen-prepared",
        open: || open::<crate::relgen::Prepared>("relgen_prepared"),
    },
    Entry {
        name: "diesel-async",
        open: || open::<crate::diesel::Diesel>("diesel"),
    },
    Entry {
        name: "sqlx",
        open: || open::<crate::sqlx::Sqlx>("sqlx"),
    },
    Entry {
        name: "sea-orm",
        open: || open::<crate::sea_orm::SeaOrm>("sea_orm"),
    },
];

/// Those who take part where they are named.
pub const MORE: &[Entry] = &[Entry {
    name: "hand-unprepared",
    open: || open::<crate::hand::Unprepared>("unprepared"),
}];
