//! The support code: which pieces a schema needs, and their text.

use std::collections::BTreeSet;

use super::cascade;
use super::code::Code;
use super::target::{Connections, Target};
use crate::schema::{CheckedSchema, Default, RelId, Relationship, Type};
use crate::text::join;

/// A piece of support code: a file that is emitted verbatim as a module.
pub struct Piece {
    pub name: &'static str,
    pub text: &'static str,
}

macro_rules! pieces {
    ($folder:literal: $($name:literal)*) => {
        &[$(Piece {
            name: $name,
            text: include_str!(concat!("../../support/", $folder, "/", $name, ".rs")),
        }),*]
    };
}

/// The pieces that know no driver.
const COMMON: &[Piece] = pieces! {
    "common":
    "beside"
    "cells"
    "changes"
    "clock"
    "column"
    "draft"
    "expression"
    "filter"
    "fixed"
    "given"
    "link"
    "link_table"
    "loaded"
    "new_uuid"
    "scope"
    "seek"
    "select"
    "selection"
    "spell"
    "term"
    "value"
};

/// The pieces that are written for rusqlite.
const SQLITE: &[Piece] = pieces! {
    "sqlite":
    "array"
    "batch"
    "bulk"
    "by_key"
    "carried"
    "check"
    "children"
    "circle"
    "clauses"
    "collection"
    "date"
    "decimal"
    "deferred"
    "dialect"
    "engine"
    "error"
    "field"
    "has_many"
    "insert"
    "inspect"
    "join"
    "json"
    "keys"
    "linked"
    "links"
    "load"
    "many_to_many"
    "pending"
    "query"
    "raw"
    "relation"
    "rows"
    "selected"
    "session"
    "statement"
    "stored"
    "table"
    "transaction"
    "tree"
    "update"
    "upkeep"
    "upsert"
    "uuid"
};

/// The pieces that are written for tokio-postgres.
const POSTGRES: &[Piece] = pieces! {
    "postgres":
    "array"
    "batch"
    "bulk"
    "by_key"
    "carried"
    "children"
    "circle"
    "collection"
    "copy"
    "date"
    "db"
    "decimal"
    "deferred"
    "dialect"
    "echo"
    "engine"
    "error"
    "field"
    "future"
    "has_many"
    "insert"
    "join"
    "json"
    "keys"
    "linked"
    "links"
    "load"
    "lock"
    "many_to_many"
    "pending"
    "prepared"
    "query"
    "raw"
    "relation"
    "selected"
    "session"
    "statement"
    "stored"
    "table"
    "transaction"
    "tree"
    "update"
    "upkeep"
    "upsert"
    "uuid"
    "values"
};

/// The pieces of an engine with a pool; `engine` is another one.
const POOLED: &[Piece] = &[
    Piece {
        name: "engine",
        text: include_str!("../../support/postgres/engine_pooled.rs"),
    },
    Piece {
        name: "pool",
        text: include_str!("../../support/postgres/pool.rs"),
    },
];

/// What a schema needs of the support code, and of other crates.
pub struct Needs {
    pub target: Target,
    pub connections: Connections,
    types: BTreeSet<&'static str>,
    /// The pieces for what only some schemas have.
    uses: BTreeSet<&'static str>,
    /// Whether a default is the time or a new UUID.
    pub now: bool,
    pub new_uuid: bool,
}

