//! Rows beside those that they are joined to: `LEFT JOIN`.

use super::draft::Statement;
use super::scope::Scope;
use super::select::Select;
use super::stored::Source;
use super::{Cells, FromRow, Link, Model, Result, Table};

/// A table, and the one that is joined to it.
type Tables = [&'static Table; 2];

/// How the rows of two tables stand beside each other.
pub(super) trait Beside: Sync {
    /// Appends the join, ` LEFT JOIN person ON person.id = offences.person_id`.
    fn push_join(&self, to: &mut Statement, scope: Scope, other: Scope) -> Result<()>;

    /// The columns of the other table that are NULL only where no row is joined.
    fn remote(&self) -> &'static [usize];
}

impl Beside for Link {
    fn push_join(&self, to: &mut Statement, scope: Scope, other: Scope) -> Result<()> {
        to.push(" LEFT JOIN ");
        to.source(other);
        to.push(" ON ");
        to.equal((scope, self.local), (other, self.remote));
        to.fixed(scope, other, self.fixed)
    }

    fn remote(&self) -> &'static [usize] {
        self.remote
    }
}

/// The rows of the first table, each beside the one of the second that it is joined to, or
/// beside none: `SELECT … FROM offences LEFT JOIN person ON person.id =
/// offences.person_id …`
pub(super) fn one(link: &Link, tables: Tables, select: Select) -> Result<Statement> {
    let mut select = select.settled(tables[0])?;
    let (mut statement, [scope, _]) = joined(link, tables, &select)?;
    statement.condition_behind(" WHERE ", scope, select.condition.take())?;
    select.push_order(&mut statement, scope)?;
    select.push_limit(&mut statement);
    Ok(statement)
}

/// The same where any number of rows may be joined to one, of which those come that `of`
/// selects, in its order. A row stands beside each of them, one time after the other. A
/// LIMIT counts the rows of the first table.
pub(super) fn many(
    link: &dyn Beside,
    tables: Tables,
    select: Select,
    of: &Select,
) -> Result<Statement> {
    let mut select = select.settled(tables[0])?.uncut();
    select.order_wholly(tables[0]);
    let (mut statement, [scope, other]) = joined(link, tables, &select)?;
    statement.condition_behind(" AND ", other, of.condition.clone())?;
    statement.condition_behind(" WHERE ", scope, select.condition.take())?;
    select.push_order(&mut statement, scope)?;
    of.push_natural(&mut statement, other, ", ");
    Ok(statement)
}

/// `SELECT … FROM offences LEFT JOIN person ON …`, and what the two are in it. Pairs of
/// rows are never equal, whatever is DISTINCT.
fn joined(
    link: &dyn Beside,
    [table, target]: Tables,
    select: &Select,
) -> Result<(Statement, [Scope; 2])> {
    let scope = Scope::among(table);
    let other = scope.beside(target);
    // With room for the names of the tables before those of their columns.
    let room = 2 * (table.select.len() + target.select.len());
    let mut statement = Statement::default();
    statement.sql.reserve(room + 128);
    statement.push("SELECT ");
    statement.loaded(scope);
    statement.push(", ");
    statement.loaded(other);
    statement.push(" FROM ");
    select.push_source(&mut statement, scope)?;
    link.push_join(&mut statement, scope, other)?;
    Ok((statement, [scope, other]))
}

/// Rows, and what is joined to them, as they come one beside the other.
pub(super) struct Groups<M: Model, T: Model> {
    pub rows: Vec<M::Columns>,
    pub others: Vec<T::Columns>,
    /// How many of the others belong to each row.
    pub counts: Vec<usize>,
    /// Columns of the others that are NULL only where there is none.
    remote: &'static [usize],
    /// How many columns of a row stand before those of the others.
    before: usize,
    /// The primary key of the last row.
    key: Vec<u8>,
    /// Room for that of the next.
    next: Vec<u8>,
}

impl<M: Model, T: Model> Groups<M, T> {
    /// None yet.
    pub(super) fn of(link: &dyn Beside) -> Self {
        Self {
            rows: Vec::new(),
            others: Vec::new(),
            counts: Vec::new(),
            remote: link.remote(),
            before: M::TABLE.loaded().len(),
            key: Vec::new(),
            next: Vec::new(),
        }
    }

    /// Reads a row, unless it is the last one again, and what stands beside it.
    pub(super) fn read<'r>(&mut self, row: impl Into<Source<'r>>) -> Result<()> {
        let row = row.into();
        let cells = Cells::of(row, M::TABLE);
        self.next.clear();
        cells.push_key(&mut self.next)?;
        if self.rows.is_empty() || self.next != self.key {
            std::mem::swap(&mut self.key, &mut self.next);
            self.rows.push(cells.row()?);
            self.counts.push(0);
        }
        let cells = Cells::of(row, T::TABLE).behind(self.before);
        if !cells.are_null(self.remote)? {
            self.others.push(cells.row()?);
            if let Some(count) = self.counts.last_mut() {
                *count += 1;
            }
        }
        Ok(())
    }
}

/// Rows, each with what is joined to it.
pub(super) type Pairs<M, O> = Vec<(M, O)>;

/// Rows, each with those that are joined to it.
pub(super) type Grouped<M, T> = Pairs<M, Vec<T>>;

/// Rows, each with so many of the others.
pub(super) fn deal<M, T>(rows: Vec<M>, counts: Vec<usize>, all: Vec<T>) -> Grouped<M, T> {
    let mut others = all.into_iter();
    let mut grouped = Vec::with_capacity(rows.len());
    for (row, count) in rows.into_iter().zip(counts) {
        grouped.push((row, others.by_ref().take(count).collect()));
    }
    grouped
}
