//! Files that are on no disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::paths::tidy;
use super::{Files, Folder, Loaded, Root, Unread, load};
use crate::diagnostic::{Diagnostic, render};
use crate::source::Limits;
use crate::syntax::ast::Declaration;

/// Texts by their paths.
pub type Memory = BTreeMap<PathBuf, String>;

impl Files for Memory {
    fn identity(&self, path: &Path) -> Result<PathBuf, Unread> {
        let path = tidy(path);
        match self.contains_key(&path) {
            true => Ok(path),
            false => Err(Unread::Missing),
        }
    }

    fn read(&self, identity: &Path) -> Result<Vec<u8>, Unread> {
        let text = self.get(identity).ok_or(Unread::Missing)?;
        Ok(text.clone().into_bytes())
    }

    fn schemas(&self, folder: &Path) -> Vec<String> {
        let files = self.keys().filter(|path| path.parent() == Some(folder));
        let names = files.filter_map(|path| path.file_name()?.to_str());
        names.map(str::to_owned).collect()
    }
}

impl Root {
    /// A schema in a folder of its own.
    pub fn alone(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
            identity: Some(Path::new("/schemas").join(name)),
            folders: vec![Folder {
                real: "/schemas".into(),
                named: "schemas".into(),
            }],
        }
    }
}

fn memory(files: &[(&str, &str)]) -> Memory {
    let files = files.iter();
    files
        .map(|(path, text)| (path.into(), (*text).to_owned()))
        .collect()
}

fn loaded(files: &Memory, limits: Limits) -> (Loaded, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let text = &files[Path::new("/schemas/main.rel")];
    let root = Root::alone("main.rel", text);
    let loaded = load(root, files, limits, &mut diagnostics);
    (loaded, diagnostics)
}

/// The names of the enums, in order.
fn enums(loaded: &Loaded) -> String {
    let names = loaded.ast.declarations.iter().map(|one| match one {
        Declaration::Enum(one) => one.name.text.as_str(),
        _ => "",
    });
    names.collect()
}

#[test]
fn declarations_stand_where_they_are_imported_first() {
    let files = memory(&[
        (
            "/schemas/main.rel",
            "//! Main\nenum A <x> import \"sub/b.rel\" enum D <x> import \"./e.rel\" enum F <x>",
        ),
        (
            "/schemas/sub/b.rel",
            "//! B\nenum B <x> import \"../sub/../c.rel\" import \"../main.rel\"",
        ),
        ("/schemas/c.rel", "import \"sub/b.rel\" enum C <x>"),
        (
            "/schemas/e.rel",
            "import \"c.rel\" import \"e.rel\" enum E <x>",
        ),
    ]);
    let (loaded, diagnostics) = loaded(&files, Limits::default());
    assert_eq!(diagnostics, []);
    assert_eq!(enums(&loaded), "ABCDEF");
    assert_eq!(loaded.ast.docs.len(), 1);
    let names: Vec<&str> = loaded.sources.all().map(|(_, one)| &*one.name).collect();
    let expected = [
        "main.rel",
        "schemas/sub/b.rel",
        "schemas/c.rel",
        "schemas/e.rel",
    ];
    assert_eq!(names, expected);
    for declaration in &loaded.ast.declarations {
        let span = declaration.span();
        let text = &loaded.sources.get(span.file).unwrap().text;
        let word = &text[span.range()];
        assert!(
            word.starts_with("enum") || word.starts_with("import"),
            "{word}"
        );
    }
}

#[test]
fn a_chain_may_be_long() {
    let name = |number: usize| PathBuf::from(format!("/schemas/{number}.rel"));
    let mut files: Memory = (0..20_000)
        .map(|number| (name(number), format!("import \"{}.rel\"", number + 1)))
        .collect();
    files.insert(name(20_000), "enum Z <x>".to_owned());
    files.insert("/schemas/main.rel".into(), "import \"0.rel\"".to_owned());
    let (loaded, diagnostics) = loaded(&files, Limits::default());
    assert_eq!(diagnostics, []);
    assert_eq!(enums(&loaded), "Z");
}

#[test]
fn there_are_limits() {
    let files = memory(&[
        (
            "/schemas/main.rel",
            "import \"a.rel\"\nimport \"b.rel\"\nimport \"missing.rel\"\n",
        ),
        ("/schemas/a.rel", "enum A <x>"),
        (
            "/schemas/b.rel",
            &format!("enum B <x>{}", " ".repeat(1 << 20)),
        ),
    ]);
    let bytes = 1 << 20;
    let mut shown = String::new();
    for limits in [
        Limits {
            files: 2,
            ..Limits::default()
        },
        Limits {
            bytes: 2 << 20,
            ..Limits::default()
        },
        Limits {
            bytes,
            ..Limits::default()
        },
    ] {
        let (loaded, diagnostics) = loaded(&files, limits);
        shown += &format!(
            "{}\n{}",
            enums(&loaded),
            render(&diagnostics, &loaded.sources, false)
        );
    }
    insta::assert_snapshot!(shown);
}
