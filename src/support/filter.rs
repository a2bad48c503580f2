//! Conditions of a WHERE clause: built typed, kept untyped, spelled as SQL in one place.

use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

use super::array::json_array;
use super::{Compared, Model, Result, Table, Value};

/// A condition on rows of model `M`; joined with `&`, `|` and `!`.
#[must_use]
pub struct Filter<M> {
    condition: Condition,
    marker: PhantomData<fn() -> M>,
}

/// A condition on the rows of one table, its columns by number.
#[derive(Debug, Clone)]
pub(super) enum Condition {
    Null {
        column: usize,
        negated: bool,
    },
    Compare {
        column: usize,
        operator: &'static str,
        other: Compared,
    },
    In {
        column: usize,
        values: Vec<Compared>,
    },
    Match {
        column: usize,
        how: Matching,
        text: String,
    },
    Related(Box<Related>),
    Not(Box<Condition>),
    Both(Box<Condition>, Box<Condition>),
    Either(Box<Condition>, Box<Condition>),
}

/// How text is matched.
#[derive(Debug, Clone, Copy)]
pub(super) enum Matching {
    Like,
    CaseInsensitiveLike,
    StartsWith,
    EndsWith,
    Contains,
}

/// That there is a row of another table, with these columns equal, that fulfils a
/// condition.
#[derive(Debug, Clone)]
pub(super) struct Related {
    pub local: &'static [usize],
    pub table: &'static Table,
    pub remote: &'static [usize],
    pub condition: Option<Condition>,
}

impl<M: Model> Filter<M> {
    pub(super) fn new(condition: Condition) -> Self {
        Self {
            condition,
            marker: PhantomData,
        }
    }

    pub(super) fn into_condition(self) -> Condition {
        self.condition
    }
}

impl<M> Clone for Filter<M> {
    fn clone(&self) -> Self {
        Self {
            condition: self.condition.clone(),
            marker: PhantomData,
        }
    }
}

impl<M: Model> BitAnd for Filter<M> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self::new(Condition::Both(
            Box::new(self.condition),
            Box::new(other.condition),
        ))
    }
}

impl<M: Model> BitOr for Filter<M> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self::new(Condition::Either(
            Box::new(self.condition),
            Box::new(other.condition),
        ))
    }
}

impl<M: Model> Not for Filter<M> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(Condition::Not(Box::new(self.condition)))
    }
}

/// A statement in the making: text, and the values for its `?`s in order.
#[derive(Debug, Default)]
pub(super) struct Statement {
    pub sql: String,
    pub values: Vec<Value<'static>>,
}

impl Statement {
    pub(super) fn push(&mut self, sql: &str) {
        self.sql.push_str(sql);
    }

    pub(super) fn bind(&mut self, value: Value<'static>) {
        self.sql.push('?');
        self.values.push(value);
    }

    /// Appends a condition on rows of `table`. Columns stand without their table: each
    /// table is alone in its own SELECT, so that a table may be related to itself without
    /// an alias.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`](super::Error::DoesNotFit) for a value that cannot be stored,
    /// such as NaN: no row could be equal to it.
    pub(super) fn condition(&mut self, table: &Table, condition: Condition) -> Result<()> {
        match condition {
            Condition::Null { column, negated } => {
                self.push(table.column(column).sql);
                self.push(if negated { " IS NOT NULL" } else { " IS NULL" });
            }
            Condition::Compare {
                column,
                operator,
                other,
            } => self.compare(table, column, operator, other)?,
            Condition::In { column, values } => self.is_in(table, column, values)?,
            Condition::Match { column, how, text } => {
                self.matching(table.column(column).sql, how, text)
            }
            Condition::Related(related) => self.related(table, *related)?,
            Condition::Not(inner) => {
                self.push("NOT (");
                self.condition(table, *inner)?;
                self.push(")");
            }
            Condition::Both(left, right) => self.joined(table, *left, " AND ", *right)?,
            Condition::Either(left, right) => self.joined(table, *left, " OR ", *right)?,
        }
        Ok(())
    }

