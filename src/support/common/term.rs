//! What the database computes of a row, or of many: untyped.

use super::draft::Statement;
use super::filter::Counted;
use super::scope::Scope;
use super::{Link, Result, Table};

/// A value that a statement orders by, compares or gives back.
#[derive(Debug, Clone)]
pub enum Term {
    /// A column of the row.
    Column(usize),
    /// A value of the row to which this one belongs, or NULL.
    Related(&'static Link, &'static Table, Box<Term>),
    /// How many rows belong to it.
    Count(Box<Counted>),
    /// How many rows there are.
    Rows,
    /// A function of what a column holds in all of them.
    Aggregate(&'static str, usize),
}

/// The number of no column, for what is no column's value.
const NONE: usize = usize::MAX;

impl Term {
    /// Appends the value, for rows of `scope`.
    pub(super) fn push(&self, to: &mut Statement, scope: Scope) -> Result<()> {
        match self {
            Term::Column(column) => to.name(scope.column(*column)),
            Term::Count(counted) => to.count(scope, (**counted).clone())?,
            Term::Rows => to.push("count(*)"),
            Term::Aggregate(function, column) => {
                let info = scope.table.column(*column);
                to.aggregate(function, info, scope.column(*column));
            }
            Term::Related(link, table, term) => {
                let other = scope.within(table);
                to.push("(SELECT ");
                term.push(to, other)?;
                to.push(" FROM ");
                to.source(other);
                to.push(" WHERE ");
                to.equal((scope, link.local), (other, link.remote));
                to.fixed(scope, other, link.fixed)?;
                to.push(")");
            }
        }
        Ok(())
    }

    /// Whether it may be NULL, of a row of that table.
    pub(super) fn nullable(&self, table: &'static Table) -> bool {
        match self {
            Term::Column(column) => table.column(*column).nullable,
            Term::Count(_) | Term::Rows | Term::Aggregate("count", _) => false,
            Term::Related(..) | Term::Aggregate(..) => true,
        }
    }

    /// The column that holds such values: this one's, of a row of that table.
    pub(super) fn origin(&self, table: &'static Table) -> (&'static Table, usize) {
        match self {
            Term::Column(column) | Term::Aggregate(_, column) => (table, *column),
            Term::Related(_, other, term) => term.origin(other),
            Term::Count(_) | Term::Rows => (table, NONE),
        }
    }
}
