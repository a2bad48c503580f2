//! The root schema and all that it imports, to one tree: the declarations of a file stand where it is imported first.
//! Reads through [`Files`], and knows no disk.

mod files;
mod find;
mod paths;
mod refuse;
#[cfg(test)]
pub mod tests;

use std::collections::HashSet;
use std::path::PathBuf;
use std::vec;

pub use self::files::{Files, Folder, Root, Unread};

use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::source::{FileId, Limits, Sources};
use crate::syntax::{self, ast};

/// What was read.
#[derive(Default)]
pub struct Loaded {
    pub sources: Sources,
    /// The declarations of all files, and the docs of the root.
    pub ast: ast::File,
    /// What was looked for besides the root, in the order of first reach.
    pub imports: Vec<Imported>,
}

/// A file that an import leads to.
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, reason = "only the command line mends files")
)]
pub struct Imported {
    /// As it is called from the folder in which relgen runs.
    pub path: PathBuf,
    /// The file, if it could be read.
    pub file: Option<FileId>,
    /// The one path that it has, whatever it is called.
    pub identity: PathBuf,
}

/// Reads the root schema and whatever is imported, each file once.
pub fn load(
    root: Root,
    files: &dyn Files,
    limits: Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Loaded {
    let mut loader = Loader {
        files,
        limits,
        folders: root.folders,
        seen: root.identity.into_iter().collect(),
        is_full: false,
        loaded: Loaded::default(),
        diagnostics,
    };
    let folder = loader.folders.first().map(|folder| folder.real.clone());
    let (_, tree, reported) = loader.parse(root.name, root.bytes);
    loader.loaded.ast.docs = tree.docs;
    loader.merge(Reading {
        folder: folder.unwrap_or_default(),
        rest: tree.declarations.into_iter(),
        reported,
    });
    loader.loaded
}

struct Loader<'f> {
    files: &'f dyn Files,
    limits: Limits,
    /// Where files may be, the root schema's folder first.
    folders: Vec<Folder>,
    /// The files that were read.
    seen: HashSet<PathBuf>,
    /// One limit was passed, and that has been said.
    is_full: bool,
    loaded: Loaded,
    diagnostics: &'f mut Vec<Diagnostic>,
}

/// A file whose declarations are being taken over.
struct Reading {
    folder: PathBuf,
    rest: vec::IntoIter<ast::Declaration>,
    /// What the parser said about it.
    reported: Reported,
}

impl Loader<'_> {
    /// Takes the declarations over, depth first. No recursion: a chain of imports may be as long as there are files.
    fn merge(&mut self, root: Reading) {
        let mut open = vec![root];
        while let Some(reading) = open.last_mut() {
            let Some(declaration) = reading.rest.next() else {
                open.pop();
                continue;
            };
            let imported = match &declaration {
                ast::Declaration::Import(import) => self.import(import, reading),
                _ => None,
            };
            self.loaded.ast.declarations.push(declaration);
            open.extend(imported);
        }
    }

    /// The file behind an import, if it is a new one.
    fn import(&mut self, import: &ast::Import, from: &Reading) -> Option<Reading> {
        // Half a path would lead to another file.
        if self.is_full || from.reported.is_in(import.span) {
            return None;
        }
        match self.read(import, &from.folder) {
            Ok(reading) => reading,
            Err(diagnostic) => {
                self.is_full = diagnostic.code == Code::SCHEMA_TOO_LARGE;
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// The tree of a file. One that is no text has none.
    fn parse(&mut self, name: String, bytes: Vec<u8>) -> (FileId, ast::File, Reported) {
        let mut diagnostics = Vec::new();
        let sources = &mut self.loaded.sources;
        let file = sources.next();
        sources.add(syntax::decode(file, name, bytes, &mut diagnostics));
        let tree = match sources.get(file) {
            Some(source) if diagnostics.is_empty() => {
                syntax::parse(file, &source.text, &mut diagnostics)
            }
            _ => ast::File::default(),
        };
        // Of a file that is cut off where its brackets are too deep, nothing more can be said.
        let cut = |diagnostic: &Diagnostic| diagnostic.code == Code::NESTED_TOO_DEEP;
        let tree = match diagnostics.iter().any(cut) {
            true => ast::File::default(),
            false => tree,
        };
        let reported = Reported::new(&diagnostics);
        self.diagnostics.append(&mut diagnostics);
        (file, tree, reported)
    }
}
