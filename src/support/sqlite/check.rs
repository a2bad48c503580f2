//! How the tables of a database differ from those that the generated code was made for.

use std::fmt;

use super::inspect::Fact;
use super::inspect::{facts, tables};
use super::{Connection, Result};

/// Something that a database has in another way than the schema, or that one of them lacks.
/// It is written as one line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The table.
    pub table: String,
    /// What of it, as "column `name`" or "foreign key (person_id)"; empty for the table.
    pub part: String,
    /// How the schema has it, in the words of SQL, which may be none; `None` where it has
    /// not.
    pub expected: Option<String>,
    /// How the database has it.
    pub found: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "table `{}`: ", self.table)?;
        if !self.part.is_empty() {
            write!(f, "{}: ", self.part)?;
        }
        let (how, what) = match (&self.expected, &self.found) {
            (Some(expected), Some(found)) => {
                return write!(f, "expected {expected}, found {found}");
            }
            (Some(expected), None) => ("missing", expected.as_str()),
            (None, found) => ("unexpected", found.as_deref().unwrap_or_default()),
        };
        match what {
            "" => f.write_str(how),
            what => write!(f, "{how}, {what}"),
        }
    }
}

/// How the tables of a database differ from those that `create_all` makes in an empty one:
/// the generated `check` does this. Where tables need functions that your program adds to
/// its connections, add them before:
/// `differences(&db, &|empty| { add_functions(empty)?; create_all(empty) })`.
///
/// # Errors
/// Those of `create_all` and of the driver.
pub fn differences(
    db: &Connection,
    create_all: &dyn Fn(&Connection) -> Result<()>,
) -> Result<Vec<Difference>> {
    let made = Connection::open_in_memory()?;
    create_all(&made)?;
    let mut differences = Vec::new();
    for table in tables(&made)? {
        let expected = facts(&made, &table)?.unwrap_or_default();
        match facts(db, &table)? {
            Some(found) => compare(&table, expected, found, &mut differences),
            None => differences.push(Difference {
                table,
                part: String::new(),
                expected: Some(String::new()),
                found: None,
            }),
        }
    }
    Ok(differences)
}

/// Facts that are the same are left out; the others are paired by what they are called.
fn compare(
    table: &str,
    mut expected: Vec<Fact>,
    mut found: Vec<Fact>,
    differences: &mut Vec<Difference>,
) {
    expected.retain(|fact| {
        let at = found.iter().position(|other| other.same == fact.same);
        at.map(|at| found.remove(at)).is_none()
    });
    let mut differ = |part, expected, found| {
        differences.push(Difference {
            table: table.to_owned(),
            part,
            expected,
            found,
        });
    };
    for fact in expected {
        let called = |other: &Fact| other.part.eq_ignore_ascii_case(&fact.part);
        let other = found.iter().position(called).map(|at| found.remove(at));
        differ(fact.part, Some(fact.text), other.map(|other| other.text));
    }
    for fact in found {
        differ(fact.part, None, Some(fact.text));
    }
}
