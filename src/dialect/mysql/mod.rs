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

use super::{Comments, Dialect, Enums, is_among, is_word};
use crate::tables::{Column, Default, Numbered, Numbering, Table};
use keywords::KEYWORDS;

/// MySQL 8, and MariaDB 10.6 or later.
#[derive(Debug, Clone, Copy)]
pub struct Mysql;

impl Dialect for Mysql {
    fn name(&self, name: &str) -> String {
        match is_word(name) && !is_among(name, KEYWORDS) {
            true => name.to_owned(),
            false => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// A backslash takes the meaning from what follows it, so it is doubled as quotes are.
    fn text(&self, text: &str) -> String {
        format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
    }

    fn column_type(&self, _: &Table, column: &Column) -> String {
        types::column_type(column)
    }

    fn default(&self, column: &Column, default: &Default) -> String {
        defaults::default(column, default)
    }

    fn numbered(&self, _: &Table, _: &Numbered) -> Option<String> {
        Some("AUTO_INCREMENT".to_owned())
    }

    fn table_options(&self, table: &Table) -> String {
        let start = numbers::start(table).map(|start| format!("AUTO_INCREMENT={start}"));
        let comment = table.comment.as_ref();
        let comment = comment.map(|comment| format!("COMMENT={}", self.text(comment)));
        let options: Vec<String> = start.into_iter().chain(comment).collect();
        options.join(" ")
    }

    fn comments(&self) -> Comments {
        Comments::Inline
    }

    fn enums(&self) -> Enums {
        Enums::Inline
    }

    fn sequence(&self, _: Numbering) -> Option<String> {
        None
    }

    fn adds_keys(&self) -> bool {
        true
    }
}
