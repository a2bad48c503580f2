//! From the text of a schema to what is generated: the one place where the stages meet.

use std::time::{Duration, Instant};

use crate::diagnostic::{Diagnostic, Levels, settle};
use crate::dialect::{self, Database};
use crate::emit::ddl;
use crate::emit::rust::{self, Connections, Target};
use crate::load::{Files, Imported, Loaded, Root, load};
use crate::schema::{self, CheckedSchema};
use crate::source::{Limits, Sources};
use crate::syntax::ast;
use crate::tables::{self, Tables};
#[cfg(feature = "verify")]
use crate::verify::{Failure, verify};

/// What became of a schema: the stages that were reached.
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, reason = "the command line shows the tree and the times")
)]
pub struct Compiled {
    pub sources: Sources,
    /// The declarations of all files.
    pub ast: ast::File,
    /// What was looked for besides the root.
    pub imports: Vec<Imported>,
    /// Nothing where there is an error.
    pub checked: Option<Checked>,
    /// By file, in the order of first reach, and by place.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took.
    pub stages: Stages,
}

/// The stages that were passed, in their order.
#[derive(Default)]
pub struct Stages(Vec<Stage>);

/// A stage that was passed.
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, reason = "the command line shows it")
)]
pub struct Stage {
    pub name: &'static str,
    pub time: Duration,
    /// How much came of it, and of what, where that can be counted.
    pub made: Option<(usize, &'static str)>,
}

#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, reason = "the command line shows them")
)]
impl Stages {
    /// Runs a stage and notes how long it took.
    pub fn time<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let made = run();
        self.0.push(Stage {
            name,
            time: start.elapsed(),
            made: None,
        });
        made
    }

    /// Notes how much came of the last one.
    pub fn made(&mut self, number: usize, what: &'static str) {
        if let Some(last) = self.0.last_mut() {
            last.made = Some((number, what));
        }
    }

    /// Goes on with these.
    pub fn append(&mut self, mut more: Self) {
        self.0.append(&mut more.0);
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Stage> {
        self.0.iter()
    }
}

/// A schema without a mistake, ready to be emitted.
pub struct Checked {
    pub schema: CheckedSchema,
    pub tables: Tables,
    /// What nothing of it is refused for.
    pub database: Database,
}

/// Compiles a schema with all that it imports, for a database.
pub fn compile(database: Database, root: Root, files: &dyn Files) -> Compiled {
    let mut stages = Stages::default();
    let mut diagnostics = Vec::new();
    let loaded = stages.time("parse", || {
        load(root, files, Limits::default(), &mut diagnostics)
    });
    let Loaded {
        sources,
        ast,
        imports,
    } = loaded;
    stages.made(ast.declarations.len(), "declaration");
    let schema = stages.time("resolve", || schema::resolve(&ast, &mut diagnostics));
    stages.made(schema.models.len(), "model");
    stages.time("refuse", || {
        dialect::refuse(&schema, database, &mut diagnostics);
    });
    let schema = stages.time("check", || schema::check(schema, &mut diagnostics));
    let checked = schema.map(|schema| {
        let tables = stages.time("lower", || tables::lower(&schema));
        stages.made(tables.tables.len(), "table");
        Checked {
            schema,
            tables,
            database,
        }
    });
    let compiled = Compiled {
        sources,
        ast,
        imports,
        checked,
        diagnostics,
        stages,
    };
    compiled.settled()
}

impl Compiled {
    /// Gives the generated SQL to SQLite, and adds what is to be said about it.
    #[cfg(feature = "verify")]
    pub fn verified(mut self) -> Result<Self, Failure> {
        let Some(Checked { schema, tables, .. }) = &self.checked else {
            return Ok(self);
        };
        let found = self.stages.time("verify", || verify(schema, tables))?;
        self.diagnostics.extend(found);
        Ok(self.settled())
    }

    /// The diagnostics in their order, each with what is certain about it.
    fn settled(mut self) -> Self {
        let first = |one: &Diagnostic| one.labels.first().map(|label| label.span);
        self.diagnostics.sort_by_key(first);
        settle(&mut self.diagnostics, &self.sources);
        self
    }

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
        let unbuilt = rust::unbuilt(&checked.schema, checked.database.dialect());
        if !unbuilt.is_empty() {
            self.checked = None;
            self.diagnostics.extend(unbuilt);
            return self.settled();
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

impl Checked {
    /// The Rust code, in one file.
    pub fn rust(&self, options: &rust::Options) -> askama::Result<String> {
        rust::one_file(&self.schema, &self.tables, self.target()?, options)
    }

    /// The Rust code, a file for each model.
    pub fn rust_folder(&self, options: &rust::Options) -> askama::Result<Vec<rust::File>> {
        rust::folder(&self.schema, &self.tables, self.target()?, options)
    }

    /// The statements that create the tables.
    pub fn sql(&self, header: &str) -> askama::Result<String> {
        let script = ddl::script(&self.tables, self.database.dialect(), header)?;
        Ok(script.into_string())
    }

    /// What a crate with the code needs under `[dependencies]`.
    pub fn dependencies(&self, connections: Connections) -> Vec<String> {
        let lines = |target| rust::dependencies(&self.schema, target, connections);
        Target::of(self.database).map_or_else(Vec::new, lines)
    }

    fn target(&self) -> askama::Result<Target> {
        let unknown = || format!("there is no Rust code for {} yet", self.database);
        Target::of(self.database).ok_or_else(|| askama::Error::Custom(unknown().into()))
    }
}
