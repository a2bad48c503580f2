//! One file, replaced in one step: whoever reads it sees the old text or the new one, and nothing between.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::problem::Problem;

/// A text that is on the disk already, under a name of its own beside the file it is for. Dropped, it is gone.
#[derive(Debug)]
pub struct Staged {
    temporary: PathBuf,
    path: PathBuf,
}

impl Staged {
    /// Writes `text` beside `path`. Permissions are those of the file that is there.
    pub fn new(path: PathBuf, text: &str) -> Result<Self, Problem> {
        let (mut file, temporary) =
            create(&path).map_err(|error| Problem::io("cannot write", &path, &error))?;
        let staged = Self { temporary, path };
        staged
            .fill(&mut file, text)
            .map_err(|error| Problem::io("cannot write", &staged.path, &error))?;
        Ok(staged)
    }

    fn fill(&self, file: &mut File, text: &str) -> io::Result<()> {
        file.write_all(text.as_bytes())?;
        if let Ok(metadata) = fs::metadata(&self.path) {
            fs::set_permissions(&self.temporary, metadata.permissions())?;
        }
        file.sync_all()
    }

    /// Puts it in the place of the file.
    pub fn publish(self) -> Result<(), Problem> {
        fs::rename(&self.temporary, &self.path)
            .map_err(|error| Problem::io("cannot write", &self.path, &error))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Nothing is there any more once it was published.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// A new file in the folder of `path`, whatever other processes and threads do there.
fn create(path: &Path) -> io::Result<(File, PathBuf)> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!(".relgen-{}-{number}.tmp", process::id());
        let temporary = path.with_file_name(name);
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&temporary)
        {
            Ok(file) => return Ok((file, temporary)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}
