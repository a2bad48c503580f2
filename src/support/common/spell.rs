//! Statements that are put together at run time: text of names from the schema and `?`s.

use super::array::json_array;
use super::filter::{Condition, Counted, Matching, Related};
use super::fixed::{self, End, Fixed};
use super::scope::Scope;
use super::term::Term;
use super::{Compared, Fits, Result, Value};

/// A statement in the making: text, and the values for its `?`s by their numbers.
#[derive(Debug, Default)]
pub(super) struct Statement {
    pub sql: String,
    pub values: Vec<Value<'static>>,
}

impl Statement {
    /// One that begins with that value, `?1`.
    pub(super) fn with(value: Value<'static>) -> Self {
        Self {
            sql: String::new(),
            values: vec![value],
        }
    }

    pub(super) fn push(&mut self, sql: &str) {
        self.sql.push_str(sql);
    }

    pub(super) fn bind(&mut self, value: Value<'static>) {
        self.values.push(value);
        self.push(&format!("?{}", self.values.len()));
    }

    /// Appends a condition on rows of a table.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`](super::Error::DoesNotFit) for a value that cannot be stored,
    /// such as NaN: no row could be equal to it.
    pub(super) fn condition(&mut self, scope: Scope, condition: Condition) -> Result<()> {
        match condition {
            Condition::Null { column, negated } => {
                self.push(&scope.column(column));
                self.push(if negated { " IS NOT NULL" } else { " IS NULL" });
            }
            Condition::Compare {
                column,
                operator,
                other,
            } => self.compare(scope, &Term::Column(column), operator, other)?,
            Condition::In { column, values } => self.is_in(scope, column, values)?,
            Condition::Match { column, how, text } => {
                self.matching(&scope.column(column), how, text)
            }
            Condition::Related(related) => self.related(scope, *related)?,
            Condition::Computed {
                term,
                operator,
                other,
            } => self.compare(scope, &term, operator, other)?,
            Condition::Not(inner) => {
                self.push("NOT (");
                self.condition(scope, *inner)?;
                self.push(")");
            }
            Condition::Both(left, right) => self.joined(scope, *left, " AND ", *right)?,
            Condition::Either(left, right) => self.joined(scope, *left, " OR ", *right)?,
        }
        Ok(())
    }

    fn joined(
        &mut self,
        scope: Scope,
        left: Condition,
        word: &str,
        right: Condition,
    ) -> Result<()> {
        self.push("(");
        self.condition(scope, left)?;
        self.push(word);
        self.condition(scope, right)?;
        self.push(")");
        Ok(())
    }

    fn compare(
        &mut self,
        scope: Scope,
        term: &Term,
        operator: &str,
        other: Compared,
    ) -> Result<()> {
        term.push(self, scope)?;
        self.push(&format!(" {operator} "));
        match other {
            Compared::Column(other) => self.push(&scope.column(other)),
            Compared::Value(value) => {
                let (table, column) = term.origin(scope.table);
                table.check_storable(column, &value)?;
                self.operand(term, table.column(column).fits, value);
            }
        }
        Ok(())
    }

    /// Appends a value to compare with. Decimals come as text: a column turns them into its
    /// own numbers, and what an aggregate gives does not.
    fn operand(&mut self, term: &Term, fits: Fits, value: Value<'static>) {
        match (term, fits) {
            (Term::Aggregate(..), Fits::Digits(precision, _)) if precision <= 15 => {
                self.push("CAST(");
                self.bind(value);
                self.push(" AS NUMERIC)");
            }
            _ => self.bind(value),
        }
    }

    /// One JSON text holds any number of values, so that the statement's text does not
    /// depend on it.
    fn is_in(&mut self, scope: Scope, column: usize, others: Vec<Compared>) -> Result<()> {
        let mut columns = Vec::new();
        let mut values = Vec::new();
        for one in others {
            match one {
                Compared::Column(column) => columns.push(column),
                Compared::Value(value) => {
                    scope.table.check_storable(column, &value)?;
                    values.push(value);
                }
            }
        }
        let bytes = values.iter().any(|value| matches!(value, Value::Blob(_)));
        let value = if bytes { "unhex(value)" } else { "value" };
        let column = scope.column(column);
        self.push(&format!("({column} IN (SELECT {value} FROM json_each("));
        self.bind(Value::Text(json_array(values).into()));
        self.push("))");
        for other in columns {
            self.push(&format!(" OR {column} = {}", scope.column(other)));
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
    fn related(&mut self, scope: Scope, related: Related) -> Result<()> {
        let other = Scope::alone(related.table);
        let local = scope.list(related.local);
        self.push("(");
        for one in fixed::of(related.fixed, End::Local) {
            if one.is_null_of_null() {
                self.not_null(scope, &[one.column], " AND ");
            }
            self.condition(scope, one.condition())?;
            self.push(" AND ");
        }
        self.not_null(scope, related.local, " AND ");
        let row = match related.local {
            [_] => local,
            _ => format!("({local})"),
        };
        let (remote, from) = (other.list(related.remote), other.source());
        self.push(&format!("{row} IN (SELECT {remote} FROM {from} WHERE "));
        self.not_null(other, related.remote, " AND ");
        for one in fixed::of(related.fixed, End::Remote) {
            self.condition(other, one.condition())?;
            self.push(" AND ");
        }
        match related.condition {
            Some(condition) => self.condition(other, condition)?,
            None => self.push("1"),
        }
        self.push("))");
        Ok(())
    }

    /// `(SELECT count(*) FROM other WHERE other's key = this one's AND …)`
    pub(super) fn count(&mut self, scope: Scope, counted: Counted) -> Result<()> {
        let Counted { related, distinct } = counted;
        let other = scope.within(related.table);
        let from = other.source();
        self.push(&match distinct {
            [] => format!("(SELECT count(*) FROM {from} WHERE "),
            several => {
                let once = other.list(several);
                format!("(SELECT count(*) FROM (SELECT DISTINCT {once} FROM {from} WHERE ")
            }
        });
        self.equal((scope, related.local), (other, related.remote));
        self.fixed(scope, other, related.fixed)?;
        if let Some(condition) = related.condition {
            self.push(" AND ");
            self.condition(other, condition)?;
        }
        self.push(if distinct.is_empty() { ")" } else { "))" });
        Ok(())
    }

    /// That columns of a table in a SELECT within the first equal those there.
    pub(super) fn equal(&mut self, outer: (Scope, &[usize]), inner: (Scope, &[usize])) {
        let mut word = "";
        for (&local, &remote) in outer.1.iter().zip(inner.1) {
            let (local, remote) = (outer.0.outside(local), inner.0.column(remote));
            self.push(&format!("{word}{remote} = {local}"));
            word = " AND ";
        }
    }

    /// What else holds of a row, and of one in a SELECT within the first.
    pub(super) fn fixed(
        &mut self,
        outer: Scope,
        inner: Scope,
        fixed: &'static [Fixed],
    ) -> Result<()> {
        for one in fixed {
            self.push(" AND ");
            match one.of {
                End::Local => self.condition(outer.seen_within(), one.condition())?,
                End::Remote => self.condition(inner, one.condition())?,
            }
        }
        Ok(())
    }

    /// That these columns are not NULL, as far as they may be, each with `word` behind it.
    fn not_null(&mut self, scope: Scope, columns: &[usize], word: &str) {
        for &column in columns {
            if scope.table.column(column).nullable {
                self.push(&scope.column(column));
                self.push(" IS NOT NULL");
                self.push(word);
            }
        }
    }
}
