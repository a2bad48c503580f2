//! Statements that are put together at run time: text of names from the schema, and places
//! for values.

use super::dialect;
use super::draft::Statement;
use super::filter::{Condition, Counted, Related};
use super::fixed::{self, End, Fixed};
use super::scope::{Name, Scope};
use super::term::Term;
use super::{Compared, Result, Value};

impl Statement {
    /// Appends a condition with that word before it, where there is one.
    pub(super) fn condition_behind(
        &mut self,
        word: &str,
        scope: Scope,
        condition: Option<Condition>,
    ) -> Result<()> {
        match condition {
            None => Ok(()),
            Some(condition) => {
                self.push(word);
                self.condition(scope, condition)
            }
        }
    }

    /// Appends a condition on rows of a table.
    ///
    /// # Errors
    /// [`Error::DoesNotFit`](super::Error::DoesNotFit) for a value that cannot be stored,
    /// such as NaN: no row could be equal to it.
    pub(super) fn condition(&mut self, scope: Scope, condition: Condition) -> Result<()> {
        match condition {
            Condition::Null { column, negated } => {
                self.name(scope.column(column));
                self.push(if negated { " IS NOT NULL" } else { " IS NULL" });
            }
            Condition::Compare {
                column,
                operator,
                other,
            } => self.compare(scope, &Term::Column(column), operator, other)?,
            Condition::In { column, values } => self.is_in(scope, column, values)?,
            Condition::Match { column, how, text } => {
                let value = Value::from(text.as_str());
                scope.table.check_storable(column, &value)?;
                self.matching(scope.column(column), how, text);
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
        operator: &'static str,
        other: Compared,
    ) -> Result<()> {
        term.push(self, scope)?;
        self.push_all(&[" ", dialect::operator(operator, &other), " "]);
        match other {
            Compared::Column(other) => self.name(scope.column(other)),
            Compared::Value(value) => {
                let (table, column) = term.origin(scope.table);
                table.check_storable(column, &value)?;
                self.operand(term, table.column(column), value);
            }
        }
        Ok(())
    }

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
        let info = scope.table.column(column);
        let column = scope.column(column);
        self.push("(");
        self.among(column, info, values);
        for other in columns {
            self.push(" OR ");
            self.name(column);
            self.push(" = ");
            self.name(scope.column(other));
        }
        self.push(")");
        Ok(())
    }

    /// `(key IS NOT NULL AND key IN (SELECT key FROM other WHERE …))`: never NULL, so that
    /// `!` means what it says for rows without a key, too.
    fn related(&mut self, scope: Scope, related: Related) -> Result<()> {
        let other = Scope::alone(related.table);
        self.push("(");
        for one in fixed::of(related.fixed, End::Local) {
            if one.is_null_of_null() {
                self.not_null(scope, &[one.column]);
            }
            self.condition(scope, one.condition())?;
            self.push(" AND ");
        }
        self.not_null(scope, related.local);
        self.row(scope, related.local);
        self.push(" IN (SELECT ");
        self.names(other, related.remote);
        self.push(" FROM ");
        self.source(other);
        self.push(" WHERE ");
        self.not_null(other, related.remote);
        for one in fixed::of(related.fixed, End::Remote) {
            self.condition(other, one.condition())?;
            self.push(" AND ");
        }
        match related.condition {
            Some(condition) => self.condition(other, condition)?,
            None => self.push(dialect::TRUE),
        }
        self.push("))");
        Ok(())
    }

    /// `(SELECT count(*) FROM other WHERE other's key = this one's AND …)`
    pub(super) fn count(&mut self, scope: Scope, counted: Counted) -> Result<()> {
        let Counted { related, distinct } = counted;
        let other = scope.within(related.table);
        self.push("(SELECT count(*) FROM ");
        if !distinct.is_empty() {
            self.push("(SELECT DISTINCT ");
            self.names(other, distinct);
            self.push(" FROM ");
        }
        self.source(other);
        self.push(" WHERE ");
        self.equal((scope, related.local), (other, related.remote));
        self.fixed(scope, other, related.fixed)?;
        self.condition_behind(" AND ", other, related.condition)?;
        if !distinct.is_empty() {
            self.push_all(&[")", dialect::ONCE]);
        }
        self.push(")");
        Ok(())
    }

    /// That columns of a table in a SELECT within the first equal those there.
    pub(super) fn equal(&mut self, outer: (Scope, &[usize]), inner: (Scope, &[usize])) {
        let mut word = "";
        for (&local, &remote) in outer.1.iter().zip(inner.1) {
            self.push(word);
            self.name(inner.0.column(remote));
            self.push(" = ");
            self.name(outer.0.outside(local));
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

    /// That these columns are not NULL, as far as they may be, for what is to follow.
    fn not_null(&mut self, scope: Scope, columns: &[usize]) {
        for &column in columns {
            if scope.table.column(column).nullable {
                self.name(scope.column(column));
                self.push(" IS NOT NULL AND ");
            }
        }
    }
}
