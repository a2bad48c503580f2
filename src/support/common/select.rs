//! What a SELECT reads: which rows, in which order, how many of them.

use super::dialect;
use super::draft::Statement;
use super::filter::Condition;
use super::scope::Scope;
use super::seek::Seek;
use super::term::Term;
use super::{Result, Table, Value};

/// A SELECT without the types of what it reads.
#[derive(Debug, Clone)]
pub struct Select {
    pub condition: Option<Condition>,
    pub order: Vec<Sort>,
    /// What decides among equals: the order of a relationship.
    pub natural: &'static [(usize, bool)],
    pub limit: Option<u32>,
    pub offset: Option<u32>,
    /// Whether rows that are equal come once.
    pub distinct: bool,
    pub seek: Option<Seek>,
    /// Of which rows it reads some; of all rows of the table where there is none.
    pub of: Option<Box<Select>>,
}

/// One term of an ORDER BY.
#[derive(Debug, Clone)]
pub struct Sort {
    pub term: Term,
    pub descending: bool,
}

impl Sort {
    /// By that column, descending or not.
    pub(super) const fn by(&(column, descending): &(usize, bool)) -> Self {
        let term = Term::Column(column);
        Self { term, descending }
    }
}

impl Select {
    /// All rows, in that order.
    pub(super) const fn new(natural: &'static [(usize, bool)]) -> Self {
        Self {
            condition: None,
            order: Vec::new(),
            natural,
            limit: None,
            offset: None,
            distinct: false,
            seek: None,
            of: None,
        }
    }

    /// All of the rows that another one reads.
    pub(super) fn within(rows: Self) -> Self {
        Self {
            of: Some(Box::new(rows)),
            ..Self::new(&[])
        }
    }

    /// Only rows that fulfil that, too.
    pub(super) fn filter(&mut self, added: Condition) {
        self.condition = Some(match self.condition.take() {
            None => added,
            Some(before) => before.and(added),
        });
    }

    /// Whether it is not all rows that fulfil the condition.
    pub(super) fn is_cut(&self) -> bool {
        self.limit.is_some() || self.offset.is_some() || self.seek.is_some()
    }

    /// Whether it reads all rows of the table, in whatever order.
    pub(super) fn is_whole(&self) -> bool {
        let some = self.condition.is_some() || self.of.is_some() || self.is_cut();
        !some && !self.distinct && !self.is_ordered()
    }

    fn is_ordered(&self) -> bool {
        !self.order.is_empty() || !self.natural.is_empty()
    }

    /// Its rows for another SELECT, which does without their order.
    pub(super) fn source(mut self) -> Self {
        if self.is_cut() {
            return Self::within(self);
        }
        self.order.clear();
        self.natural = &[];
        self.distinct = false;
        self
    }

    /// The same rows in the same order, where none of a longer statement are left out.
    pub(super) fn uncut(self) -> Self {
        if self.limit.is_none() && self.offset.is_none() {
            return self;
        }
        Self {
            order: self.order.clone(),
            natural: self.natural,
            ..Self::within(self)
        }
    }

    /// Lets the primary key decide among equals, so that no two rows are.
    pub(super) fn order_wholly(&mut self, table: &'static Table) {
        self.order.extend(self.natural.iter().map(Sort::by));
        self.natural = &[];
        for &column in table.primary_key {
            let mut terms = self.order.iter().map(|sort| &sort.term);
            if !terms.any(|term| matches!(term, Term::Column(other) if *other == column)) {
                self.order.push(Sort::by(&(column, false)));
            }
        }
    }

    /// No more than so many rows.
    pub(super) fn at_most(&mut self, rows: u32) {
        self.limit = Some(self.limit.unwrap_or(rows).min(rows));
    }

    /// `SELECT`, or `SELECT DISTINCT`
    pub(super) fn word(&self) -> &'static str {
        match self.distinct {
            true => "SELECT DISTINCT",
            false => "SELECT",
        }
    }

    /// Appends the table, or those of its rows that are read, under its name.
    pub(super) fn push_source(&self, to: &mut Statement, scope: Scope) -> Result<()> {
        let Some(rows) = &self.of else {
            to.push(scope.table.sql);
            return Ok(());
        };
        to.push("(SELECT * FROM ");
        let rows = (**rows).clone().settled(scope.table)?;
        rows.push_rows(to, Scope::alone(scope.table))?;
        to.push_all(&[") AS ", scope.name]);
        Ok(())
    }

    /// Appends the source and what is read of it: `person WHERE … ORDER BY … LIMIT …`.
    pub(super) fn push_rows(self, to: &mut Statement, scope: Scope) -> Result<()> {
        self.push_source(to, scope)?;
        self.push_rest(to, scope)
    }

    /// Appends what is read of the source: ` WHERE … ORDER BY … LIMIT …`.
    pub(super) fn push_rest(mut self, to: &mut Statement, scope: Scope) -> Result<()> {
        to.condition_behind(" WHERE ", scope, self.condition.take())?;
        self.push_order(to, scope)?;
        self.push_limit(to);
        Ok(())
    }

    /// Appends the order, with ` ORDER BY ` before it.
    pub(super) fn push_order(&self, to: &mut Statement, scope: Scope) -> Result<()> {
        self.push_order_after(to, scope, &[])
    }

    /// The same, within rows that are equal in these columns; nothing where there is no
    /// order.
    pub(super) fn push_order_after(
        &self,
        to: &mut Statement,
        scope: Scope,
        columns: &[usize],
    ) -> Result<()> {
        let mut word = " ORDER BY ";
        if !columns.is_empty() && self.is_ordered() {
            to.push(word);
            to.names(scope, columns);
            word = ", ";
        }
        for sort in &self.order {
            to.push(word);
            match sort.term {
                Term::Column(column) => to.name(scope.sorted(column)),
                ref term => term.push(to, scope)?,
            }
            let nullable = sort.term.nullable(scope.table);
            to.push(dialect::direction(sort.descending, nullable));
            word = ", ";
        }
        self.push_natural(to, scope, word);
        Ok(())
    }

    /// Appends what decides among equals, with that word before it.
    pub(super) fn push_natural(&self, to: &mut Statement, scope: Scope, mut word: &str) {
        for &(column, descending) in self.natural {
            to.push(word);
            to.name(scope.sorted(column));
            let nullable = scope.table.column(column).nullable;
            to.push(dialect::direction(descending, nullable));
            word = ", ";
        }
    }

    /// Appends which of the rows are read that a column of this name numbers from 1 on.
    pub(super) fn push_numbers(&self, to: &mut Statement, column: &str) {
        let first = i64::from(self.offset.unwrap_or_default());
        to.push_all(&[" WHERE ", column, " > "]);
        to.bind(Value::Integer(first));
        if let Some(limit) = self.limit {
            to.push_all(&[" AND ", column, " <= "]);
            to.bind(Value::Integer(first + i64::from(limit)));
        }
        to.push_all(&[" ORDER BY ", column]);
    }

    /// Appends how many rows are read.
    pub(super) fn push_limit(&self, to: &mut Statement) {
        to.limit(self.limit, self.offset);
    }
}
