//! What is at a path before it is written to.

use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::header::schema_of;
use crate::problem::{Problem, quoted};

/// A first line that is longer is none of ours, in bytes.
const LONGEST_HEADER: u64 = 4096;

/// What writing a text to a path would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// There is no file.
    Missing,
    /// It has that text.
    Same,
    /// It has another text, which was generated, too; or none.
    Outdated,
    /// It has a text that somebody else wrote.
    Foreign,
}

/// Looks at what is there.
pub fn existing(path: &Path, text: &str) -> Result<Existing, Problem> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return folder_exists(path).map(|()| Existing::Missing);
        }
        Err(error) => {
            folder_exists(path)?;
            return Err(Problem::io("cannot write", path, &error));
        }
    };
    is_a_file(path, &metadata)?;
    compared(path, &metadata, text).map_err(|error| Problem::io("cannot read", path, &error))
}

fn compared(path: &Path, metadata: &Metadata, text: &str) -> io::Result<Existing> {
    let length = metadata.len();
    if length == text.len() as u64 && fs::read(path)? == text.as_bytes() {
        return Ok(Existing::Same);
    }
    if length == 0 || schema_of(&first_line(path)?).is_some() {
        return Ok(Existing::Outdated);
    }
    Ok(Existing::Foreign)
}

/// The first line of a file, however long the file and its lines are.
pub fn first_line(path: &Path) -> io::Result<String> {
    let mut line = Vec::new();
    BufReader::new(File::open(path)?)
        .take(LONGEST_HEADER)
        .read_until(b'\n', &mut line)?;
    Ok(String::from_utf8_lossy(&line).into_owned())
}

/// The file behind symbolic links, whether or not it is there.
pub fn behind_links(path: &Path) -> Result<PathBuf, Problem> {
    const MOST: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    let message = format!(
        "cannot write {}: its links lead to themselves",
        quoted(&path)
    );
    Err(Problem::new(message).help("delete the link"))
}

/// A path that is the same for every way to name a file, whether or not it is there.
pub fn identity(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    match (fs::canonicalize(folder(path)), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// The folder that a file is to be in is never made: a misspelled path would make one.
pub fn folder_exists(path: &Path) -> Result<(), Problem> {
    let folder = folder(path);
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => {
            let (path, folder) = (quoted(path), quoted(folder));
            let message = format!("cannot write {path}: {folder} is a file, not a folder");
            Err(Problem::new(message).help("choose another path"))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let (path, quoted) = (quoted(path), quoted(folder));
            let message = format!("cannot write {path}: there is no folder {quoted}");
            Err(Problem::new(message).help("create the folder first, or look at its spelling"))
        }
        Err(error) => Err(Problem::io("cannot write", path, &error)),
    }
}

/// Nothing else is written to.
pub fn is_a_file(path: &Path, metadata: &Metadata) -> Result<(), Problem> {
    if metadata.is_file() {
        return Ok(());
    }
    let path = quoted(path);
    Err(if metadata.is_dir() {
        Problem::new(format!("cannot write {path}: it is a folder"))
            .help("name a file in that folder")
    } else {
        Problem::new(format!("cannot write {path}: it is no ordinary file"))
            .help("`-` stands for standard output")
    })
}
