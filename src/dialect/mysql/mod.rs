//! MySQL and MariaDB: what both take.

mod defaults;
pub mod grammar;
mod keywords;
mod names;
mod numbers;
pub mod refuse;
mod sizes;
mod storage;
mod types;

use super::{Comments, Dialect, Enums, Literal, Name, Sql, sql, word_but};
use crate::tables::{Column, Default, Numbered, Numbering, Table};
use crate::text::join;
use keywords::KEYWORDS;

/// MySQL 8, and MariaDB 10.6 or later.
#[derive(Debug, Clone, Copy)]
pub struct Mysql;

impl Dialect for Mysql {
    fn name(&self, name: &str) -> Name {
        word_but(name, KEYWORDS).unwrap_or_else(|| sql::backquoted(name))
    }

    /// A backslash takes the meaning from what follows it, so it is doubled as quotes are.
    fn text(&self, text: &str) -> Literal {
        sql::literal_without_escapes(text)
    }

    fn column_type(&self, _: &Table, column: &Column) -> Sql {
        types::column_type(column)
    }

    fn default(&self, column: &Column, default: &Default) -> Sql {
        defaults::default(column, default)
    }

    fn numbered(&self, _: &Table, _: &Numbered) -> Option<Sql> {
        Some("AUTO_INCREMENT".into())
    }

    fn table_options(&self, table: &Table) -> Sql {
        let start = numbers::start(table).map(|start| sql!["AUTO_INCREMENT=", start]);
        let comment = table.comment.as_ref();
        let comment = comment.map(|comment| sql!["COMMENT=", self.text(comment)]);
        let options: Vec<Sql> = start.into_iter().chain(comment).collect();
        join(&options, " ")
    }

    fn comments(&self) -> Comments {
        Comments::Inline
    }

    fn enums(&self) -> Enums {
        Enums::Inline
    }

    fn sequence(&self, _: Numbering) -> Option<Sql> {
        None
    }

    fn adds_keys(&self) -> bool {
        true
    }
}