impl Needs {
    /// Looks through the columns.
    pub fn of(schema: &CheckedSchema, target: Target, connections: Connections) -> Self {
        let mut needs = Self {
            target,
            connections,
            types: BTreeSet::new(),
            uses: BTreeSet::new(),
            now: false,
            new_uuid: false,
        };
        let columns = schema.structs().flat_map(|(_, model)| &model.columns);
        for column in columns {
            let carried = schema.carried_by(column).is_some();
            needs.types.extend(match column.ty {
                _ if carried => None,
                Some(Type::Date | Type::Time | Type::DateTime { .. }) => Some("date"),
                Some(Type::Numeric { .. }) => Some("decimal"),
                Some(Type::Uuid) => Some("uuid"),
                Some(Type::Json) => Some("json"),
                _ => None,
            });
            needs.uses.extend(carried.then_some("carried"));
            needs.uses.extend(column.deferred.map(|_| "deferred"));
            for (default, _) in column.default.iter().chain(&column.on_update) {
                needs.made(default);
            }
        }
        let kept = schema.structs().any(|(_, model)| model.is_kept());
        needs.uses.extend(kept.then_some("upkeep"));
        let circle = cascade::reads_keys(schema);
        needs.uses.extend(circle.then_some("circle"));
        let collected = |(id, _): (RelId, _)| {
            let collection = schema.collection(id);
            collection.is_some_and(|it| it.removal.is_some())
        };
        let orphaned = |(_, one): (_, &Relationship)| {
            one.behaviour.deletes_orphans().is_some() && schema.written_link(one).is_some()
        };
        let collected =
            schema.relationships().any(collected) || schema.relationships().any(orphaned);
        needs.uses.extend(collected.then_some("collection"));
        let linked = schema.relationships().any(|(_, one)| one.link().is_some());
        needs.uses.extend(linked.then_some("many_to_many"));
        needs
    }

    /// A value that the support code makes, which takes the crate of its type.
    fn made(&mut self, default: &Default) {
        match default {
            Default::Now => {
                self.now = true;
                self.types.insert("date");
            }
            Default::Uuid => {
                self.new_uuid = true;
                self.types.insert("uuid");
            }
            _ => {}
        }
    }

    /// Whether a column has a type of that piece.
    pub fn has(&self, piece: &str) -> bool {
        self.types.contains(piece)
    }

    /// The pieces, in the order of their names.
    pub fn pieces(&self) -> Vec<&'static Piece> {
        let needed = |piece: &&Piece| match piece.name {
            "date" | "decimal" | "json" | "uuid" => self.has(piece.name),
            "link_table" | "linked" | "links" => self.uses.contains("many_to_many"),
            "carried" | "circle" | "collection" | "deferred" | "many_to_many" | "upkeep" => {
                self.uses.contains(piece.name)
            }
            "clock" => self.now,
            "new_uuid" => self.new_uuid,
            _ => true,
        };
        let own = match self.target {
            Target::Sqlite => SQLITE,
            Target::Postgres => POSTGRES,
        };
        let instead = match self.connections {
            Connections::One => &[],
            Connections::Pool => POOLED,
        };
        let replaced = |piece: &&Piece| instead.iter().any(|one| one.name == piece.name);
        let own = own.iter().filter(|piece| !replaced(piece)).chain(instead);
        let all = COMMON.iter().chain(own);
        let mut pieces: Vec<&Piece> = all.filter(needed).collect();
        pieces.sort_by_key(|piece| piece.name);
        pieces
    }

    /// What the support module hands out of its pieces: the lines of its source.
    pub fn exports(&self, pieces: &[&Piece]) -> Code {
        let source: &'static str = match self.target {
            Target::Sqlite => include_str!("../../support/sqlite/mod.rs"),
            Target::Postgres => include_str!("../../support/postgres/mod.rs"),
        };
        let wanted = |line: &&str| match line.split_once("use self::") {
            Some((_, path)) => pieces
                .iter()
                .any(|piece| path.split("::").next() == Some(piece.name)),
            None => line.starts_with("pub use "),
        };
        // Blank lines part the groups that rustfmt sorts by themselves.
        let kept = |line: &&str| line.is_empty() || (line.contains("use ") && wanted(line));
        let mut lines: Vec<&str> = source.lines().filter(kept).collect();
        lines.dedup();
        let first = lines.iter().take_while(|line| line.is_empty()).count();
        let last = lines
            .iter()
            .rev()
            .take_while(|line| line.is_empty())
            .count();
        let lines = lines.get(first..lines.len() - last).unwrap_or_default();
        join(lines, "\n")
    }
}
