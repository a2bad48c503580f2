//! Names, and what of them is taken already.

use std::collections::HashSet;

use super::tape::Tape;
use crate::schema::{constant, snake};

/// Names of models; some are our own words, or hide what generated code is made of.
pub const MODELS: &[&str] = &[
    "Person",
    "Offence",
    "Book",
    "Table",
    "Option",
    "HTTPServer",
    "Order",
    "Model",
    "Vec",
    "Query",
    "Index",
    "A1",
    "Type",
    "Box",
    "Result_",
];
pub const ENUMS: &[&str] = &["Severity", "Status", "Some", "E2"];
pub const ALIASES: &[&str] = &["Email", "Phone", "Money", "Ok"];
pub const MIXINS: &[&str] = &["Timestamps", "Owned", "Rel", "Mixin"];
pub const VARIANTS: &[&str] = &[
    "minor",
    "major",
    "capital",
    "model",
    "table",
    "self_",
    "in_progress",
    "X",
    "type",
    "enum",
];
pub const LABELS: &[&str] = &[
    "MAJ",
    "groß",
    "it's",
    "say \"hi\"",
    "back\\slash",
    "a b",
    "//",
];

/// Names of members; most are words of the language, of SQL or of Rust.
pub const MEMBERS: &[&str] = &[
    "name",
    "table",
    "index",
    "order",
    "type",
    "rel",
    "model",
    "true",
    "unique",
    "check",
    "foreign_key",
    "primary_key",
    "not",
    "null",
    "default",
    "column",
    "enum",
    "mixin",
    "import",
    "where",
    "select",
    "match",
    "_under",
    "camelCase",
    "x1",
    "desc",
    "asc",
    "cascade",
    "lazy",
    "back_populates",
    "false",
    "comment",
    "version",
    "stored",
    "timezone",
    "now",
    "uuid",
    "strict",
    "order_by",
    "start",
    "all",
    "deferrable",
    "on_update",
    "person_id",
    "as",
];

/// Names that the database has and we do not.
const DB_NAMES: &[&str] = &[
    "plain",
    "select",
    "Camel",
    "order-lines",
    "größe",
    "with space",
    "a\"b",
    "1st",
    "back\\slash",
];

/// The names of one scope, in all the forms that they take in generated code.
#[derive(Debug, Clone, Default)]
pub struct Names {
    taken: HashSet<String>,
    db: HashSet<String>,
}

impl Names {
    /// One of the names, with a number where it is taken.
    pub fn member(&mut self, tape: &mut Tape, from: &[&str], suffix: &str) -> String {
        let base = format!("{}{suffix}", tape.pick(from));
        self.new_one(&base)
    }

    /// That name, with a number where it is taken.
    pub fn new_one(&mut self, base: &str) -> String {
        let mut name = base.to_owned();
        let mut number = 2;
        while !self.take(&[&constant(&name), &snake(&name)]) {
            name = format!("{base}{number}");
            number += 1;
        }
        name
    }

    /// Takes all of them, or none where one is taken.
    pub fn take(&mut self, names: &[&str]) -> bool {
        let free = !names.iter().any(|name| self.taken.contains(*name));
        if free {
            self.taken
                .extend(names.iter().map(|name| (*name).to_owned()));
        }
        free
    }

    /// Takes all that the other one has.
    pub fn include(&mut self, other: &Names) {
        self.taken.extend(other.taken.iter().cloned());
        self.db.extend(other.db.iter().cloned());
    }

    /// A name in the database, without regard to case no other's.
    pub fn db(&mut self, tape: &mut Tape, suffix: &str) -> String {
        let base = format!("{}{suffix}", tape.pick(DB_NAMES));
        self.take_db(&base)
    }

    /// That name in the database, with a number where it is taken.
    pub fn take_db(&mut self, base: &str) -> String {
        let mut name = base.to_owned();
        let mut number = 2;
        while !self.db.insert(name.to_lowercase()) {
            name = format!("{base}_{number}");
            number += 1;
        }
        name
    }

    /// Whether the database has no such name yet; then it has.
    pub fn is_new_db(&mut self, name: &str) -> bool {
        self.db.insert(name.to_lowercase())
    }
}

/// Documentation.
pub const DOCS: &[&str] = &[
    "What it is.",
    "Größe → ∞, \"quoted\" and `code`.",
    "",
    "*/ -- <b> [link] {braces} \\n",
];

/// Some lines of documentation, mostly none.
pub fn docs(tape: &mut Tape) -> Vec<&'static str> {
    match tape.below(10) {
        1 => vec![DOCS[0]],
        2 => vec![DOCS[1], DOCS[2], DOCS[3]],
        _ => Vec::new(),
    }
}

/// Strings for comments and defaults.
pub const TEXTS: &[&str] = &[
    "x",
    "",
    "it's",
    "say \"hi\"",
    "back\\slash",
    "tab\tand\nline",
    "größe → ∞ 🦀",
    "// no comment",
    "`raw` {model}",
];
