//! Files of an earlier run: a model that is gone leaves no file behind.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::header::schema_of;
use super::place::{first_line, identity};
use crate::problem::Problem;

/// Removes the Rust files of `folder` that say they are from the schema called so, unless their [`identity`] is among
/// `produced`.
pub fn remove(
    folder: &Path,
    schema: &str,
    produced: &HashSet<PathBuf>,
) -> Result<Vec<PathBuf>, Problem> {
    let entries =
        fs::read_dir(folder).map_err(|error| Problem::io("cannot read", folder, &error))?;
    let mut removed = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if is_from(&path, schema) && !produced.contains(&identity(&path)) {
            fs::remove_file(&path).map_err(|error| Problem::io("cannot remove", &path, &error))?;
            removed.push(path);
        }
    }
    removed.sort();
    Ok(removed)
}

fn is_from(path: &Path, schema: &str) -> bool {
    let rust = path.extension().is_some_and(|extension| extension == "rs");
    let ordinary = || fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    rust && ordinary()
        && first_line(path)
            .is_ok_and(|line| line.starts_with("//") && schema_of(&line) == Some(schema))
}
