//! From the text of a schema to what is generated: the one place where the stages meet.

use std::time::{Duration, Instant};

use crate::diagnostic::{Code, Diagnostic, Levels, settle};
use crate::dialect::Sqlite;
use crate::emit::{ddl, rust};
use crate::schema::{self, CheckedSchema};
use crate::source::{FileId, Sources};
use crate::syntax::{self, ast};
use crate::tables::{self, Tables};

/// What became of a schema: the stages that were reached.
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, reason = "the command line shows the tree and the times")
)]
pub struct Compiled {
    pub sources: Sources,
    pub ast: ast::File,
    /// Nothing where there is an error.
    pub checked: Option<Checked>,
    /// In the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took.
    pub stages: Stages,
}

/// The stages that were passed, with their times.
pub type Stages = Vec<(&'static str, Duration)>;

/// A schema without a mistake, ready to be emitted.
pub struct Checked {
    pub schema: CheckedSchema,
    pub tables: Tables,
}

/// Compiles a schema, given as bytes.
pub fn compile(name: &str, bytes: Vec<u8>) -> Compiled {
    let mut stages = Stages::new();
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let ast = timed("parse", &mut stages, || {
        parse(name, bytes, &mut sources, &mut diagnostics)
    });
    let schema = timed("resolve", &mut stages, || {
        schema::resolve(&ast, &mut diagnostics)
    });
    let schema = timed("check", &mut stages, || {
        schema::check(schema, &mut diagnostics)
    });
    let checked = schema.map(|schema| {
        let tables = timed("lower", &mut stages, || tables::lower(&schema));
        Checked { schema, tables }
    });
    in_order(&mut diagnostics);
    settle(&mut diagnostics, &sources);
    Compiled {
        sources,
        ast,
        checked,
        diagnostics,
        stages,
    }
}

impl Compiled {
    /// Does with the warnings as was said. Where one of them is an error, nothing may be generated.
    pub fn under(mut self, levels: &Levels) -> Self {
        levels.apply(&mut self.diagnostics);
        if self.diagnostics.iter().any(Diagnostic::is_error) {
            self.checked = None;
        }
        self
    }

    /// Refuses what there is no Rust code for yet, where Rust code is asked for.
    pub fn for_rust(mut self) -> Self {
        let Some(checked) = &self.checked else {
            return self;
        };
        let unbuilt = rust::unbuilt(&checked.schema);
        if !unbuilt.is_empty() {
            self.checked = None;
            self.diagnostics.extend(unbuilt);
            in_order(&mut self.diagnostics);
        }
        self
    }

    /// How many errors, and how many warnings.
    #[cfg(feature = "cli")]
    pub fn found(&self) -> (usize, usize) {
        let errors = self.diagnostics.iter().filter(|one| one.is_error()).count();
        (errors, self.diagnostics.len() - errors)
    }
}

/// In the order of their places.
fn in_order(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| label.span));
}

/// The tree of a file. One that is no text has none.
fn parse(
    name: &str,
    bytes: Vec<u8>,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> ast::File {
    let source = syntax::decode(FileId::default(), name.to_owned(), bytes, diagnostics);
    let file = sources.add(source);
    let ast = match sources.get(file) {
        Some(source) if diagnostics.is_empty() => syntax::parse(file, &source.text, diagnostics),
        _ => ast::File::default(),
    };
    // Of a file that is cut off where its brackets are too deep, nothing more can be said.
    let cut = |diagnostic: &Diagnostic| diagnostic.code == Code::NESTED_TOO_DEEP;
    match diagnostics.iter().any(cut) {
        true => ast::File::default(),
        false => ast,
    }
}

/// Runs a stage and notes how long it took.
pub fn timed<T>(stage: &'static str, stages: &mut Stages, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = run();
    stages.push((stage, start.elapsed()));
    made
}

impl Checked {
    /// The Rust code, in one file.
    pub fn rust(&self, options: &rust::Options) -> askama::Result<String> {
        rust::one_file(&self.schema, &self.tables, &Sqlite, options)
    }

    /// The Rust code, a file for each model.
    pub fn rust_folder(&self, options: &rust::Options) -> askama::Result<Vec<rust::File>> {
        rust::folder(&self.schema, &self.tables, &Sqlite, options)
    }

    /// The statements that create the tables.
    pub fn sql(&self, header: &str) -> askama::Result<String> {
        ddl::script(&self.tables, &Sqlite, header)
    }

    /// What a crate with the code needs under `[dependencies]`.
    pub fn dependencies(&self) -> Vec<String> {
        rust::dependencies(&self.schema)
    }
}
