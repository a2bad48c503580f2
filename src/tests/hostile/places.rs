//! The places that take text, each with a schema that has the text there.

use crate::printable::is_unwritable;

pub struct Place {
    /// That of the page.
    pub column: &'static str,
    pub name: &'static str,
    /// `§` stands for the text as it is, `"§"` for a string of it.
    schema: &'static str,
}

impl Place {
    pub fn is_file(&self) -> bool {
        self.column == "file name"
    }

    /// Whether nothing says all of the text: docs of the file are for its readers, and of a file's path the last part
    /// alone is named; a mixin is no part of the code.
    pub fn is_dropped(&self) -> bool {
        self.is_file() || ["of the file", "mixin"].contains(&self.name)
    }

    /// Whether SQLite has no such thing, whatever the text.
    pub fn is_for_others(&self) -> bool {
        ["schema of a table", "collation"].contains(&self.name)
    }

    pub fn schema(&self, text: &str) -> String {
        let string = format!("\"{}\"", string(text));
        self.schema.replace("\"§\"", &string).replace('§', text)
    }
}

/// As the language writes it.
fn string(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => escaped.extend(['\\', letter]),
            letter if is_unwritable(letter) || letter == '\n' => {
                escaped.extend(letter.escape_unicode())
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

macro_rules! places {
    ($($column:literal { $($name:literal: $schema:literal)* })*) => {
        &[$($(Place { column: $column, name: $name, schema: $schema }),*),*]
    };
}

pub const PLACES: &[Place] = places! {
    "word" {
        "model": "model § < id: Integer primary_key >"
        "mixin": "mixin § < name: Text > model A < id: Integer primary_key >"
        "member": "model A < id: Integer primary_key §: Text >"
        "relationship": "model A < id: Integer primary_key a_id: Integer foreign_key a.id §: rel A remote_side id >"
        "enum": "enum § < a > model A < id: Integer primary_key >"
        "variant": "enum E < § > model A < id: Integer primary_key e: E >"
        "type": "model A < id: Integer primary_key name: § >"
        "path of a type": "type T = Text as crate::§ model A < id: Integer primary_key name: T >"
        "target": "model A < id: Integer primary_key a_id: Integer foreign_key §.id >"
        "bare table": "model A < table § id: Integer primary_key >"
        "sequence": "model A < id: Integer primary_key sequence § >"
        "order": "model A < id: Integer primary_key a_id: Integer foreign_key a.id a: rel A remote_side id b: rel A back_populates a order_by § >"
    }
    "name" {
        "table": "model A < table \"§\" id: Integer primary_key x: Text unique index >"
        "table without a model": "table \"§\" < id: Integer primary_key > model A < id: Integer primary_key >"
        "column": "model A < id: Integer primary_key x: Text unique column \"§\" >"
        "column of a key": "model A < id: Integer primary_key a_id: Integer column \"§\" foreign_key a.id a: rel A remote_side id >"
        "foreign key": "model A < id: Integer primary_key a_id: Integer foreign_key a.id name \"§\" a: rel A remote_side id >"
        "check": "model A < id: Integer primary_key x: Integer check \"§\" `x > 0` >"
        "index": "model A < id: Integer primary_key x: Text index (x) name \"§\" >"
    }
    "key" {
        "unique key": "model A < id: Integer primary_key x: Integer y: Integer unique (x, y) name \"§\" >"
    }
    "other name" {
        "schema of a table": "model A < table \"§\".a id: Integer primary_key >"
        "collation": "model A < id: Integer primary_key x: Text collate \"§\" >"
    }
    "label" {
        "label": "enum E < a \"§\" b \"a label that is longer than all the others\" > model A < id: Integer primary_key e: E not null default a >"
        "server default": "model A < id: Integer primary_key x: Text not null server_default \"§\" >"
    }
    "text" {
        "default": "model A < id: Integer primary_key x: Text not null default \"§\" >"
        "comment": "model A < id: Integer primary_key x: Text comment \"§\" >"
        "comment of a table": "model A < table a comment \"§\" id: Integer primary_key >"
    }
    "doc" {
        "of a model": "/// §\nmodel A < id: Integer primary_key >"
        "of a member": "model A < id: Integer primary_key\n/// §\nx: Text >"
        "of an enum": "/// §\nenum E <\n/// §\na > model A < id: Integer primary_key e: E >"
        "of a relationship": "model A < id: Integer primary_key a_id: Integer foreign_key a.id\n/// §\na: rel A remote_side id >"
        "of the file": "//! §\nmodel A < id: Integer primary_key >"
    }
    "SQL" {
        "condition": "model A < id: Integer primary_key x: Text check `§` >"
        "default in SQL": "model A < id: Integer primary_key x: Text server_default `§` >"
        "part of an index": "model A < id: Integer primary_key x: Text index (x) where `§` >"
        "computed column": "model A < id: Integer primary_key x: Text computed `§` stored >"
    }
    "text in SQL" {
        "text of a condition": "model A < id: Integer primary_key x: Text check `x <> '§'` >"
        "text of a default": "model A < id: Integer primary_key x: Text server_default `'§'` >"
        "text of an index": "model A < id: Integer primary_key x: Text index (x) unique where `x <> '§'` >"
    }
    "file name" {
        "schema file": "model A < id: Integer primary_key >"
    }
};
