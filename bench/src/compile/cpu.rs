//! The time of the processor that other processes took.

use std::fs;

use super::Result;

/// What `/proc` counts in.
const TICKS_PER_SECOND: f64 = 100.0;

/// CPU seconds, in user code and in the kernel, of all child processes that have ended, and of theirs.
pub fn children() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The second field is the program's name in parentheses; the 16th and the 17th are what is asked for.
    let (_, fields) = stat.rsplit_once(") ").unwrap_or_default();
    let ticks: Vec<u64> = fields
        .split(' ')
        .skip(16 - 3)
        .take(2)
        .map(str::parse)
        .collect::<std::result::Result<_, _>>()?;
    Ok(ticks.iter().sum::<u64>() as f64 / TICKS_PER_SECOND)
}
