//! What the loader asks of whoever has the files.

use std::path::{Path, PathBuf};

/// The file to begin with.
pub struct Root {
    /// What diagnostics call it.
    pub name: String,
    pub bytes: Vec<u8>,
    /// The one path of the file; standard input has none.
    pub identity: Option<PathBuf>,
    /// Where imported files may be. The first is the root schema's own, from which its imports are seen.
    pub folders: Vec<Folder>,
}

/// A folder that files may be imported from, with all that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Its one path, links resolved.
    pub real: PathBuf,
    /// As the user named it.
    pub named: PathBuf,
}

/// Where files come from: the disk, or a test's own.
pub trait Files {
    /// The one path of what is there, links resolved.
    fn identity(&self, path: &Path) -> Result<PathBuf, Unread>;

    /// The bytes of an ordinary file; one more than is allowed tells that there are too many.
    fn read(&self, identity: &Path) -> Result<Vec<u8>, Unread>;

    /// The names of the schema files in a folder, in order; not all of very many.
    fn schemas(&self, folder: &Path) -> Vec<String>;
}

/// Why there is nothing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    Missing,
    Folder,
    /// A device, or a pipe: reading might never end.
    Special,
    Denied,
    /// What the system says.
    Other(String),
}
