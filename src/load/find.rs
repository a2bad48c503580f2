//! An import to the file that it means: where that is, and whether it may be read.

use std::path::{Path, PathBuf};

use super::paths::{relative, tidy};
use super::refuse;
use super::{Imported, Loader, Reading, Unread};
use crate::diagnostic::Diagnostic;
use crate::printable::printable;
use crate::source::{FileId, MAX_BYTES};
use crate::syntax::ast::Import;

impl Loader<'_> {
    /// Reads the file that an import in `folder` names; nothing if it was read before.
    pub(super) fn read(
        &mut self,
        import: &Import,
        folder: &Path,
    ) -> Result<Option<Reading>, Diagnostic> {
        refuse::path(import)?;
        let wanted = folder.join(&import.path.text);
        // Some systems look for the folder in `folder/../file.rel`, others do not.
        let tidied = tidy(&wanted);
        let files = self.files;
        let identity = files.identity(&wanted);
        let identity = match identity.or_else(|_| files.identity(&tidied)) {
            Ok(identity) => identity,
            Err(why) => return Err(self.unread(import, &tidied, &why)),
        };
        if !self.is_allowed(&identity) {
            let label = match self.is_allowed(&tidied) {
                true => refuse::LINK,
                false => refuse::OWN_FOLDER,
            };
            return Err(self.outside(import, &identity, label));
        }
        if self.seen.contains(&identity) {
            return Ok(None);
        }
        let bytes = match self.files.read(&identity) {
            Ok(bytes) => bytes,
            Err(why) => return Err(self.unread(import, &identity, &why)),
        };
        let path = self.called(&identity);
        if bytes.len() > MAX_BYTES {
            self.looked_for(&path, &identity, None);
            return Err(refuse::large(import, &shown(&path)));
        }
        let sources = &self.loaded.sources;
        refuse::full(import, sources, bytes.len(), &self.limits)?;
        let (file, tree, reported) = self.parse(shown(&path), bytes);
        self.looked_for(&path, &identity, Some(file));
        let folder = identity.parent().unwrap_or(&identity).to_owned();
        self.seen.insert(identity);
        Ok(Some(Reading {
            folder,
            rest: tree.declarations.into_iter(),
            reported,
        }))
    }

    fn is_allowed(&self, real: &Path) -> bool {
        let mut folders = self.folders.iter();
        folders.any(|folder| real.starts_with(&folder.real))
    }

    /// The path as the user would write it, seen from where relgen runs.
    fn called(&self, real: &Path) -> PathBuf {
        let mut folders = self.folders.iter();
        let folder = folders.find(|folder| real.starts_with(&folder.real));
        let Some(folder) = folder.or(self.folders.first()) else {
            return real.to_owned();
        };
        match relative(&folder.real, real) {
            Some(path) => tidy(&folder.named.join(path)),
            None => real.to_owned(),
        }
    }

    fn looked_for(&mut self, path: &Path, identity: &Path, file: Option<FileId>) {
        self.loaded.imports.push(Imported {
            path: path.to_owned(),
            file,
            identity: identity.to_owned(),
        });
    }

    /// What is not there may come to be there.
    fn unread(&mut self, import: &Import, real: &Path, why: &Unread) -> Diagnostic {
        let path = self.called(real);
        self.looked_for(&path, real, None);
        if !self.is_allowed(real) {
            return self.outside(import, real, refuse::OWN_FOLDER);
        }
        let folder = real.parent().unwrap_or(real);
        let schemas = match why {
            Unread::Missing | Unread::Folder => self.files.schemas(folder),
            _ => Vec::new(),
        };
        refuse::unread(import, &shown(&path), why, &schemas)
    }

    fn outside(&self, import: &Import, real: &Path, label: &str) -> Diagnostic {
        let folder = self.called(real.parent().unwrap_or(real));
        refuse::outside(import, &shown(&self.called(real)), &shown(&folder), label)
    }
}

fn shown(path: &Path) -> String {
    match path.as_os_str().is_empty() {
        true => ".".to_owned(),
        false => printable(&path.to_string_lossy()),
    }
}
