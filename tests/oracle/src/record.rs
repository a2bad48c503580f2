//! What every target compares itself with: `tests/suite/record/`.

include!(concat!(env!("OUT_DIR"), "/suite/record.rs"));

pub use self::departures::headings;
pub use self::facts::{case_names, folder};
pub use self::script::Script;
pub use self::step::{Done, Step};
