//! What the programs are made with that try the generated code of random schemas; `src/tests/random/values/` writes
//! them. Values come of a seed, those at the edges of their types more often than others.

pub mod carried;
mod draw;
mod same;
mod times;

pub use carried::{Email, Phone};
pub use draw::Draw;
pub use same::{same, same_rows};

/// Why a program ended.
pub type Fail = Box<dyn std::error::Error>;

/// A part of a program: a schema's module.
pub type Part = fn(&mut Draw) -> Result<usize, Fail>;

/// Runs the parts, each with the values of its seed, says of each how many rows it made, and of those that failed why.
pub fn run(parts: &[(u64, Part)]) -> std::process::ExitCode {
    let mut failed = false;
    for &(seed, part) in parts {
        match part(&mut Draw::new(seed)) {
            Ok(rows) => println!("{seed}\t{rows}"),
            Err(error) => {
                failed = true;
                println!("{seed}\tfailed: {error}");
            }
        }
    }
    match failed {
        true => std::process::ExitCode::FAILURE,
        false => std::process::ExitCode::SUCCESS,
    }
}
