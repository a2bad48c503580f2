//! Who writes the models, and into how many files.

use std::path::Path;

use super::shape::Shape;
use super::{Result, generated, hand};

/// Someone who writes a crate.
pub struct Contestant {
    /// The heading of the table.
    pub name: &'static str,
    /// The name of the crate.
    pub crate_name: &'static str,
    /// Writes the module `models` into the folder `src`; what would be the same is left as it is.
    pub models: fn(src: &Path, Shape) -> Result,
    /// The program that uses of each model what programs use.
    pub program: fn(Shape) -> String,
}

/// Pairs, of which the first is by hand.
pub const CONTESTANTS: [Contestant; 4] = [
    Contestant {
        name: "by hand, one file",
        crate_name: "hand_one",
        models: hand::one_file,
        program: hand::program,
    },
    Contestant {
        name: "relgen, one file",
        crate_name: "relgen_one",
        models: generated::one_file,
        program: generated::program,
    },
    Contestant {
        name: "by hand, a file a model",
        crate_name: "hand_each",
        models: hand::file_each,
        program: hand::program,
    },
    Contestant {
        name: "relgen, a file a model",
        crate_name: "relgen_each",
        models: generated::file_each,
        program: generated::program,
    },
];
