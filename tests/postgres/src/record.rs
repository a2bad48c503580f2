//! What every target compares itself with: `tests/suite/record/`.

#[path = "../../suite/record/departures.rs"]
pub mod departures;
#[path = "../../suite/record/facts.rs"]
pub mod facts;
#[path = "../../suite/record/script.rs"]
pub mod script;
#[path = "../../suite/record/step.rs"]
pub mod step;
#[path = "../../suite/record/stored.rs"]
pub mod stored;

pub use self::departures::headings;
pub use self::facts::{case_names, folder};
pub use self::script::Script;
pub use self::step::{Done, Step};
