//! What is said of an import that leads to no file, or to one that may not be read.

use std::path::Path;

use super::Unread;
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::printable::printable;
use crate::source::{Limits, MAX_BYTES, Sources, mebibytes};
use crate::syntax::ast::Import;

/// What the name of a schema file ends in.
const EXTENSION: &str = ".rel";

/// Refuses what means another file, or none, on another machine.
pub(super) fn path(import: &Import) -> Result<(), Diagnostic> {
    let text = import.path.text.as_str();
    let shown = printable(text);
    if text.is_empty() {
        let error = error(Code::IMPORT_UNREADABLE, import, "an import without a path");
        let help = "name a file as it is seen from the folder of this one: `import \"common.rel\"`";
        return Err(error.label("no file is called that").help(help));
    }
    if text.contains('\\') {
        let message = format!("`{shown}` has a `\\` in it");
        let meant = text.replace('\\', "/");
        let error = error(Code::IMPORT_UNREADABLE, import, message)
            .label("not every system finds a file that way");
        return Err(offered(error, import, &meant, "write `/` between folders"));
    }
    if Path::new(text).is_absolute() || text.starts_with('/') {
        let message = format!("`{shown}` is an absolute path");
        return Err(error(Code::IMPORT_OUTSIDE, import, message)
            .label("it means nothing on another machine")
            .help("write the path as it is seen from the folder of this file"));
    }
    Ok(())
}

/// Said of a path that leads out of the schema's folder.
pub(super) const OWN_FOLDER: &str = "a schema imports from its own folder, and from those in it";
/// Said of a path within it.
pub(super) const LINK: &str = "a link leads there";

pub(super) fn outside(import: &Import, path: &str, folder: &str, label: &str) -> Diagnostic {
    let message = format!("`{path}` is outside of the schema's folder");
    error(Code::IMPORT_OUTSIDE, import, message)
        .label(label)
        .help(format!(
            "allow the other folder with `--import-root {folder}`, or `.import_root({folder:?})` in a build script"
        ))
}

/// `schemas` are those of the same folder.
pub(super) fn unread(import: &Import, path: &str, why: &Unread, schemas: &[String]) -> Diagnostic {
    let (message, help) = match why {
        Unread::Missing => (
            format!("there is no file `{path}`"),
            "the path is relative to the folder of the file that it is written in",
        ),
        Unread::Folder => (
            format!("`{path}` is a folder, not a schema"),
            "name a schema file in it",
        ),
        Unread::Special => (
            format!("`{path}` is no ordinary file"),
            "name a schema file",
        ),
        Unread::Denied => (
            format!("cannot read `{path}`: permission denied"),
            "look at the permissions of the file and of its folder",
        ),
        Unread::Other(reason) => (
            format!("cannot read `{path}`: {reason}"),
            "look at the path, and at what is there",
        ),
    };
    let error = error(Code::IMPORT_UNREADABLE, import, message).label("imported here");
    match meant(&import.path.text, schemas) {
        Some(meant) => offered(error, import, &meant, &format!("did you mean `{meant}`?")),
        None => error.help(help),
    }
}

pub(super) fn large(import: &Import, path: &str) -> Diagnostic {
    let limit = mebibytes(MAX_BYTES);
    error(
        Code::FILE_TOO_LARGE,
        import,
        format!("`{path}` is too large"),
    )
    .label("imported here")
    .help(format!(
        "a schema file may have up to {MAX_BYTES} bytes ({limit})"
    ))
}

/// Refuses one file more than there may be, or so many bytes more.
pub(super) fn full(
    import: &Import,
    sources: &Sources,
    bytes: usize,
    limits: &Limits,
) -> Result<(), Diagnostic> {
    let message = if sources.count() >= limits.files {
        format!("the schema has more than {} files", limits.files)
    } else if sources.bytes() + bytes > limits.bytes {
        let limit = mebibytes(limits.bytes);
        format!("the files of the schema have more than {limit} together")
    } else {
        return Ok(());
    };
    Err(error(Code::SCHEMA_TOO_LARGE, import, message)
        .label("this file is one too many")
        .help("compile parts of it as schemas of their own"))
}

fn error(code: Code, import: &Import, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, import.path.span, message)
}

fn offered(error: Diagnostic, import: &Import, path: &str, help: &str) -> Diagnostic {
    let error = error.help(help);
    match is_plain(path) {
        true => error.fix(import.path.span, format!("\"{path}\"")),
        false => error,
    }
}

/// Whether it may stand in a string as it is.
fn is_plain(path: &str) -> bool {
    !path.contains(['"', '\\']) && printable(path) == path
}

/// The path with the name that was meant.
fn meant(path: &str, schemas: &[String]) -> Option<String> {
    let (folder, name) = match path.rfind('/') {
        Some(at) => path.split_at_checked(at + 1)?,
        None => ("", path),
    };
    let stem = |name| str::strip_suffix(name, EXTENSION).unwrap_or(name);
    let plain = schemas.iter().filter(|name| is_plain(name));
    let stems = plain.map(|name| stem(name));
    let meant = similar(stem(name), stems)?;
    Some(format!("{folder}{meant}{EXTENSION}"))
}
