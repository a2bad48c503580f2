//! A schema file, or standard input, to bytes. Reads no more than a schema may have.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

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
