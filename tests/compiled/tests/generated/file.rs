//! Databases in files.

use std::path::{Path, PathBuf};

/// A database file, which is gone when the test is over.
pub struct File(PathBuf);

impl File {
    /// One of its own for each name.
    pub fn new(name: &str) -> Self {
        let name = format!("relgen-compiled-{}-{name}.db", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for File {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let mut path = self.0.clone().into_os_string();
            path.push(ending);
            let _ = std::fs::remove_file(path);
        }
    }
}
