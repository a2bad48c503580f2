//! Paths in the generated code.

use std::collections::HashSet;

use super::code::{Code, code, path};
use super::target::Target;
use crate::schema::{CheckedSchema, columns_struct};

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
    pub fn support(&self, name: &'static str) -> Code {
        self.path(name, "support")
    }

    /// A name of the standard prelude.
    pub fn prelude(&self, name: &'static str) -> Code {
        let module = match name {
            "Box" => "::std::boxed",
            "Option" => "::std::option",
            "Vec" => "::std::vec",
            "Into" | "IntoIterator" => "::std::prelude::v1",
            _ => "::std",
        };
        self.path(name, module)
    }

    /// A path that begins with a crate's name.
    pub fn external(&self, written: &str) -> Code {
        let first = written.split("::").next().unwrap_or_default();
        let path = path(written);
        match self.declared.contains(first) {
            true => code!["::", path],
            false => path,
        }
    }

    /// The traits that a declaration hides, brought in for their methods; with a blank line before.
    pub fn trait_uses(&self, support: &'static str) -> Code {
        let traits = ["Field", "IntoNullable", "KeyOf", "ParentKey"].into_iter();
        let hidden = traits.filter(|name| self.declared.contains(*name));
        let uses = hidden.map(|name| {
            code![
                "\n#[allow(unused_imports)]\nuse ",
                support,
                "::",
                name,
                " as _;"
            ]
        });
        let uses: Code = uses.collect();
        match uses.is_empty() {
            true => uses,
            false => code![uses, "\n"],
        }
    }

    fn path(&self, name: &'static str, module: &'static str) -> Code {
        match self.declared.contains(name) {
            true => code![module, "::", name],
            false => name.into(),
        }
    }
}

/// The names that the templates use, resolved, and what differs by the target.
pub struct Names {
    /// `.await`
    pub awaited: &'static str,
    pub cells: Code,
    pub children: Code,
    /// `db: &Connection`
    pub db: Code,
    pub delete: Code,
    pub difference: Code,
    pub engine: Code,
    pub field: Code,
    pub from_row: Code,
    /// `fn`
    pub function: &'static str,
    pub given: Code,
    pub insert: Code,
    pub known: Code,
    pub model: Code,
    pub option: Code,
    pub query: Code,
    pub result: Code,
    pub row: Code,
    /// The lines that begin a savepoint.
    pub savepoint: Vec<Code>,
    pub table: Code,
    pub unread: Code,
    pub update: Code,
    pub value: Code,
    pub vec: Code,
}

impl Names {
    /// Resolves them all.
    pub fn new(scope: &Scope, target: Target) -> Self {
        Self {
            awaited: target.awaited(),
            cells: scope.support("Cells"),
            children: scope.support("Children"),
            db: code!["db: ", target.connection(scope)],
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
