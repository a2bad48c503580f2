//! Texts to files: the only writer. All texts are there before the first file is touched, all are on the disk before
//! the first takes its place, and a file that has its text already is left alone.

mod destination;
mod header;
mod place;
#[cfg(feature = "cli")]
mod rewrite;
mod staged;
mod stale;

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use self::destination::Destination;
pub use self::header::header;
#[cfg(feature = "cli")]
pub use self::rewrite::rewrite;

use self::place::{Existing, behind_links, existing, folder_exists, identity};
use self::staged::Staged;
use crate::emit::rust::File;
use crate::problem::{Problem, quoted};

/// What is to be written.
#[derive(Debug, Default)]
pub struct Plan {
    groups: Vec<Group>,
    /// Never written to.
    schemas: Vec<PathBuf>,
    /// What may be said to overwrite files of somebody else's; `None` if that was said.
    keep: Option<&'static str>,
}

/// A file, or a folder of them.
#[derive(Debug)]
struct Group {
    path: PathBuf,
    files: Vec<(PathBuf, String)>,
    /// The schema whose files the folder holds; nothing for a single file.
    folder_of: Option<String>,
    /// Written by people, who asked for it to be rewritten.
    is_schema: bool,
}

/// What became of a file, or of a folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// As it was asked for.
    pub path: PathBuf,
    pub is_folder: bool,
    pub written: Vec<PathBuf>,
    pub unchanged: Vec<PathBuf>,
    pub removed: Vec<PathBuf>,
}

impl Plan {
    /// Nothing to write yet. Files that others wrote are refused with this remedy.
    pub fn new(keep: Option<&'static str>) -> Self {
        Self {
            keep,
            ..Self::default()
        }
    }

    /// A schema that was read.
    pub fn protect(&mut self, schema: &Path) {
        self.schemas.push(identity(schema));
    }

    /// One file.
    pub fn file(&mut self, path: &Path, text: String) {
        self.groups.push(Group {
            path: path.to_owned(),
            files: vec![(path.to_owned(), text)],
            folder_of: None,
            is_schema: false,
        });
    }

    /// A schema file that was read, and is to be rewritten: the one kind of file that is not ours.
    #[cfg(feature = "cli")]
    pub fn schema(&mut self, path: &Path, text: String) {
        self.groups.push(Group {
            path: path.to_owned(),
            files: vec![(path.to_owned(), text)],
            folder_of: None,
            is_schema: true,
        });
    }

    /// A folder of files, given by name, that are made from the schema called so.
    pub fn folder(&mut self, path: &Path, files: Vec<File>, schema: String) {
        let files = files.into_iter().map(|one| (path.join(one.name), one.text));
        self.groups.push(Group {
            path: path.to_owned(),
            files: files.collect(),
            folder_of: Some(schema),
            is_schema: false,
        });
    }

    /// How much there is to write.
    #[cfg(feature = "cli")]
    pub fn bytes(&self) -> usize {
        let files = self.groups.iter().flat_map(|group| &group.files);
        files.map(|(_, text)| text.len()).sum()
    }

    /// Writes, in the order of the calls. Nothing is touched where anything is refused.
    pub fn carry_out(&self) -> Result<Vec<Done>, Problem> {
        let mut taken = HashSet::new();
        let mut found = Vec::new();
        for group in &self.groups {
            found.push(self.look(group, &mut taken)?);
        }
        for group in self.groups.iter().filter(|one| one.folder_of.is_some()) {
            make_folder(&group.path)?;
        }
        let mut staged = Vec::new();
        let mut done = Vec::new();
        for (group, found) in self.groups.iter().zip(found) {
            done.push(group.stage(found, &mut staged)?);
        }
        staged.into_iter().try_for_each(Staged::publish)?;
        for (group, done) in self.groups.iter().zip(&mut done) {
            if let Some(schema) = &group.folder_of {
                // The folder may be new: now its files have their identities.
                taken.extend(group.files.iter().map(|(path, _)| identity(path)));
                done.removed = stale::remove(&group.path, schema, &taken)?;
            }
        }
        Ok(done)
    }

    /// Where each file really is, and what is there.
    fn look(
        &self,
        group: &Group,
        taken: &mut HashSet<PathBuf>,
    ) -> Result<Vec<(PathBuf, Existing)>, Problem> {
        let is_new = group.folder_of.is_some() && is_new_folder(&group.path)?;
        let mut found = Vec::new();
        for (path, text) in &group.files {
            let target = behind_links(path)?;
            self.is_free(path, &target, taken)?;
            let state = if is_new {
                Existing::Missing
            } else {
                existing(&target, text)?
            };
            if let (Existing::Foreign, Some(remedy), false) = (state, self.keep, group.is_schema) {
                let path = quoted(path);
                let message = format!("cannot write {path}: relgen did not generate what is there");
                return Err(Problem::new(message).help(remedy));
            }
            found.push((target, state));
        }
        Ok(found)
    }

    fn is_free(
        &self,
        path: &Path,
        target: &Path,
        taken: &mut HashSet<PathBuf>,
    ) -> Result<(), Problem> {
        let identity = identity(target);
        if self.schemas.contains(&identity) {
            let message = format!("cannot write {}: it is the schema itself", quoted(path));
            return Err(Problem::new(message).help("choose another path"));
        }
        if !taken.insert(identity) {
            let message = format!("{} would be written twice", quoted(path));
            return Err(Problem::new(message).help("give each output a path of its own"));
        }
        Ok(())
    }
}

impl Group {
    fn done(&self) -> Done {
        Done {
            path: self.path.clone(),
            is_folder: self.folder_of.is_some(),
            ..Done::default()
        }
    }

    /// Brings those files to the disk that are not as they should be.
    fn stage(
        &self,
        found: Vec<(PathBuf, Existing)>,
        staged: &mut Vec<Staged>,
    ) -> Result<Done, Problem> {
        let mut done = self.done();
        for ((path, text), (target, state)) in self.files.iter().zip(found) {
            if state == Existing::Same {
                done.unchanged.push(path.clone());
            } else {
                staged.push(Staged::new(target, text)?);
                done.written.push(path.clone());
            }
        }
        Ok(done)
    }
}

/// Whether the folder has to be made; its parent is never.
fn is_new_folder(path: &Path) -> Result<bool, Problem> {
    let a_file = || {
        let message = format!(
            "cannot write to {}: it is a file, not a folder",
            quoted(path)
        );
        Problem::new(message).help("choose another folder")
    };
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(false),
        Ok(_) => Err(a_file()),
        Err(error) => {
            folder_exists(path)?;
            match error.kind() {
                io::ErrorKind::NotFound => Ok(true),
                io::ErrorKind::NotADirectory => Err(a_file()),
                _ => Err(Problem::io("cannot write to", path, &error)),
            }
        }
    }
}

fn make_folder(path: &Path) -> Result<(), Problem> {
    match fs::create_dir(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(Problem::io("cannot create the folder", path, &error))
        }
        _ => Ok(()),
    }
}