    fn joined(
        &mut self,
        table: &Table,
        left: Condition,
        word: &str,
        right: Condition,
    ) -> Result<()> {
        self.push("(");
        self.condition(table, left)?;
        self.push(word);
        self.condition(table, right)?;
        self.push(")");
        Ok(())
    }

    fn compare(
        &mut self,
        table: &Table,
        column: usize,
        operator: &str,
        other: Compared,
    ) -> Result<()> {
        self.push(table.column(column).sql);
        self.push(" ");
        self.push(operator);
        self.push(" ");
        match other {
            Compared::Column(other) => self.push(table.column(other).sql),
            Compared::Value(value) => {
                table.check_storable(column, &value)?;
                self.bind(value);
            }
        }
        Ok(())
    }

    /// One JSON text holds any number of values, so that the statement's text does not
    /// depend on it.
    fn is_in(&mut self, table: &Table, column: usize, others: Vec<Compared>) -> Result<()> {
        let mut columns = Vec::new();
        let mut values = Vec::new();
        for one in others {
            match one {
                Compared::Column(column) => columns.push(column),
                Compared::Value(value) => {
                    table.check_storable(column, &value)?;
                    values.push(value);
                }
            }
        }
        let bytes = values.iter().any(|value| matches!(value, Value::Blob(_)));
        let value = if bytes { "unhex(value)" } else { "value" };
        let column = table.column(column).sql;
        self.push(&format!("({column} IN (SELECT {value} FROM json_each("));
        self.bind(Value::Text(json_array(values).into()));
        self.push("))");
        for other in columns {
            self.push(&format!(" OR {column} = {}", table.column(other).sql));
        }
        self.push(")");
        Ok(())
    }

    /// Appends a comparison with text: NULL for a column that is NULL, as every comparison
    /// is.
    fn matching(&mut self, column: &str, how: Matching, text: String) {
        let (before, after) = match how {
            Matching::Like => (format!("{column} LIKE "), ""),
            Matching::CaseInsensitiveLike => (format!("lower({column}) LIKE lower("), ")"),
            Matching::Contains => (format!("instr({column}, "), ") > 0"),
            // SQLite's length() and substr() end text at a NUL; instr() does not.
            Matching::StartsWith => (format!("instr({column}, "), ") = 1"),
            Matching::EndsWith if text.is_empty() => (format!("instr({column}, "), ") = 1"),
            Matching::EndsWith => return self.ends_with(column, text),
        };
        self.push(&before);
        self.bind(Value::Text(text.into()));
        self.push(after);
    }

    /// Compares bytes, for the sake of NULs. Of empty bytes SQLite's substr() is NULL,
    /// where the answer is no.
    fn ends_with(&mut self, column: &str, text: String) {
        let text = Value::Text(text.into());
        self.push(&format!(
            "coalesce(substr(CAST({column} AS BLOB), -length(CAST("
        ));
        self.bind(text.clone());
        self.push(" AS BLOB))) = CAST(");
        self.bind(text);
        self.push(&format!(" AS BLOB), {column} <> {column})"));
    }

    /// `(key IS NOT NULL AND key IN (SELECT key FROM other WHERE …))`: never NULL, so that
    /// `!` means what it says for rows without a key, too.
    fn related(&mut self, table: &Table, related: Related) -> Result<()> {
        let remote = related.table.list(related.remote);
        let local = table.list(related.local);
        self.push("(");
        self.not_null(table, related.local, " AND ");
        let row = match related.local {
            [_] => local,
            _ => format!("({local})"),
        };
        let from = related.table.sql;
        self.push(&format!("{row} IN (SELECT {remote} FROM {from} WHERE "));
        self.not_null(related.table, related.remote, " AND ");
        match related.condition {
            Some(condition) => self.condition(related.table, condition)?,
            None => self.push("1"),
        }
        self.push("))");
        Ok(())
    }

    /// That these columns are not NULL, as far as they may be, each with `word` behind it.
    fn not_null(&mut self, table: &Table, columns: &[usize], word: &str) {
        for &column in columns {
            let column = table.column(column);
            if column.nullable {
                self.push(column.sql);
                self.push(" IS NOT NULL");
                self.push(word);
            }
        }
    }
}
