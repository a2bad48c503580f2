//! The support code: which pieces a schema needs, and their text.

use std::collections::BTreeSet;

use crate::schema::{CheckedSchema, Default, Type};

/// A piece of support code: a file that is emitted verbatim as a module.
pub struct Piece {
    pub name: &'static str,
    pub text: &'static str,
}

macro_rules! pieces {
    ($($constant:ident $name:literal)*) => {
        $(const $constant: Piece = Piece { name: $name, text: include_str!(concat!("../../support/", $name, ".rs")) };)*
    };
}

pieces! {
    CLOCK "clock"
    COLUMN "column"
    DATE "date"
    DECIMAL "decimal"
    ARRAY "array"
    BY_KEY "by_key"
    ENGINE "engine"
    ERROR "error"
    FILTER "filter"
    GIVEN "given"
    INSERT "insert"
    JSON "json"
    LOAD "load"
    NEW_UUID "new_uuid"
    QUERY "query"
    RELATION "relation"
    SESSION "session"
    STATEMENT "statement"
    TABLE "table"
    UPDATE "update"
    UUID "uuid"
    VALUE "value"
}

/// What a schema needs of the support code, and of other crates.
pub struct Needs {
    types: BTreeSet<&'static str>,
    /// Whether a default is the time or a new UUID.
    pub now: bool,
    pub new_uuid: bool,
}

impl Needs {
    /// Looks through the columns.
    pub fn of(schema: &CheckedSchema) -> Self {
        let mut needs = Self {
            types: BTreeSet::new(),
            now: false,
            new_uuid: false,
        };
        for (_, column) in schema.columns() {
            needs.types.extend(match column.ty {
                Some(Type::Date | Type::Time | Type::DateTime { .. }) => Some("date"),
                Some(Type::Numeric { .. }) => Some("decimal"),
                Some(Type::Uuid) => Some("uuid"),
                Some(Type::Json) => Some("json"),
                _ => None,
            });
            match column.default {
                Some((Default::Now, _)) => needs.now = true,
                Some((Default::Uuid, _)) => needs.new_uuid = true,
                _ => {}
            }
        }
        needs
    }

    /// Whether a column has a type of that piece.
    pub fn has(&self, piece: &str) -> bool {
        self.types.contains(piece)
    }

    /// The pieces, in the order of their names.
    pub fn pieces(&self) -> Vec<Piece> {
        let all = [
            ARRAY, BY_KEY, CLOCK, COLUMN, DATE, DECIMAL, ENGINE, ERROR, FILTER, GIVEN, INSERT,
            JSON, LOAD, NEW_UUID, QUERY, RELATION, SESSION, STATEMENT, TABLE, UPDATE, UUID, VALUE,
        ];
        let needed = |piece: &Piece| match piece.name {
            "date" | "decimal" | "json" | "uuid" => self.has(piece.name),
            "clock" => self.now,
            "new_uuid" => self.new_uuid,
            _ => true,
        };
        all.into_iter().filter(needed).collect()
    }

    /// The lines to put under `[dependencies]`.
    pub fn dependencies(&self) -> Vec<String> {
        let mut lines =
            vec![r#"rusqlite = { version = "0.41", features = ["bundled", "trace"] }"#.to_owned()];
        if self.has("date") {
            let features = if self.now { r#"["now"]"# } else { r#"["std"]"# };
            lines.push(format!(
                r#"chrono = {{ version = "0.4", default-features = false, features = {features} }}"#
            ));
        }
        if self.has("decimal") {
            lines.push(
                r#"rust_decimal = { version = "1", default-features = false, features = ["std"] }"#
                    .to_owned(),
            );
        }
        if self.has("json") {
            lines.push(r#"serde_json = "1""#.to_owned());
        }
        if self.has("uuid") {
            let features = if self.new_uuid {
                r#", features = ["v7"]"#
            } else {
                ""
            };
            lines.push(format!(r#"uuid = {{ version = "1"{features} }}"#));
        }
        lines
    }
}

/// What the support module hands out of its pieces: the lines of its source.
pub fn exports(pieces: &[Piece]) -> String {
    const SOURCE: &str = include_str!("../../support/mod.rs");
    let wanted = |line: &&str| match line.split_once("use self::") {
        Some((_, path)) => pieces
            .iter()
            .any(|piece| path.split("::").next() == Some(piece.name)),
        None => line.starts_with("pub use "),
    };
    // Blank lines part the groups that rustfmt sorts by themselves.
    let kept = |line: &&str| line.is_empty() || (line.contains("use ") && wanted(line));
    let mut lines: Vec<&str> = SOURCE.lines().filter(kept).collect();
    lines.dedup();
    lines.join("\n").trim().to_owned()
}

/// A piece's lines, indented as the body of a module.
pub fn indented(text: &str, indent: usize) -> String {
    let line = |line: &str| {
        if line.is_empty() {
            "\n".to_owned()
        } else {
            format!("{:indent$}{line}\n", "")
        }
    };
    text.lines().map(line).collect()
}
