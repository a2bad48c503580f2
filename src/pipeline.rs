//! From the text of a schema to what is generated: the one place where the stages meet.

use crate::diagnostic::Diagnostic;
use crate::dialect::Sqlite;
use crate::emit::{ddl, rust};
use crate::schema::{self, CheckedSchema};
use crate::source::{FileId, Sources};
use crate::syntax::{self, ast};
use crate::tables::{self, Tables};

/// What became of a schema: the stages that were reached.
pub struct Compiled {
    pub sources: Sources,
    pub ast: ast::File,
    /// Nothing where there is an error.
    pub checked: Option<Checked>,
    /// In the order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

/// A schema without a mistake, ready to be emitted.
pub struct Checked {
    pub schema: CheckedSchema,
    pub tables: Tables,
}

/// Compiles a schema, given as bytes.
pub fn compile(name: &str, bytes: Vec<u8>) -> Compiled {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let source = syntax::decode(FileId::default(), name.to_owned(), bytes, &mut diagnostics);
    let readable = diagnostics.is_empty();
    let file = sources.add(source);
    let text = sources
        .get(file)
        .map(|source| source.text.as_str())
        .unwrap_or_default();
    let ast = if readable {
        syntax::parse(file, text, &mut diagnostics)
    } else {
        ast::File::default()
    };
    let schema = schema::resolve(&ast, &mut diagnostics);
    let checked = schema::check(schema, &mut diagnostics).map(|schema| {
        let tables = tables::lower(&schema);
        Checked { schema, tables }
    });
    diagnostics.sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| label.span));
    Compiled {
        sources,
        ast,
        checked,
        diagnostics,
    }
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
