//! Paths and identifiers in the generated code.

use std::collections::HashSet;

use super::target::Target;
use crate::schema::{CheckedSchema, columns_struct, is_keyword};

/// A name as an identifier.
pub fn ident(name: &str) -> String {
    if is_keyword(name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// How the generated code names what it uses: shortly, or, where a declaration of the schema has
/// that name, by a path.
#[derive(Debug)]
pub struct Scope {
    declared: HashSet<String>,
}

impl Scope {
    /// The scope of a schema's module.
    pub fn new(schema: &CheckedSchema) -> Self {
        let models = schema.structs().flat_map(|(_, model)| {
            let name = &model.name.text;
            [name.clone(), format!("New{name}")]
        });
        let eager = schema.structs().filter(|(_, model)| model.is_eager());
        let columns = eager.map(|(_, model)| columns_struct(&model.name.text));
        let enums = schema.enums.iter().map(|one| one.name.text.clone());
        Self {
            declared: models.chain(columns).chain(enums).collect(),
        }
    }

    /// Whether a model, its new rows, its columns or an enum is called so.
    pub fn declares(&self, name: &str) -> bool {
        self.declared.contains(name)
    }

    /// A name of the support code.
    pub fn support(&self, name: &str) -> String {
        self.path(name, "support")
    }

    /// A name of the standard prelude.
    pub fn prelude(&self, name: &str) -> String {
        let module = match name {
            "Box" => "::std::boxed",
            "Option" => "::std::option",
            "Vec" => "::std::vec",
            "String" => "::std::string",
            "Into" | "IntoIterator" => "::std::prelude::v1",
            _ => "::std",
        };
        self.path(name, module)
    }

    /// A path that begins with a crate's name.
    pub fn external(&self, path: &str) -> String {
        let first = path.split("::").next().unwrap_or_default();
        if self.declared.contains(first) {
            format!("::{path}")
        } else {
            path.to_owned()
        }
    }

    /// The traits that a declaration hides, brought in for their methods; with a blank line before.
    pub fn trait_uses(&self, support: &str) -> String {
        let traits = ["Field", "IntoNullable", "KeyOf", "ParentKey"];
        let hidden: Vec<&str> = traits
            .into_iter()
            .filter(|name| self.declared.contains(*name))
            .collect();
        let uses = hidden
            .iter()
            .map(|name| format!("\n#[allow(unused_imports)]\nuse {support}::{name} as _;"));
        uses.collect::<String>() + if hidden.is_empty() { "" } else { "\n" }
    }

    fn path(&self, name: &str, module: &str) -> String {
        if self.declared.contains(name) {
            format!("{module}::{name}")
        } else {
            name.to_owned()
        }
    }
}

/// The names that the templates use, resolved, and what differs by the target.
pub struct Names {
    /// `.await`
    pub awaited: &'static str,
    pub cells: String,
    pub children: String,
    /// `db: &Connection`
    pub db: String,
    pub delete: String,
    pub difference: String,
    pub engine: String,
    pub field: String,
    pub from_row: String,
    /// `fn`
    pub function: &'static str,
    pub given: String,
    pub insert: String,
    pub known: String,
    pub model: String,
    pub option: String,
    pub query: String,
    pub result: String,
    pub row: String,
    /// The lines that begin a savepoint.
    pub savepoint: Vec<String>,
    pub table: String,
    pub unread: String,
    pub update: String,
    pub value: String,
    pub vec: String,
}

impl Names {
    /// Resolves them all.
    pub fn new(scope: &Scope, target: Target) -> Self {
        Self {
            awaited: target.awaited(),
            cells: scope.support("Cells"),
            children: scope.support("Children"),
            db: format!("db: {}", target.connection(scope)),
            delete: scope.support("Delete"),
            difference: scope.support("Difference"),
            engine: scope.support("Engine"),
            field: scope.support("Field"),
            from_row: scope.support("FromRow"),
            function: target.function(),
            given: scope.support("Given"),
            insert: scope.support("Insert"),
            known: scope.support("Known"),
            model: scope.support("Model"),
            option: scope.prelude("Option"),
            query: scope.support("Query"),
            result: scope.support("Result"),
            row: scope.support("Row"),
            savepoint: target.savepoint(scope),
            table: scope.support("Table"),
            unread: scope.support("Unread"),
            update: scope.support("Update"),
            value: scope.support("Value"),
            vec: scope.prelude("Vec"),
        }
    }
}
