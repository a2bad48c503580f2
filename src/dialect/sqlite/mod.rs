//! SQLite.

mod defaults;
pub mod grammar;
mod keywords;
mod numbers;
pub mod refuse;
mod types;

use super::{Comments, Dialect, Enums, is_among, is_word};
use crate::tables::{Column, Default, Numbered, Numbering, Table};
use keywords::KEYWORDS;

/// SQLite 3.
#[derive(Debug, Clone, Copy)]
pub struct Sqlite;

impl Dialect for Sqlite {
    fn name(&self, name: &str) -> String {
        match is_word(name) && !is_among(name, KEYWORDS) {
            true => name.to_owned(),
            false => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    fn text(&self, text: &str) -> String {
        format!("'{}'", text.replace('\'', "''"))
    }

    fn column_type(&self, table: &Table, column: &Column) -> String {
        types::column_type(table, column)
    }

    fn default(&self, column: &Column, default: &Default) -> String {
        defaults::default(column, default)
    }

    fn numbered(&self, _: &Table, numbered: &Numbered) -> Option<String> {
        numbers::numbered(numbered)
    }

    fn table_options(&self, table: &Table) -> String {
        let options = [
            table.strict.then_some("STRICT"),
            table.without_rowid.then_some("WITHOUT ROWID"),
        ];
        options.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn comments(&self) -> Comments {
        Comments::Nowhere
    }

    fn enums(&self) -> Enums {
        Enums::Checks
    }

    fn sequence(&self, _: Numbering) -> Option<String> {
        None
    }

    fn adds_keys(&self) -> bool {
        false
    }
}
