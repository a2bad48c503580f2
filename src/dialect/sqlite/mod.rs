//! SQLite.

mod defaults;
pub mod grammar;
mod keywords;
mod numbers;
pub mod refuse;
mod types;

use super::{Comments, Dialect, Enums, Literal, Name, Sql, sql, word_but};
use crate::tables::{Column, Default, Numbered, Numbering, Table};
use crate::text::join;
use keywords::KEYWORDS;

/// SQLite 3.
#[derive(Debug, Clone, Copy)]
pub struct Sqlite;

impl Dialect for Sqlite {
    fn name(&self, name: &str) -> Name {
        word_but(name, KEYWORDS).unwrap_or_else(|| sql::quoted(name))
    }

    fn text(&self, text: &str) -> Literal {
        sql::literal(text)
    }

    fn column_type(&self, table: &Table, column: &Column) -> Sql {
        types::column_type(table, column)
    }

    fn default(&self, column: &Column, default: &Default) -> Sql {
        defaults::default(column, default)
    }

    fn numbered(&self, _: &Table, numbered: &Numbered) -> Option<Sql> {
        numbers::numbered(numbered)
    }

    fn table_options(&self, table: &Table) -> Sql {
        let options = [
            table.strict.then_some("STRICT"),
            table.without_rowid.then_some("WITHOUT ROWID"),
        ];
        let options: Vec<Sql> = options.into_iter().flatten().map(Sql::from).collect();
        join(&options, ", ")
    }

    fn comments(&self) -> Comments {
        Comments::Nowhere
    }

    fn enums(&self) -> Enums {
        Enums::Checks
    }

    fn sequence(&self, _: Numbering) -> Option<Sql> {
        None
    }

    fn adds_keys(&self) -> bool {
        false
    }
}
