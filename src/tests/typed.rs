//! What templates put out is text of their language, and nobody but its makers vouches for any.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Fields, GenericArgument, Item, ItemStruct, PathArguments, Type};

/// Of a language: where its views are, and the types of its texts.
const LANGUAGES: [(&str, &str, &[&str]); 2] = [
    ("sql", "emit/ddl", &["Sql", "Name", "Literal"]),
    ("rust", "emit/rust", &["Code", "Ident", "Literal", "Doc"]),
];

/// What says nothing but what relgen's own source or a number does.
const PLAIN: [&str; 4] = ["bool", "i64", "u32", "usize"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let files = paths.flat_map(|path| match path.is_dir() {
        true => files(&path),
        false => vec![path],
    });
    files.collect()
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The structs of a folder by their names.
fn structs(folder: &Path) -> BTreeMap<String, ItemStruct> {
    let sources = files(folder).into_iter();
    let sources = sources.filter(|path| path.extension().is_some_and(|one| one == "rs"));
    let items = sources.flat_map(|path| {
        let file = syn::parse_file(&read(&path)).expect("Rust");
        file.items
    });
    let structs = items.filter_map(|item| match item {
        Item::Struct(one) => Some((one.ident.to_string(), one)),
        _ => None,
    });
    structs.collect()
}

/// The folder of its template, of a struct that is a view of one.
fn template(one: &ItemStruct) -> Option<String> {
    let mut attributes = one.attrs.iter();
    let attribute = attributes.find(|attribute| attribute.path().is_ident("template"))?;
    let mut folder = None;
    let parsed = attribute.parse_nested_meta(|meta| {
        let value: syn::LitStr = meta.value()?.parse()?;
        if meta.path.is_ident("path") {
            folder = value.value().split('/').next().map(str::to_owned);
        }
        Ok(())
    });
    parsed.expect("a path and how it is escaped");
    Some(folder.expect("a template of its own file"))
}

/// Whether the words of a template have that one.
fn has_word(template: &str, word: &str) -> bool {
    let is_end = |letter: char| !letter.is_alphanumeric() && letter != '_';
    template.split(is_end).any(|one| one == word)
}

struct Language<'a> {
    texts: &'a [&'a str],
    structs: BTreeMap<String, ItemStruct>,
    templates: String,
    seen: BTreeSet<String>,
}

impl Language<'_> {
    /// What a view holds is text of the language, or no template names it.
    fn check(&mut self, view: &str) {
        if !self.seen.insert(view.to_owned()) {
            return;
        }
        let Fields::Named(fields) = self.structs[view].fields.clone() else {
            panic!("{view} has fields without names");
        };
        for field in fields.named {
            let name = field.ident.expect("a name").to_string();
            if let Err(other) = self.holds(&field.ty) {
                let is_put_out = has_word(&self.templates, &name);
                assert!(!is_put_out, "{view}.{name} is put out, and is {other}");
            }
        }
    }

    /// The type that is none of the language, if there is one.
    fn holds(&mut self, ty: &Type) -> Result<(), String> {
        match ty {
            Type::Reference(one) if is_str(&one.elem) => match &one.lifetime {
                Some(lifetime) if lifetime.ident == "static" => Ok(()),
                _ => Err("text that is read".to_owned()),
            },
            Type::Reference(one) => self.holds(&one.elem),
            Type::Slice(one) => self.holds(&one.elem),
            Type::Path(one) => {
                let last = one.path.segments.last().expect("a name");
                let name = last.ident.to_string();
                if ["Option", "Vec"].contains(&name.as_str()) {
                    return arguments(&last.arguments)
                        .iter()
                        .try_for_each(|one| self.holds(one));
                }
                if self.structs.contains_key(&name) {
                    self.check(&name);
                    return Ok(());
                }
                let known = self.texts.contains(&name.as_str()) || PLAIN.contains(&name.as_str());
                known.then_some(()).ok_or(name)
            }
            _ => Err("of a kind that this test does not know".to_owned()),
        }
    }
}

fn is_str(ty: &Type) -> bool {
    matches!(ty, Type::Path(one) if one.path.is_ident("str"))
}

fn arguments(arguments: &PathArguments) -> Vec<Type> {
    let PathArguments::AngleBracketed(list) = arguments else {
        return Vec::new();
    };
    let types = list.args.iter().filter_map(|one| match one {
        GenericArgument::Type(ty) => Some(ty.clone()),
        _ => None,
    });
    types.collect()
}

#[test]
fn templates_are_given_text_of_their_language() {
    let mut views = 0;
    for (language, folder, texts) in LANGUAGES {
        let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let templates: Vec<String> = files(&templates.join(language))
            .iter()
            .map(|one| read(one))
            .collect();
        let mut of = Language {
            texts,
            structs: structs(&source().join(folder)),
            templates: templates.concat(),
            seen: BTreeSet::new(),
        };
        let roots = of.structs.iter();
        let roots = roots.filter_map(|(name, one)| Some((name.clone(), template(one)?)));
        for (view, template) in roots.collect::<Vec<_>>() {
            assert_eq!(template, language, "{view} is in {folder}");
            of.check(&view);
            views += 1;
        }
    }
    let all = structs(&source());
    let all = all.values().filter(|one| template(one).is_some()).count();
    assert_eq!(views, all, "views are elsewhere, too");
}

#[test]
fn templates_put_out_fields_as_they_are() {
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")) {
        let text = read(&path);
        let holes = text.split("{{").skip(1);
        for hole in holes.map(|rest| rest.split("}}").next().expect("its end").trim()) {
            let is_path =
                |letter: char| letter.is_ascii_lowercase() || ['_', '.'].contains(&letter);
            assert!(hole.chars().all(is_path), "{}: {hole}", path.display());
        }
    }
}

#[test]
fn only_makers_vouch_for_text() {
    let makers = ["text.rs", "dialect/sql.rs", "emit/rust/code/"];
    for path in files(&source()) {
        let inside = path.strip_prefix(source()).expect("a file of these");
        let inside = inside.to_str().expect("a name").replace('\\', "/");
        let is_free = ["support/", "tests/"]
            .iter()
            .any(|free| inside.starts_with(free));
        if is_free || makers.iter().any(|maker| inside.starts_with(maker)) {
            continue;
        }
        let text = read(&path);
        // What is leaked lives as long as a word of relgen's own.
        for word in ["vouched", "unchecked", "leak", "Kind for"] {
            let is_there = match word.contains(' ') {
                true => text.contains(word),
                false => has_word(&text, word),
            };
            assert!(!is_there, "{inside} has `{word}`");
        }
    }
}
