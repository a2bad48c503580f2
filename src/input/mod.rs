//! A schema file, or standard input, to bytes. Reads no more than a schema may have.

mod disk;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub use self::disk::Disk;

use crate::load::{Folder, Root};
use crate::printable::printable;
use crate::problem::{Problem, quoted, shown};
use crate::source::MAX_BYTES;

/// Where a schema comes from.
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, reason = "a build script names files")
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Written `-`.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// What a path on the command line stands for.
    #[cfg(feature = "cli")]
    pub fn new(path: &Path) -> Self {
        if path.as_os_str() == "-" {
            Self::Stdin
        } else {
            Self::File(path.to_owned())
        }
    }

    /// What diagnostics call it.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => shown(path),
        }
    }

    /// What the generated files call it: without its folder, so that they are the same wherever they are made.
    pub fn file_name(&self) -> String {
        match self {
            Self::Stdin => "standard input".to_owned(),
            Self::File(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                printable(&name.to_string_lossy())
            }
        }
    }

    /// The file; none is behind standard input.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path),
        }
    }

    /// The schema with those bytes, and the folders that it may import from: its own, and others that were allowed.
    pub fn root(&self, bytes: Vec<u8>, import_roots: &[PathBuf]) -> Result<Root, Problem> {
        let identity = self.path().and_then(|path| fs::canonicalize(path).ok());
        let mut folders = vec![self.folder(identity.as_deref())];
        for root in import_roots {
            folders.push(import_root(root)?);
        }
        Ok(Root {
            name: self.name(),
            bytes,
            identity,
            folders,
        })
    }

    /// Where the schema really is; the folder in which this runs for what is in none.
    fn folder(&self, identity: Option<&Path>) -> Folder {
        let named = self.path().and_then(Path::parent).unwrap_or(Path::new(""));
        let here = match named.as_os_str().is_empty() {
            true => Path::new("."),
            false => named,
        };
        let here = fs::canonicalize(here).unwrap_or_else(|_| here.to_owned());
        match identity.and_then(Path::parent) {
            // A link to a schema elsewhere.
            Some(real) if real != here => Folder {
                real: real.to_owned(),
                named: real.to_owned(),
            },
            _ => Folder {
                real: here,
                named: named.to_owned(),
            },
        }
    }

    /// The bytes. One more than is allowed tells that there are too many.
    pub fn read(&self) -> Result<Vec<u8>, Problem> {
        match self {
            Self::Stdin => limited(io::stdin().lock())
                .map_err(|error| Problem::io("cannot read", Path::new("standard input"), &error)),
            Self::File(path) => {
                if fs::metadata(path).is_ok_and(|metadata| metadata.is_dir()) {
                    let message = format!("{} is a folder, not a schema", quoted(path));
                    return Err(Problem::new(message).help("name a schema file in it"));
                }
                File::open(path)
                    .and_then(limited)
                    .map_err(|error| unreadable(path, &error))
            }
        }
    }
}

/// A folder that imports are allowed from.
fn import_root(path: &Path) -> Result<Folder, Problem> {
    let real = fs::canonicalize(path).map_err(|error| {
        let problem = Problem::io("cannot import from", path, &error);
        match error.kind() {
            io::ErrorKind::NotFound => problem.help("name a folder that is there"),
            _ => problem,
        }
    })?;
    if !real.is_dir() {
        let message = format!("cannot import from {}: it is no folder", quoted(path));
        return Err(Problem::new(message).help("name the folder that the files are in"));
    }
    let named = path.to_owned();
    Ok(Folder { real, named })
}

fn limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let problem = Problem::io("cannot read", path, error);
    match error.kind() {
        io::ErrorKind::NotFound if path.is_absolute() => {
            problem.help("a schema file is needed; look at its spelling")
        }
        io::ErrorKind::NotFound => problem
            .help("look at its spelling; the path is relative to the folder that this runs in"),
        _ => problem,
    }
}
