//! What a build script tells cargo, on standard output.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::short;
use crate::pipeline::Compiled;

/// More warnings than this say no more, in lines.
const MOST: usize = 100;

/// The build script is to run again when the file changes.
pub fn rerun(path: &Path) {
    let path = path.to_string_lossy();
    // There is no way to write such a path; cargo looks at all files of the crate then.
    if !path.contains(['\n', '\r']) {
        say(&format!("cargo::rerun-if-changed={path}"));
    }
}

/// … and when a file that is imported changes, or comes to be there.
pub fn rerun_all(compiled: &Compiled) {
    let mut told = HashSet::new();
    let paths = compiled.imports.iter().map(|one| &one.path);
    paths
        .filter(|path| told.insert(*path))
        .for_each(|path| rerun(path));
}

/// The warnings, which cargo shows of a build script that succeeds.
pub fn warnings(compiled: &Compiled) {
    let warnings = compiled.diagnostics.iter().filter(|one| !one.is_error());
    for warning in warnings.clone().take(MOST) {
        let line = short(warning, &compiled.sources);
        say(&format!("cargo::warning={line}"));
    }
    let more = warnings.count().saturating_sub(MOST);
    if more > 0 {
        say(&format!("cargo::warning={more} more warnings not shown"));
    }
}

fn say(line: &str) {
    // Where nobody listens nothing can be told.
    let _ = writeln!(io::stdout(), "{line}");
}
