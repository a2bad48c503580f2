//! What an output path stands for.

use std::path::{self, Path, PathBuf};

/// A file with everything, or a folder with a file for each model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    File(PathBuf),
    Folder(PathBuf),
}

impl Destination {
    /// A folder is one that is there, or a path that ends in a slash.
    pub fn of(path: &Path) -> Self {
        let last = path.as_os_str().as_encoded_bytes().last().copied();
        let slash = last.is_some_and(|byte| path::is_separator(char::from(byte)));
        if slash || path.is_dir() {
            Self::Folder(path.to_owned())
        } else {
            Self::File(path.to_owned())
        }
    }
}
