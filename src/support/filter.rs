//! Conditions of a WHERE clause: built typed, kept untyped, spelled as SQL in one place.

use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

use super::value::json_array;
use super::{Compared, Model, Table, Value};

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

/// That there is a row of another table, with these columns equal, that fulfils a condition.
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

    /// Appends a condition on rows of `table`. Columns stand without their table: each table is
    /// alone in its own SELECT, so that a table may be related to itself without an alias.
    pub(super) fn condition(&mut self, table: &Table, condition: Condition) {
        match condition {
            Condition::Null { column, negated } => {
                self.push(table.column(column).sql);
                self.push(if negated { " IS NOT NULL" } else { " IS NULL" });
            }
            Condition::Compare {
                column,
                operator,
                other,
            } => {
                self.push(table.column(column).sql);
                self.push(" ");
                self.push(operator);
                self.push(" ");
                self.compared(table, other);
            }
            Condition::In { column, values } => self.is_in(table, column, values),
            Condition::Match { column, how, text } => {
                self.matching(table.column(column).sql, how, text)
            }
            Condition::Related(related) => self.related(table, *related),
            Condition::Not(inner) => {
                self.push("NOT (");
                self.condition(table, *inner);
                self.push(")");
            }
            Condition::Both(left, right) => self.joined(table, *left, " AND ", *right),
            Condition::Either(left, right) => self.joined(table, *left, " OR ", *right),
        }
    }

    fn joined(&mut self, table: &Table, left: Condition, word: &str, right: Condition) {
        self.push("(");
        self.condition(table, left);
        self.push(word);
        self.condition(table, right);
        self.push(")");
    }

    fn compared(&mut self, table: &Table, compared: Compared) {
        match compared {
            Compared::Value(value) => self.bind(value),
            Compared::Column(column) => self.push(table.column(column).sql),
        }
    }

    /// One JSON text holds any number of values, so that the statement's text does not depend on it.
    fn is_in(&mut self, table: &Table, column: usize, compared: Vec<Compared>) {
        let mut columns = Vec::new();
        let mut values = Vec::new();
        for one in compared {
            match one {
                Compared::Column(column) => columns.push(column),
                Compared::Value(value) => values.push(value),
            }
        }
        let bytes = values.iter().any(|value| matches!(value, Value::Blob(_)));
        self.push("(");
        self.push(table.column(column).sql);
        self.push(if bytes {
            " IN (SELECT unhex(value)"
        } else {
            " IN (SELECT value"
        });
        self.push(" FROM json_each(");
        self.bind(Value::Text(json_array(values).into()));
        self.push("))");
        for other in columns {
            self.push(" OR ");
            self.push(table.column(column).sql);
            self.push(" = ");
            self.push(table.column(other).sql);
        }
        self.push(")");
    }

    fn matching(&mut self, column: &str, how: Matching, text: String) {
        let text = Value::Text(text.into());
        match how {
            Matching::Like => {
                self.push(column);
                self.push(" LIKE ");
                self.bind(text);
            }
            Matching::CaseInsensitiveLike => {
                self.push(&format!("lower({column}) LIKE lower("));
                self.bind(text);
                self.push(")");
            }
            Matching::StartsWith => {
                self.push(&format!("substr({column}, 1, length("));
                self.bind(text.clone());
                self.push(")) = ");
                self.bind(text);
            }
            Matching::EndsWith => {
                self.push(&format!("substr({column}, length({column}) - length("));
                self.bind(text.clone());
                self.push(") + 1) = ");
                self.bind(text);
            }
            Matching::Contains => {
                self.push(&format!("instr({column}, "));
                self.bind(text);
                self.push(") > 0");
            }
        }
    }

    /// `(key IS NOT NULL AND key IN (SELECT key FROM other WHERE …))`: never NULL, so that `!` means
    /// what it says for rows without a key, too.
    fn related(&mut self, table: &Table, related: Related) {
        let remote = related.table.list(related.remote);
        let local = table.list(related.local);
        self.push("(");
        for &column in related.local {
            self.push(table.column(column).sql);
            self.push(" IS NOT NULL AND ");
        }
        let row = if related.local.len() == 1 {
            local
        } else {
            format!("({local})")
        };
        self.push(&format!(
            "{row} IN (SELECT {remote} FROM {} WHERE ",
            related.table.sql
        ));
        for (position, &column) in related.remote.iter().enumerate() {
            self.push(if position > 0 { " AND " } else { "" });
            self.push(related.table.column(column).sql);
            self.push(" IS NOT NULL");
        }
        if let Some(condition) = related.condition {
            self.push(" AND ");
            self.condition(related.table, condition);
        }
        self.push("))");
    }
}
