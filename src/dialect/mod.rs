//! What a database's SQL looks like in the small: names, types, literals, and what it cannot do. A
//! dialect answers questions and writes no whole statement. Each has its folder, with the same files
//! in each: a file that is missing is a feature that is missing.

mod database;
mod limits;
mod mysql;
mod postgres;
mod raw;
mod refuse;
mod sql;
mod sqlite;

pub use database::Database;
pub use mysql::Mysql;
pub use postgres::Postgres;
pub use refuse::refuse;
pub(crate) use sql::sql;
pub use sql::{Literal, Name, Sql, Statement, decimal, expression, remark};
pub use sqlite::Sqlite;

use crate::tables::{Column, ColumnType, Default, Numbered, Numbering, Table};

/// A database's ways.
pub trait Dialect {
    /// The name as SQL, quoted if it must be.
    fn name(&self, name: &str) -> Name;

    /// Text as a literal.
    fn text(&self, text: &str) -> Literal;

    /// The column's type as SQL.
    fn column_type(&self, table: &Table, column: &Column) -> Sql;

    /// What stands behind DEFAULT.
    fn default(&self, column: &Column, default: &Default) -> Sql;

    /// What has the database number a column, behind its type; nothing where the type says it.
    fn numbered(&self, table: &Table, numbered: &Numbered) -> Option<Sql>;

    /// What stands behind the parenthesis that ends a table.
    fn table_options(&self, table: &Table) -> Sql;

    /// Where comments are said.
    fn comments(&self) -> Comments;

    /// How a column is kept to the labels of its enum.
    fn enums(&self) -> Enums;

    /// The options of a sequence that gives out these numbers; nothing where there are no sequences.
    fn sequence(&self, numbers: Numbering) -> Option<Sql>;

    /// Whether a foreign key can be added to a table that is there.
    fn adds_keys(&self) -> bool;

    /// A parameter of a statement, by its number, which begins at 1.
    fn parameter(&self, number: usize) -> Sql {
        sql!["?", number]
    }

    /// A parameter of a statement in which each comes once, in the order of the numbers.
    fn next_parameter(&self, _: usize) -> Sql {
        "?".into()
    }

    /// How one parameter holds many values.
    fn lists(&self) -> Lists {
        Lists::Json
    }

    /// The type that values are cast to, without the limits of the column: a cast would cut to them
    /// what has to be refused. Nothing where values need no cast.
    fn value_type(&self, _: &ColumnType) -> Option<Sql> {
        None
    }

    /// A column of that type as a SELECT reads it.
    fn read(&self, _: &ColumnType, name: Sql) -> Sql {
        name
    }

    /// What stands between two values that differ, NULL being a value like others.
    fn differs(&self) -> &'static str {
        "IS NOT"
    }

    /// A truth value as a literal.
    fn boolean(&self, value: bool) -> &'static str {
        if value { "1" } else { "0" }
    }

    /// Text of a schema, as a column of that type is given it.
    fn given(&self, _: &ColumnType, text: &str) -> String {
        text.to_owned()
    }

    /// What stands behind a column in ORDER BY, so that NULL is the least of all values.
    fn nulls_are_least(&self, _descending: bool) -> &'static str {
        ""
    }

    /// Whether only one part of a recursive table may read it, and that once.
    fn recurses_once(&self) -> bool {
        false
    }

    /// The longest name, in bytes, if it cuts off what is longer without an error.
    fn longest_name(&self) -> Option<usize> {
        None
    }

    /// Whether it has to be told what SQLite makes out: whose column stands beside one of `excluded`,
    /// that a unique key determines a row, what a parameter is for that stands nowhere.
    fn is_strict(&self) -> bool {
        false
    }

    /// Whether an error names the constraint, and not its columns.
    fn names_constraints(&self) -> bool {
        false
    }

    /// The function that has others wait for the end of the transaction, by a number.
    fn lock(&self) -> Option<&'static str> {
        None
    }
}

/// How one parameter holds many values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lists {
    /// As the text of a JSON array.
    Json,
    /// As an array of the column's type.
    Arrays,
}

/// Where a database's comments are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comments {
    /// It has none.
    Nowhere,
    /// Behind the column, and behind the table.
    Inline,
    /// In statements of their own.
    Statements,
}

/// How a database keeps a column to the labels of an enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enums {
    /// With a check.
    Checks,
    /// With a type that is spelled at the column.
    Inline,
    /// With a type that is made before the tables.
    Types,
}

/// The name as it is, if it is a word and none of these.
fn word_but(name: &str, keywords: &[&str]) -> Option<Name> {
    sql::word(name).filter(|_| !is_among(name, keywords))
}

/// Whether the name is among these, which are in upper case and ascending.
fn is_among(name: &str, keywords: &[&str]) -> bool {
    let upper = || name.bytes().map(|byte| byte.to_ascii_uppercase());
    keywords
        .binary_search_by(|keyword| keyword.bytes().cmp(upper()))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Mysql, Postgres, Sqlite};

    #[test]
    fn names_are_quoted_where_they_must_be() {
        let cases = [
            ("person", "person", "person", "person"),
            ("Person", "Person", "\"Person\"", "Person"),
            ("order", "\"order\"", "\"order\"", "`order`"),
            ("rank", "rank", "rank", "`rank`"),
            ("user", "user", "\"user\"", "user"),
            ("größe", "\"größe\"", "\"größe\"", "`größe`"),
            ("a\"b`c", "\"a\"\"b`c\"", "\"a\"\"b`c\"", "`a\"b``c`"),
            ("1st", "\"1st\"", "\"1st\"", "`1st`"),
        ];
        for (name, sqlite, postgres, mysql) in cases {
            assert_eq!(Sqlite.name(name).as_str(), sqlite);
            assert_eq!(Postgres.name(name).as_str(), postgres);
            assert_eq!(Mysql.name(name).as_str(), mysql);
        }
    }

    #[test]
    fn texts_stay_inside_their_quotes() {
        let cases = [
            ("it's", "'it''s'", "'it''s'"),
            ("a\\", "'a\\'", "'a\\\\'"),
            ("\\'", "'\\'''", "'\\\\'''"),
        ];
        for (text, plain, mysql) in cases {
            assert_eq!(Sqlite.text(text).as_str(), plain);
            assert_eq!(Postgres.text(text).as_str(), plain);
            assert_eq!(Mysql.text(text).as_str(), mysql);
        }
    }
}
