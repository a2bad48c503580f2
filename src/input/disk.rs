//! The disk, as imports are read from it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::limited;
use crate::load::{Files, Unread};
use crate::problem::reason;

/// So many files of a folder are looked at for one whose name is meant.
const MOST: usize = 10_000;

/// The files that are there.
pub struct Disk;

impl Files for Disk {
    fn identity(&self, path: &Path) -> Result<PathBuf, Unread> {
        fs::canonicalize(path).map_err(|error| unread(&error))
    }

    fn read(&self, identity: &Path) -> Result<Vec<u8>, Unread> {
        let metadata = fs::metadata(identity).map_err(|error| unread(&error))?;
        if metadata.is_dir() {
            return Err(Unread::Folder);
        }
        if !metadata.is_file() {
            return Err(Unread::Special);
        }
        let bytes = File::open(identity).and_then(limited);
        bytes.map_err(|error| unread(&error))
    }

    fn schemas(&self, folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().take(MOST);
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".rel")).collect();
        names.sort();
        names
    }
}

fn unread(error: &io::Error) -> Unread {
    match error.kind() {
        io::ErrorKind::NotFound => Unread::Missing,
        io::ErrorKind::PermissionDenied => Unread::Denied,
        _ => Unread::Other(reason(error)),
    }
}
