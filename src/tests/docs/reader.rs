//! What each block of a page has to be, by what was read of the page before it.

use std::fs;
use std::path::Path;

use super::super::shown;
use super::blocks::Block;
use super::{files, root, strip};
use crate::dialect::Database;
use crate::load::{Root, tests::Memory};
use crate::pipeline::{Compiled, compile};
use crate::source::FileId;
use crate::syntax::{Formatted, format};

/// What to change, if anything.
pub type Problem = Result<(), String>;

/// The comments that a block may have before it; those of the second list go on with a name.
const MARKS: &[&str] = &[
    "with the schema above",
    "in a model",
    "wrong",
    "sqlite",
    "sqlite of the schema below",
    "generated",
];
const NAMED: &[&str] = &["file ", "all of "];

/// What the formatter would change it to.
pub fn canonical(text: &str) -> Problem {
    match format(FileId::default(), text, &mut Vec::new()) {
        Formatted::Text(canonical) if canonical != text => {
            Err(format!("write it as `relgen fmt` does:\n{canonical}"))
        }
        Formatted::Text(_) => Ok(()),
        _ => Err(format!("write what can be parsed, not\n{text}")),
    }
}

/// Members as those of a model.
pub fn in_a_model(members: &str) -> String {
    let indented = members.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    });
    let members: String = indented.collect();
    format!("model Example <\n{members}>\n")
}

pub fn own_text(block: &Block) -> String {
    match block.is("in a model") {
        true => in_a_model(&block.text),
        false => block.text.clone(),
    }
}

/// The lines without what a page may change: indentation and empty lines.
fn bare(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}

/// What was read of a page so far.
#[derive(Default)]
pub struct Reader {
    /// What `with the schema above` goes on from.
    above: String,
    /// What the last schema compiled to, if it is right.
    last: Option<Compiled>,
    /// What relgen says of a wrong schema, until a block shows it.
    said: Option<String>,
    /// What the next schema has to become.
    below: Option<String>,
    /// What `import` finds.
    files: Memory,
}

impl Reader {
    /// What the last block asks for, and nothing on the page gives.
    pub fn missing(self) -> Option<String> {
        let text = self
            .said
            .map(|said| format!("put a ```text block behind it:\n{said}"));
        text.or(self.below.map(|_| "put its schema behind it".to_owned()))
    }

    pub fn block(&mut self, block: &Block) -> Problem {
        let known =
            |mark: &str| MARKS.contains(&mark) || NAMED.iter().any(|one| mark.starts_with(one));
        if let Some(mark) = block.marks.iter().find(|mark| !known(mark)) {
            return Err(format!(
                "write one of {MARKS:?} or {NAMED:?} instead of `{mark}`"
            ));
        }
        if let Some(said) = self.said.take() {
            return match (block.language.as_str(), block.text.trim_end() == said) {
                ("text", true) => Ok(()),
                ("text", false) => Err(format!("write what relgen prints:\n{said}")),
                _ => Err(format!(
                    "put a ```text block before it, behind the wrong schema:\n{said}"
                )),
            };
        }
        match block.language.as_str() {
            "rel" => self.schema(block),
            "sql" if block.is("sqlite") => self.ddl(&block.text),
            "sql" if block.is("sqlite of the schema below") => {
                self.below = Some(block.text.clone());
                Ok(())
            }
            "sql" if block.is("generated") => self.statements(&block.text),
            "sql" => Err("write `<!-- sqlite -->` or `<!-- generated -->` before it".to_owned()),
            "rust" if block.is("generated") => self.generated(&block.text),
            "rust" => written_in_tests(&block.text),
            "python" | "sh" | "text" | "toml" => Ok(()),
            other => Err(format!(
                "say what language it is in, one of those here, not `{other}`"
            )),
        }
    }

