//! `relgen check --fix`: what is certain is mended in the schema files themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Levels, apply, certain};
use crate::dialect::Database;
use crate::input::{Disk, Input};
use crate::load::{Files, Unread};
use crate::output::rewrite;
use crate::pipeline::{self, Compiled};
use crate::problem::{Problem, shown};
use crate::source::FileId;

/// One change may make room for another, so often at most.
const ROUNDS: usize = 10;

/// What was changed.
pub struct Mended {
    pub applied: usize,
    /// As they are called; the schema itself if nothing was.
    pub files: Vec<String>,
}

/// The texts of files that are being mended, by their [`identity`](Files::identity).
type Drafts = BTreeMap<PathBuf, Draft>;

#[derive(Debug, Clone)]
struct Draft {
    path: PathBuf,
    read: String,
    text: String,
}

/// The disk, as it would be with the drafts.
struct Drafted<'d>(&'d Drafts);

impl Files for Drafted<'_> {
    fn identity(&self, path: &Path) -> Result<PathBuf, Unread> {
        Disk.identity(path)
    }

    fn read(&self, identity: &Path) -> Result<Vec<u8>, Unread> {
        match self.0.get(identity) {
            Some(draft) => Ok(draft.text.clone().into_bytes()),
            None => Disk.read(identity),
        }
    }

    fn schemas(&self, folder: &Path) -> Vec<String> {
        Disk.schemas(folder)
    }
}

/// Mends the files of a schema, each in one step.
pub fn mend(
    database: Database,
    schema: &Path,
    import_roots: &[PathBuf],
    levels: &Levels,
) -> Result<Mended, Problem> {
    let input = Input::new(schema);
    let Some(path) = input.path() else {
        return Err(Problem::new("standard input cannot be mended").help("name a schema file"));
    };
    let bytes = input.read()?;
    let compile = |drafts: &Drafts| {
        let mut root = input.root(bytes.clone(), import_roots)?;
        let draft = root.identity.as_ref().and_then(|path| drafts.get(path));
        if let Some(draft) = draft {
            root.bytes = draft.text.clone().into_bytes();
        }
        Ok(pipeline::compile(database, root, &Drafted(drafts)).under(levels))
    };
    let (applied, drafts) = rounds(path, compile)?;
    for draft in drafts.values() {
        rewrite(&draft.path, &draft.read, &draft.text)?;
    }
    let mut files: Vec<String> = drafts.values().map(|draft| shown(&draft.path)).collect();
    if files.is_empty() {
        files.push(input.name());
    }
    Ok(Mended { applied, files })
}

/// The last texts that have fewer mistakes than any before them, and how many changes made them. Rounds that led to no
/// such texts are not in it.
fn rounds(
    root: &Path,
    compile: impl Fn(&Drafts) -> Result<Compiled, Problem>,
) -> Result<(usize, Drafts), Problem> {
    let mut drafts = Drafts::new();
    let mut best = (0, Drafts::new());
    let mut compiled = compile(&drafts)?;
    let mut least = compiled.found();
    let mut applied = 0;
    for _ in 0..ROUNDS {
        let changes = changed(&compiled, root, &mut drafts);
        if changes == 0 {
            break;
        }
        applied += changes;
        compiled = compile(&drafts)?;
        if compiled.found() < least {
            least = compiled.found();
            best = (applied, drafts.clone());
        }
    }
    Ok(best)
}

/// Makes the certain changes of every file, and says how many there are.
fn changed(compiled: &Compiled, root: &Path, drafts: &mut Drafts) -> usize {
    let offered = compiled
        .diagnostics
        .iter()
        .filter_map(|one| one.fix.as_ref());
    let files: BTreeSet<FileId> = offered.map(|fix| fix.span.file).collect();
    let mut changes = 0;
    for file in files {
        let fixes = certain(&compiled.diagnostics, file);
        let source = compiled.sources.get(file).filter(|_| !fixes.is_empty());
        let (Some(source), Some((path, identity))) = (source, place(compiled, file, root)) else {
            continue;
        };
        let Some(next) = apply(&source.text, &fixes) else {
            continue;
        };
        let draft = drafts.entry(identity).or_insert_with(|| Draft {
            path,
            read: source.text.clone(),
            text: String::new(),
        });
        draft.text = next;
        changes += fixes.len();
    }
    changes
}

/// What a file is called, and its identity.
fn place(compiled: &Compiled, file: FileId, root: &Path) -> Option<(PathBuf, PathBuf)> {
    if file == FileId::default() {
        return Some((root.to_owned(), Disk.identity(root).ok()?));
    }
    let imports = &compiled.imports;
    let import = imports.iter().find(|one| one.file == Some(file))?;
    Some((import.path.clone(), import.identity.clone()))
}