    fn schema(&mut self, block: &Block) -> Problem {
        let own = own_text(block);
        let text = match block.is("with the schema above") {
            true => format!("{}\n{own}", self.above),
            false => own,
        };
        let compiled = compile(
            Database::default(),
            Root::alone("schema.rel", &text),
            &self.files,
        );
        let shown = shown(&compiled).trim_end().to_owned();
        self.last = None;
        if block.is("wrong") {
            if compiled.diagnostics.is_empty() {
                return Err("it is marked `wrong`, and nothing is wrong with it".to_owned());
            }
            self.said = Some(shown);
            return Ok(());
        }
        if let Some(name) = block.named("file") {
            self.files
                .insert(Path::new("/schemas").join(name), text.clone());
        }
        if !block.is("in a model") {
            self.above = text;
        }
        if !compiled.diagnostics.is_empty() {
            return Err(format!("mend it, or mark it `<!-- wrong -->`:\n{shown}"));
        }
        self.last = Some(compiled);
        if let Some(ddl) = self.below.take() {
            self.ddl(&ddl)?;
        }
        block
            .named("all of")
            .map_or(Ok(()), |path| self.is_all_of(path))
    }

    fn is_all_of(&self, path: &str) -> Problem {
        match fs::read_to_string(root().join(path)) {
            Ok(text) if text == self.above => Ok(()),
            Ok(_) => Err(format!("make {path} the same:\n{}", self.above)),
            Err(error) => Err(format!("cannot read {path}: {error}")),
        }
    }

    fn ddl(&self, text: &str) -> Problem {
        let checked = self.last.as_ref().and_then(|last| last.checked.as_ref());
        let ddl = checked
            .ok_or("put it behind a schema that is right")?
            .sql_text();
        let mut pieces = text.split("\n\n");
        match pieces.find(|piece| !ddl.contains(piece.trim_end())) {
            Some(piece) => Err(format!(
                "it shows\n{piece}\nbut the tables are made by\n{ddl}"
            )),
            None => Ok(()),
        }
    }

    fn rust(&self) -> Result<String, String> {
        let checked = self.last.as_ref().and_then(|last| last.checked.as_ref());
        Ok(checked
            .ok_or("put it behind a schema that is right")?
            .rust_text())
    }

    /// Each statement, whatever its lines, is documented in the Rust code.
    fn statements(&self, text: &str) -> Problem {
        let rust = self.rust()?;
        for statement in text.split("\n\n") {
            let words: Vec<&str> = statement.split_whitespace().collect();
            let line = format!("/// {}", words.join(" "));
            if !bare(&rust).contains(&line.as_str()) {
                return Err(format!("the Rust code does not run\n{line}\nIt is\n{rust}"));
            }
        }
        Ok(())
    }

    /// Its lines are lines of the Rust code, in that order; `…` stands for others.
    fn generated(&self, text: &str) -> Problem {
        let rust = self.rust()?;
        let all = bare(&rust);
        let mut rest = all.iter();
        let is_shown =
            |line: &&str, all: &mut std::slice::Iter<'_, &str>| match line.split_once('…') {
                Some(("", _)) => true,
                Some((start, _)) => all.any(|one| one.starts_with(start.trim_end())),
                None => all.any(|one| one == line),
            };
        match bare(text).iter().find(|line| !is_shown(line, &mut rest)) {
            Some(line) => Err(format!(
                "the Rust code has no such line here:\n{line}\nIt is\n{rust}"
            )),
            None => Ok(()),
        }
    }
}

/// Code without its layout, which waiting changes.
fn words(text: &str) -> String {
    let letters: String = bare(text).concat().split_whitespace().collect();
    letters.replace(",)", ")")
}

/// Only code that is compiled and run may be shown.
fn written_in_tests(text: &str) -> Problem {
    let mut paths = Vec::new();
    let folders = [
        "tests/suite/generated",
        "tests/postgres/tests/suite",
        "tests/compiled/src",
        "examples",
    ];
    for folder in folders {
        files(&root().join(folder), ".rs", &mut paths);
    }
    let wanted = words(text);
    let found = paths.iter().any(|path| {
        let text = fs::read_to_string(path).expect("code");
        // As it is written, for PostgreSQL, and as SQLite's is, laid out as rustfmt would.
        let blocking = strip::blocking(&text);
        [words(&text), words(&blocking)]
            .iter()
            .any(|all| all.contains(&wanted))
    });
    match found {
        true => Ok(()),
        false => Err(format!(
            "put these lines into a test of tests/suite/generated/docs.rs:\n{text}"
        )),
    }
}
